// The dimensions of a tally: what each is in SQL, and what its values are in words. Time is special: a single day is one
// value, while a range has to be spread over every bin that it touches, so rows with ranges are grouped by their two ends.

import type { Day } from '../../domain/dates.ts';
import type { TimeUnit } from '../../domain/time-bins.ts';
import { binOf, nextBin } from '../../domain/time-bins.ts';
import type { Dimension } from '../store.ts';
import { claimKinds, dayText, kinds, stances, statuses } from './codes.ts';
import type { Bound, Connection } from './connection.ts';

export const TIME_UNITS: Partial<Record<Dimension, TimeUnit>> = {
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  year: 'YEAR',
};
const RECORDS = new Set<Dimension>(['speaker', 'target', 'other', 'end', 'source']);
const DAYS: Record<TimeUnit, string> = {
  DAY: 'nullif(a.said, 0)',
  WEEK: 'nullif(a.said, 0)',
  MONTH: 'nullif(a.said / 100, 0)',
  YEAR: 'nullif(a.said / 10000, 0)',
};

/** Of a row `a` of attribution (with `c` and `p` where sources are asked for). */
export function keySql(dimension: Dimension, about: number): string {
  const unit = TIME_UNITS[dimension];
  if (unit !== undefined) return DAYS[unit];
  if (dimension === 'other') return `CASE a.speaker WHEN ${about} THEN a.target ELSE a.speaker END`;
  if (dimension === 'source') return 'coalesce(c.source, a.source)';
  if (dimension === 'publisher') return 'p.publisher';
  const columns = {
    speaker: 'speaker',
    target: 'target',
    end: 'speaker',
    targetKind: 'target_kind',
    claimKind: 'kind',
    stance: 'stance',
    status: 'status',
    joint: 'joint',
    claim: 'claim',
  } as const;
  return `a.${columns[dimension as keyof typeof columns]}`;
}

/** The words for the values of one dimension. */
export function wordsOf(
  connection: Connection,
  dimension: Dimension,
  values: ReadonlySet<Bound>,
): Map<Bound, string | null> {
  const words = new Map<Bound, string | null>();
  if (RECORDS.has(dimension)) {
    const rows = connection.all<[number, string]>(
      'SELECT num, id FROM record WHERE num IN (SELECT value FROM json_each(?))',
      [JSON.stringify([...values])],
    );
    for (const [num, id] of rows) words.set(num, id);
    return words;
  }
  for (const value of values) words.set(value, value === null ? null : wordOf(dimension, value));
  return words;
}

function wordOf(dimension: Dimension, value: string | number): string {
  if (dimension === 'day') return dayText(Number(value));
  if (dimension === 'month') return `${String(value).padStart(6, '0').slice(0, 4)}-${String(value).slice(-2)}`;
  if (dimension === 'year') return String(value).padStart(4, '0');
  if (dimension === 'targetKind') return kinds.word(Number(value));
  if (dimension === 'claimKind') return claimKinds.word(Number(value));
  if (dimension === 'stance') return stances.word(Number(value));
  if (dimension === 'status') return statuses.word(Number(value));
  return String(value);
}

/** Every bin from one day to another, as the values that SQL gives for single days. */
export function binsBetween(from: Day, to: Day, unit: TimeUnit): Bound[] {
  const bins: Bound[] = [];
  const last = binOf(to, unit);
  for (let bin: string | null = binOf(from, unit); bin !== null && bin <= last; bin = nextBin(bin))
    bins.push(binValue(bin, unit));
  return bins;
}

/** A label of a bin, as keys hold it: weeks have no number. */
export function binValue(label: string, unit: TimeUnit): Bound {
  return unit === 'WEEK' ? label : Number(label.replaceAll('-', ''));
}
