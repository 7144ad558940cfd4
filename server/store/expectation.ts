// What a write may expect of what it changes, and why both stores refuse it otherwise.

import type { Problem } from '../domain/faults/problem.ts';
import type { Id } from '../domain/records.ts';
import type { Change } from './store.ts';

/** What keeps a change from being made, or null. */
export function expectationProblem(
  record: Id,
  standing: { version: number; live: boolean } | undefined,
  expect: Change['expect'],
): Problem | null {
  if (expect === 'ANY') return null;
  if (expect === 'NEW') return standing?.live === true ? { code: 'EXISTS', record, version: standing.version } : null;
  if (standing?.version === expect) return null;
  if (standing?.live !== true) return { code: 'GONE', record };
  return { code: 'STALE_VERSION', record, version: standing.version, expected: expect };
}
