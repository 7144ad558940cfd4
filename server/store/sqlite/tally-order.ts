// Orders the groups of a tally by words or counts, cuts the page, and packs it: numbers in columns and each word once, so
// that tens of thousands of rows cross from a worker without holding the event loop.

import { setImmediate } from 'node:timers/promises';
import { compareCodePoints } from '../../domain/code-points.ts';
import type { Tally, TallyResult, TallyRow } from '../store.ts';
import { dayText, stances } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Bound } from './sql.ts';
import type { Groups } from './tally-groups.ts';
import { wordsOf } from './tally-keys.ts';

export interface PackedTally {
  /** Per dimension: its words, and for each row which. */
  keys: { words: (string | null)[]; rows: Int32Array }[];
  /** n, supports, opposes, neutral, mixed, first, last; 0 for no day. */
  columns: Int32Array[];
  length: number;
  more: boolean;
  groups: number | null;
  version: number;
}

/** Per dimension: the words by index of value, and the ranks of these in their order. */
interface Words {
  words: (string | null)[];
  ranks: Int32Array;
}

const YIELD_AT = 2_000;

export function orderGroups(connection: Connection, query: Tally, groups: Groups): Omit<PackedTally, 'version'> {
  const minimum = query.minimum ?? 0;
  const kept: number[] = [];
  for (let group = 0; group < groups.size; group++) if ((groups.n[group] as number) >= minimum) kept.push(group);
  const words = query.by.map((dimension, index) => inOrder(connection, dimension, groups.values[index] as Bound[]));
  const byCount = query.order === 'COUNT';
  const ranks = ranksOf(groups, words, kept);
  kept.sort(
    (a, b) =>
      (byCount ? (groups.n[b] as number) - (groups.n[a] as number) : 0) || (ranks[a] as number) - (ranks[b] as number),
  );
  const { after } = query;
  const rest = after === undefined ? kept : kept.filter((group) => isPast(groups, words, group, after, byCount));
  const page = query.limit === undefined ? rest : rest.slice(0, query.limit);
  return pack(groups, words, page, page.length < rest.length, query.total === true ? kept.length : null);
}

export async function unpackTally({ keys, columns, length, ...told }: PackedTally): Promise<TallyResult> {
  const { more, groups, version } = told;
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
  const days = new Map<number, string | null>([[0, null]]);
  const dayOf = (day: number): string | null => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const text = dayText(day);
    days.set(day, text);
    return text;
  };
  for (let row = 0; row < length; row++) {
    const words: (string | null)[] = [];
    for (const key of keys) words.push(key.words[key.rows[row] as number] as string | null);
    rows.push({
      keys: words,
      n: n[row] as number,
      supports: supports[row] as number,
      opposes: opposes[row] as number,
      neutral: neutral[row] as number,
      mixed: mixed[row] as number,
      first: dayOf(first[row] as number),
      last: dayOf(last[row] as number),
    });
    if (row % YIELD_AT === YIELD_AT - 1) await setImmediate();
  }
  return { rows, more, groups, version };
}

function inOrder(connection: Connection, dimension: Tally['by'][number], values: readonly Bound[]): Words {
  const words = wordsOf(connection, dimension, values);
  const order = Array.from(words.keys()).sort((a, b) =>
    compareWords(words[a] as string | null, words[b] as string | null),
  );
  const ranks = new Int32Array(words.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return { words, ranks };
}

/** For each group a number that sorts as its keys do. */
function ranksOf(groups: Groups, words: readonly Words[], kept: readonly number[]): Float64Array {
  const ranks = new Float64Array(groups.size);
  let most = 1;
  for (const [dimension, { ranks: own }] of words.entries()) {
    if (most * own.length > Number.MAX_SAFE_INTEGER) most = closeRanks(ranks, kept);
    most *= own.length;
    const keys = groups.keys[dimension] as number[];
    for (const group of kept)
      ranks[group] = (ranks[group] as number) * own.length + (own[keys[group] as number] as number);
  }
  return ranks;
}

/** Ranks without gaps: no more of them than groups. */
function closeRanks(ranks: Float64Array, kept: readonly number[]): number {
  const sorted = [...new Set(kept.map((group) => ranks[group] as number))].sort((a, b) => a - b);
  const closed = new Map(sorted.map((value, rank) => [value, rank]));
  for (const group of kept) ranks[group] = closed.get(ranks[group] as number) ?? 0;
  return closed.size;
}

/** Null first. */
function compareWords(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareCodePoints(a, b);
}

function isPast(
  groups: Groups,
  words: readonly Words[],
  group: number,
  after: NonNullable<Tally['after']>,
  byCount: boolean,
): boolean {
  const n = groups.n[group] as number;
  if (byCount && n !== after.n) return n < after.n;
  for (const [dimension, key] of words.entries()) {
    const word = key.words[(groups.keys[dimension] as number[])[group] as number] as string | null;
    const compared = compareWords(word, after.keys[dimension] ?? null);
    if (compared !== 0) return compared > 0;
  }
  return false;
}

function pack(
  groups: Groups,
  words: readonly Words[],
  page: readonly number[],
  more: boolean,
  total: number | null,
): Omit<PackedTally, 'version'> {
  const keys = words.map((key, dimension) => {
    const indexes = groups.keys[dimension] as number[];
    // Of all the words only those of this page travel.
    const travelling: (string | null)[] = [];
    const indexOf = new Int32Array(key.words.length).fill(-1);
    const rows = new Int32Array(page.length);
    for (let row = 0; row < page.length; row++) {
      const index = indexes[page[row] as number] as number;
      if (indexOf[index] === -1) indexOf[index] = travelling.push(key.words[index] as string | null) - 1;
      rows[row] = indexOf[index] as number;
    }
    return { words: travelling, rows };
  });
  const counted = (['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'] as const).map(
    (stance) => groups.stances[stances.code(stance)],
  );
  const columns = [groups.n, ...counted, groups.first, groups.last].map((column = []) => {
    // A loop of its own: Int32Array.from with a function takes longer than all the counting.
    const packed = new Int32Array(page.length);
    for (let row = 0; row < page.length; row++) packed[row] = column[page[row] as number] as number;
    return packed;
  });
  return { keys, columns, length: page.length, more, groups: total };
}
