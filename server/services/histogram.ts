// Claims over time. None is lost: one that lies within a bin is certain there, one that touches several is possible in each of
// them, what lies beyond the axis is counted before or after it, and what has no date is counted apart.

import type { Day } from '../domain/calendar.ts';
import { dayNumber, dayOfNumber, FIRST_DAY, LAST_DAY } from '../domain/calendar.ts';
import type { TimeUnit } from '../domain/time-bins.ts';
import { binBounds } from '../domain/time-bins.ts';
import type { ClaimFilter, TallyRow } from '../store/store.ts';
import type { Asking } from './asking.ts';
import { axisOf } from './time-axis.ts';

/** Claims of a part of time, each counted once. */
interface Counts {
  /** Certain and possible ones. */
  n: number;
  /** Said within the part, on whichever day of it. */
  certain: number;
  /** Said within the part or outside of it. */
  possible: number;
}

export interface Bin extends Counts {
  label: string;
  from: Day;
  to: Day;
  supports: number;
  opposes: number;
  neutral: number;
  mixed: number;
}

/** What lies on one side of the bins, as far as the window of the filter goes. */
export interface Tail extends Counts {
  /** Null where neither the axis nor the window begins it; both null where the window leaves no day. */
  firstDay: Day | null;
  lastDay: Day | null;
}

export interface Histogram {
  unit: TimeUnit;
  bins: Bin[];
  before: Tail;
  after: Tail;
  claims: number;
  /** Certain nowhere: with these, the undated, and those that are certain somewhere, each claim is counted once. */
  spread: number;
  undated: number;
}

interface Window {
  from: Day | null;
  to: Day | null;
}

/** One question of the store, whatever the unit: claims by the days that they may have been said on. */
export async function histogram(ask: Asking, filter: ClaimFilter, wanted: TimeUnit | null): Promise<Histogram> {
  const { rows } = await ask.tally({ filter, by: ['said'], unit: 'CLAIMS' });
  const dated = rows.filter(({ keys }) => keys[0] !== null);
  const window = { from: filter.saidFrom ?? null, to: filter.saidTo ?? null };
  const { unit, labels } = axisOf(dated, window, wanted);
  const parts = new Parts(labels, window);
  for (const row of dated) parts.count(row);
  const { before, bins, after } = parts.counted();
  const certain = [before, ...bins, after].reduce((sum, part) => sum + part.certain, 0);
  const [all, known] = [rows, dated].map((some) => some.reduce((sum, { n }) => sum + n, 0)) as [number, number];
  return { unit, before, bins, after, claims: all, spread: known - certain, undated: all - known };
}

const SIDES = ['n', 'supports', 'opposes', 'neutral', 'mixed'] as const;
type Sides = Record<(typeof SIDES)[number], number>;

/** Days as numbers. */
interface Part {
  first: number;
  last: number;
  certain: number;
  /** What begins here, less what has ended: added up from the first part on, they are what each part has. */
  change: Sides;
}

/** All time that the filter lets through, without gaps: before the axis, its bins, and after it. */
class Parts {
  readonly #labels: readonly string[];
  readonly #window: Window;
  readonly #parts: Part[];
  /** Index of the first and of the last part that has days. */
  readonly #outer: readonly [number, number];

  constructor(labels: readonly string[], window: Window) {
    this.#labels = labels;
    this.#window = window;
    const bins = labels.map((label) => {
      const { from, to } = binBounds(label);
      return partOf(dayNumber(from), dayNumber(to));
    });
    const before = partOf(dayNumber(window.from ?? FIRST_DAY), (bins[0]?.first ?? 0) - 1);
    const after = partOf((bins.at(-1)?.last ?? Number.POSITIVE_INFINITY) + 1, dayNumber(window.to ?? LAST_DAY));
    this.#parts = [before, ...bins, after];
    this.#outer = [isEmpty(before) ? 1 : 0, isEmpty(after) ? bins.length : bins.length + 1];
  }

  /** Of a row all claims have the same date. */
  count(row: TallyRow): void {
    // The calendar ends where open dates do.
    const first = dayNumber(row.first ?? FIRST_DAY);
    const last = dayNumber(row.last ?? LAST_DAY);
    const [start, end] = [this.#at(first), this.#at(last)];
    const part = this.#parts[start] as Part;
    if (start === end && part.first <= first && last <= part.last) part.certain += row.n;
    const next = this.#parts[end + 1];
    for (const side of SIDES) {
      part.change[side] += row[side];
      if (next !== undefined) next.change[side] -= row[side];
    }
  }

  counted(): { before: Tail; bins: Bin[]; after: Tail } {
    const sums = { n: 0, supports: 0, opposes: 0, neutral: 0, mixed: 0 };
    const counted = this.#parts.map(({ certain, change }) => {
      for (const side of SIDES) sums[side] += change[side];
      return { ...sums, certain, possible: sums.n - certain };
    });
    const tail = (index: number, days: Omit<Tail, keyof Counts>): Tail => {
      const { n, certain, possible } = counted[index] as (typeof counted)[number];
      const { firstDay, lastDay } = isEmpty(this.#parts[index] as Part) ? { firstDay: null, lastDay: null } : days;
      return { n, certain, possible, firstDay, lastDay };
    };
    const bins = this.#labels.map((label, index): Bin => {
      const counts = counted[index + 1] as (typeof counted)[number];
      return { label, ...binBounds(label), ...counts };
    });
    const beyond = (day: Day | undefined, by: number) => (day === undefined ? null : dayOfNumber(dayNumber(day) + by));
    return {
      bins,
      before: tail(0, { firstDay: this.#window.from, lastDay: beyond(bins[0]?.from, -1) }),
      after: tail(counted.length - 1, { firstDay: beyond(bins.at(-1)?.to, 1), lastDay: this.#window.to }),
    };
  }

  /** Index of the part that a day lies in, or that comes next to it. */
  #at(day: number): number {
    let [low, high] = this.#outer;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#parts[middle] as Part).first <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function partOf(first: number, last: number): Part {
  return { first, last, certain: 0, change: { n: 0, supports: 0, opposes: 0, neutral: 0, mixed: 0 } };
}

function isEmpty({ first, last }: Part): boolean {
  return first > last;
}
