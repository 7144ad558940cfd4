// The dimensions of a tally: what each is in SQL, and what its values are in words.

import type { Dimension } from '../store.ts';
import { claimKinds, dayText, kinds, stances, statuses } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Bound, SqlFragment } from './sql.ts';
import { sql } from './sql.ts';

const RECORDS = new Set<Dimension>(['speaker', 'target', 'other', 'end', 'source']);
const COLUMNS: Partial<Record<Dimension, SqlFragment>> = {
  speaker: sql`a.speaker`,
  target: sql`a.target`,
  end: sql`a.speaker`,
  targetKind: sql`a.target_kind`,
  claimKind: sql`a.kind`,
  stance: sql`a.stance`,
  status: sql`a.status`,
  joint: sql`a.joint`,
  claim: sql`a.claim`,
  source: sql`coalesce(c.source, a.source)`,
  publisher: sql`p.publisher`,
};

/** Of a row `a` of attribution (with `c` and `p` where sources are asked for); none for `said`, which every row has. */
export function keySql(dimension: Dimension, about: number): SqlFragment | null {
  if (dimension === 'other') return sql`CASE a.speaker WHEN ${about} THEN a.target ELSE a.speaker END`;
  return COLUMNS[dimension] ?? null;
}

/** The words for the values of one dimension, in their order. */
export function wordsOf(connection: Connection, dimension: Dimension, values: readonly Bound[]): (string | null)[] {
  if (!RECORDS.has(dimension)) return values.map((value) => (value === null ? null : wordOf(dimension, value)));
  const [nums = [], found = []] = connection.columns(
    [sql`num`, sql`id`],
    sql`FROM record WHERE num IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  );
  const ids = new Map<Bound, string>();
  for (const [index, num] of nums.entries()) ids.set(num, found[index] as string);
  return values.map((value) => ids.get(value) ?? null);
}

function wordOf(dimension: Dimension, value: string | number): string | null {
  if (dimension === 'targetKind') return kinds.word(Number(value));
  if (dimension === 'claimKind') return claimKinds.word(Number(value));
  if (dimension === 'stance') return stances.word(Number(value));
  if (dimension === 'status') return statuses.word(Number(value));
  if (dimension === 'said') return daysOf(value);
  return String(value);
}

/** The value of `said` for a range; 0 is an open end. A single day is its number. */
export function rangeKey(lo: number, hi: number): string {
  return `${lo}/${hi}`;
}

/** Null where there is no date. */
function daysOf(said: string | number): string | null {
  if (typeof said === 'number') return said === 0 ? null : dayText(said);
  return said
    .split('/')
    .map((day) => (day === '0' ? '..' : dayText(Number(day))))
    .join('/');
}
