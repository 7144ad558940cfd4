// Orders the groups of a tally by words or counts, cuts the page, and packs it: numbers in columns and each word once, so
// that tens of thousands of rows cross from a worker without holding the event loop.

import { setImmediate } from 'node:timers/promises';
import { compareCodePoints } from '../../domain/code-points.ts';
import type { Tally, TallyResult, TallyRow } from '../store.ts';
import { dayOrNull } from './codes.ts';
import type { Bound, Connection } from './connection.ts';
import { wordsOf } from './tally-keys.ts';

/** Counts of a group. */
export interface Group {
  keys: Bound[];
  /** n, supports, opposes, neutral, mixed. */
  counts: number[];
  first: number | null;
  last: number | null;
}

export interface PackedTally {
  /** Per dimension: its words, and for each row which. */
  keys: { words: (string | null)[]; rows: Int32Array }[];
  /** n, supports, opposes, neutral, mixed, first, last; 0 for no day. */
  columns: Int32Array[];
  length: number;
  more: boolean;
  groups: number | null;
}

interface Ordered {
  group: Group;
  words: (string | null)[];
  /** Place of its keys in the order of words. */
  rank: number;
}

const YIELD_AT = 10_000;

export function orderGroups(connection: Connection, query: Tally, groups: readonly Group[]): PackedTally {
  const minimum = query.minimum ?? Number.NEGATIVE_INFINITY;
  const kept = groups.filter((group) => (group.counts[0] ?? 0) >= minimum);
  const ordered = rank(connection, query, kept);
  const byCount = query.order === 'COUNT';
  ordered.sort((a, b) => (byCount ? (b.group.counts[0] ?? 0) - (a.group.counts[0] ?? 0) : 0) || a.rank - b.rank);
  const { after } = query;
  const rest = after === undefined ? ordered : ordered.filter((one) => isPast(one, after, byCount));
  const page = query.limit === undefined ? rest : rest.slice(0, query.limit);
  return pack(page, query.by.length, page.length < rest.length, query.total === true ? kept.length : null);
}

export async function unpackTally({ keys, columns, length, more, groups }: PackedTally): Promise<TallyResult> {
  const rows: TallyRow[] = [];
  const [n, supports, opposes, neutral, mixed, first, last] = columns as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let row = 0; row < length; row++) {
    rows.push({
      keys: keys.map((key) => key.words[key.rows[row] as number] as string | null),
      n: n[row] as number,
      supports: supports[row] as number,
      opposes: opposes[row] as number,
      neutral: neutral[row] as number,
      mixed: mixed[row] as number,
      first: dayOrNull(first[row] || null),
      last: dayOrNull(last[row] || null),
    });
    if (row % YIELD_AT === YIELD_AT - 1) await setImmediate();
  }
  return { rows, more, groups };
}

function rank(connection: Connection, query: Tally, groups: readonly Group[]): Ordered[] {
  const ordered: Ordered[] = groups.map((group) => ({ group, words: [], rank: 0 }));
  let ranks = 1;
  for (const [index, dimension] of query.by.entries()) {
    const values = new Set(groups.map((group) => group.keys[index] as Bound));
    const words = wordsOf(connection, dimension, values);
    const sorted = [...values].sort((a, b) => compareWords(words.get(a) ?? null, words.get(b) ?? null));
    const places = new Map(sorted.map((value, place) => [value, place]));
    if (ranks * values.size > Number.MAX_SAFE_INTEGER) ranks = closeRanks(ordered);
    ranks *= values.size;
    for (const one of ordered) {
      const value = one.group.keys[index] as Bound;
      one.words.push(words.get(value) ?? null);
      one.rank = one.rank * values.size + (places.get(value) ?? 0);
    }
  }
  return ordered;
}

/** Ranks without gaps: no more of them than groups. */
function closeRanks(ordered: readonly Ordered[]): number {
  const places = new Map(
    [...new Set(ordered.map((one) => one.rank))].sort((a, b) => a - b).map((value, place) => [value, place]),
  );
  for (const one of ordered) one.rank = places.get(one.rank) ?? 0;
  return places.size;
}

/** Null first. */
function compareWords(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareCodePoints(a, b);
}

function isPast({ group, words }: Ordered, after: NonNullable<Tally['after']>, byCount: boolean): boolean {
  const count = group.counts[0] ?? 0;
  if (byCount && count !== after.n) return count < after.n;
  for (const [index, word] of words.entries()) {
    const compared = compareWords(word, after.keys[index] ?? null);
    if (compared !== 0) return compared > 0;
  }
  return false;
}

function pack(page: readonly Ordered[], width: number, more: boolean, groups: number | null): PackedTally {
  const keys = Array.from({ length: width }, (_, index) => {
    const words: (string | null)[] = [];
    const places = new Map<string | null, number>();
    const rows = new Int32Array(page.length);
    for (const [row, one] of page.entries()) {
      const word = one.words[index] as string | null;
      let place = places.get(word);
      if (place === undefined) {
        place = words.push(word) - 1;
        places.set(word, place);
      }
      rows[row] = place;
    }
    return { words, rows };
  });
  const columns = Array.from({ length: 7 }, () => new Int32Array(page.length));
  for (const [row, { group }] of page.entries()) {
    for (const [column, count] of group.counts.entries()) (columns[column] as Int32Array)[row] = count;
    (columns[5] as Int32Array)[row] = group.first ?? 0;
    (columns[6] as Int32Array)[row] = group.last ?? 0;
  }
  return { keys, columns, length: page.length, more, groups };
}
