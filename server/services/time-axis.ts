// Where the axis of a histogram begins and ends, and how wide its bins are: chosen so that there is always one that can be
// read. A wider unit is taken where there would be too many bins, and a few claims far from all others get no bins of their own.

import type { Day } from '../domain/calendar.ts';
import { dayNumber, dayOfNumber } from '../domain/calendar.ts';
import type { TimeUnit } from '../domain/time-bins.ts';
import { binOf, nextBin, TIME_UNITS } from '../domain/time-bins.ts';

/** Some claims, and the days between which each of them was said. Null is an open end; one is known. */
export interface Span {
  first: Day | null;
  last: Day | null;
  n: number;
}

/** Null is without end. */
interface Window {
  from: Day | null;
  to: Day | null;
}

export interface Axis {
  unit: TimeUnit;
  /** Of the bins, without gaps. */
  labels: string[];
}

const MOST_BINS = 2_000;
const YEAR = 366;
/** Up to how many days a unit is chosen: a bar chart of some 60 to 200 bars. */
const CHOSEN_UP_TO: readonly [TimeUnit, number][] = [
  ['DAY', 62],
  ['WEEK', 400],
  ['MONTH', 15 * YEAR],
  ['YEAR', 200 * YEAR],
  ['DECADE', 2_000 * YEAR],
];
/** Of the claims with a date, so many at most lie out at one end: a fiftieth, or a single one. */
const OUT = 1 / 50;
/** Fewer claims than that have no outlier among them. */
const FEWEST = 4;
/** Outliers are farther from the others than that, in days, and than so many times what the others take. */
const FAR = 15 * YEAR;
const TIMES_FARTHER = 3;

export function axisOf(spans: readonly Span[], window: Window, wanted: TimeUnit | null): Axis {
  const ends = outermost(spans, window);
  if (ends === null) return { unit: wanted ?? 'DAY', labels: [] };
  const days = dayNumber(ends.last) - dayNumber(ends.first) + 1;
  return labelled(ends.first, ends.last, wanted ?? unitFor(days));
}

export function unitFor(days: number): TimeUnit {
  return CHOSEN_UP_TO.find(([, most]) => days <= most)?.[0] ?? 'CENTURY';
}

/** In the unit, or in the next one that does not need too many bins. */
function labelled(first: Day, last: Day, unit: TimeUnit): Axis {
  const labels: string[] = [];
  const end = binOf(last, unit);
  for (let label: string | null = binOf(first, unit); label !== null && label <= end; label = nextBin(label)) {
    labels.push(label);
    const coarser = TIME_UNITS[TIME_UNITS.indexOf(unit) + 1];
    if (labels.length > MOST_BINS && coarser !== undefined) return labelled(first, last, coarser);
  }
  return { unit, labels };
}

/** The first and the last known day within the window, outliers left out. */
function outermost(spans: readonly Span[], window: Window): { first: Day; last: Day } | null {
  if (spans.length === 0) return null;
  const known = spans.filter((span) => isKnownWithin(span, window));
  const some = known.length > 0 ? known : spans;
  // Both ends are looked at alike: the upper one as the lower one of a time that runs backwards.
  const starts = new End(some, ({ first, last }) => dayNumber(clamped(first ?? last ?? '', window)));
  const stops = new End(some, ({ first, last }) => -dayNumber(clamped(last ?? first ?? '', window)));
  const claims = some.reduce((total, { n }) => total + n, 0);
  const most = claims < FEWEST ? 0 : Math.max(1, Math.floor(claims * OUT));
  const others = Math.max(0, -stops.after(most) - starts.after(most));
  const far = Math.max(FAR, others * TIMES_FARTHER);
  return { first: dayOfNumber(starts.begin(most, far)), last: dayOfNumber(-stops.begin(most, far)) };
}

/** A range covers its part of the window; of an open date one day is known, which may lie outside. */
function isKnownWithin({ first, last }: Span, window: Window): boolean {
  const day = first === null ? last : last === null ? first : null;
  return day === null || clamped(day, window) === day;
}

function clamped(day: Day, { from, to }: Window): Day {
  if (from !== null && day < from) return from;
  return to !== null && day > to ? to : day;
}

/** One end of the axis: days from there on, with the claims that begin on each. */
class End {
  readonly #days: (readonly [day: number, claims: number])[];

  constructor(spans: readonly Span[], dayOf: (span: Span) => number) {
    const days = new Map<number, number>();
    for (const span of spans) days.set(dayOf(span), (days.get(dayOf(span)) ?? 0) + span.n);
    this.#days = [...days].sort(([a], [b]) => a - b);
  }

  /** The day of the next claim behind so many. */
  after(claims: number): number {
    let passed = 0;
    for (const [day, n] of this.#days) {
      passed += n;
      if (passed > claims) return day;
    }
    return 0;
  }

  /** The day from which on there is an axis: behind at most so many claims, where they are far enough from the next. */
  begin(most: number, far: number): number {
    let [begin = 0] = this.#days[0] ?? [];
    let passed = 0;
    for (const [index, [day, n]] of this.#days.entries()) {
      passed += n;
      const [next] = this.#days[index + 1] ?? [];
      if (passed > most || next === undefined) break;
      if (next - day > far) begin = next;
    }
    return begin;
  }
}
