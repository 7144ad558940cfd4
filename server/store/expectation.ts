// What a write may expect of what it changes, and the words in which both stores refuse it otherwise.

import type { Change } from './store.ts';

/** What keeps a change from being made, or null. */
export function expectationProblem(
  standing: { version: number; live: boolean } | undefined,
  expect: Change['expect'],
): string | null {
  if (expect === 'ANY') return null;
  if (expect === 'NEW')
    return standing?.live === true
      ? `exists already, at version ${standing.version}; choose another id, or change it`
      : null;
  if (standing?.version === expect) return null;
  if (standing?.live !== true) return 'does not exist any more';
  return `stands at version ${standing.version}, not at ${expect}; read it again and repeat the change`;
}
