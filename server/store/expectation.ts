// What a write may expect of what it finds, and the words in which both stores refuse it otherwise.

import type { Change, Kept } from './store.ts';

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

/** What keeps an entry of the side room from being kept, or null. `now` is the JSON text that is kept there. */
export function keptProblem({ was }: Kept, now: string | null): string | null {
  if (was === undefined || (was === null ? null : JSON.stringify(was)) === now) return null;
  return 'was changed by somebody else meanwhile; look again and repeat the write';
}

/** Where the fault is: the spaces are told apart, for whoever repeats the write. */
export function keptField({ space }: Kept): string {
  return `keep.${space}`;
}
