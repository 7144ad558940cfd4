// Orders the groups of a tally by words or counts and cuts the page.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { Tally, TallyResult, TallyRow } from '../store.ts';

export interface Group {
  keys: (string | null)[];
  /** n, supports, opposes, neutral, mixed. */
  counts: number[];
  first: string | null;
  last: string | null;
}

export function orderGroups(query: Tally, groups: readonly Group[]): Omit<TallyResult, 'version'> {
  const minimum = query.minimum ?? Number.NEGATIVE_INFINITY;
  const kept = groups.filter((group) => n(group) >= minimum);
  const byCount = query.order === 'COUNT';
  const ordered = kept.sort((a, b) => (byCount ? n(b) - n(a) : 0) || compareKeys(a.keys, b.keys));
  const { after } = query;
  const rest = after === undefined ? ordered : ordered.filter((group) => isPast(group, after, byCount));
  const page = query.limit === undefined ? rest : rest.slice(0, query.limit);
  return { rows: page.map(row), more: page.length < rest.length, groups: query.total === true ? kept.length : null };
}

function row({ keys, counts, first, last }: Group): TallyRow {
  const [n, supports, opposes, neutral, mixed] = counts as [number, number, number, number, number];
  return { keys, n, supports, opposes, neutral, mixed, first, last };
}

function isPast(group: Group, after: NonNullable<Tally['after']>, byCount: boolean): boolean {
  if (byCount && n(group) !== after.n) return n(group) < after.n;
  return compareKeys(group.keys, after.keys) > 0;
}

function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  // Without an iterator: this is asked several hundred thousand times for some ten thousand groups.
  for (let index = 0; index < a.length; index++) {
    const left = a[index] ?? null;
    const right = b[index] ?? null;
    if (left === right) continue;
    // Null first.
    if (left === null || right === null) return left === null ? -1 : 1;
    return compareCodePoints(left, right);
  }
  return 0;
}

function n({ counts }: Group): number {
  return counts[0] ?? 0;
}
