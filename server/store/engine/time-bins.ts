// Counts by time: which dimensions are time, and the bins that a range of days counts in.

import type { Day } from '../../domain/dates.ts';
import type { TimeUnit } from '../../domain/time-bins.ts';
import { binOf, nextBin } from '../../domain/time-bins.ts';
import type { Dimension } from '../store.ts';
import { MOST_BINS, tooManyBins } from './refusals.ts';

export const TIME_UNITS: Partial<Record<Dimension, TimeUnit>> = {
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  year: 'YEAR',
};

/** Of the ranges of one tally, which together may not touch more bins than anyone could read. */
export class RangeBins {
  readonly #unit: TimeUnit;
  readonly #known = new Map<string, readonly string[]>();
  #touched = 0;

  constructor(unit: TimeUnit) {
    this.#unit = unit;
  }

  /** `key` names the range; its days are asked for once. */
  of(key: string, days: () => readonly [first: Day, last: Day]): readonly string[] {
    let bins = this.#known.get(key);
    if (bins === undefined) {
      bins = this.#between(...days());
      this.#known.set(key, bins);
    }
    this.#touched += bins.length;
    if (this.#touched > MOST_BINS) throw tooManyBins();
    return bins;
  }

  #between(first: Day, last: Day): string[] {
    const end = binOf(last, this.#unit);
    const bins: string[] = [];
    let bin: string | null = binOf(first, this.#unit);
    for (; bin !== null && bin <= end && bins.length <= MOST_BINS; bin = nextBin(bin)) bins.push(bin);
    return bins;
  }
}
