// The dimensions of a tally: what each is in SQL, and what its values are in words. Time is read as days and put into bins
// here, since SQL knows no calendar; a range counts in every bin that it touches.

import type { TimeUnit } from '../../domain/time-bins.ts';
import { binOf } from '../../domain/time-bins.ts';
import { RangeBins } from '../engine/time-bins.ts';
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

/** Of a row `a` of attribution (with `c` and `p` where sources are asked for); none for time, which every row has. */
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

function wordOf(dimension: Dimension, value: string | number): string {
  if (dimension === 'targetKind') return kinds.word(Number(value));
  if (dimension === 'claimKind') return claimKinds.word(Number(value));
  if (dimension === 'stance') return stances.word(Number(value));
  if (dimension === 'status') return statuses.word(Number(value));
  return String(value);
}

/** Labels of the bins of dates, each date worked out once. */
export class Bins {
  readonly #unit: TimeUnit;
  /** First and last known day, asked for when an end is open. */
  readonly #outermost: () => [number, number];
  readonly #days = new Map<number, readonly [string]>();
  readonly #ranges: RangeBins;
  #outer: [number, number] | null = null;

  constructor(unit: TimeUnit, outermost: () => [number, number]) {
    this.#unit = unit;
    this.#outermost = outermost;
    this.#ranges = new RangeBins(unit);
  }

  ofDay(day: number): readonly [string] {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const bins = [binOf(dayText(day), this.#unit)] as const;
    this.#days.set(day, bins);
    return bins;
  }

  /** 0 is an open end. */
  ofRange(lo: number, hi: number): readonly string[] {
    return this.#ranges.of(`${lo} ${hi}`, () => {
      if (lo === 0 || hi === 0) this.#outer ??= this.#outermost();
      const [first, last] = this.#outer ?? [lo, hi];
      return [dayText(lo === 0 ? first : lo), dayText(hi === 0 ? last : hi)];
    });
  }
}
