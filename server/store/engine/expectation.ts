// What a write may expect of what it changes, and why it is refused otherwise.

import type { Problem } from '../../domain/faults/problem.ts';
import type { Id } from '../../domain/records.ts';
import type { Change } from '../store.ts';

/** Where a record stands before a change; there is no standing of what never was. */
export interface Standing {
  version: number;
  /** False: its newest version is its removal. */
  live: boolean;
}

/** What keeps a change from being made, or null. */
export function expectationProblem(
  record: Id,
  standing: Standing | undefined,
  expect: Change['expect'],
): Problem | null {
  if (expect === 'ANY') return null;
  if (expect === 'NEW') return standing?.live === true ? { code: 'EXISTS', record, version: standing.version } : null;
  if (standing?.version === expect) return null;
  if (standing?.live !== true) return { code: 'GONE', record };
  return { code: 'STALE_VERSION', record, version: standing.version, expected: expect };
}
