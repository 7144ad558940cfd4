// Days on the axis of a histogram and back. A position on the axis is counted in bins: 2.5 is the middle of the third.

import type { HistogramOfQuery } from '../gql/generated.ts';

export type Histogram = HistogramOfQuery['histogram'];
export type Bin = Histogram['bins'][number];
/** A stretch of the axis between two boundaries of bins. */
export interface Stretch {
  start: number;
  end: number;
}

const DAY = 86_400_000;
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Where a day begins on the axis; before the first bin it is 0, after the last it is their number. */
function placeOf(bins: readonly Bin[], at: number): number {
  const index = bins.findIndex(({ to }) => at < time(to) + DAY);
  const bin = bins[index];
  if (bin === undefined) return bins.length;
  const start = time(bin.from);
  return at <= start ? index : index + (at - start) / (time(bin.to) + DAY - start);
}

/** The part of the axis that a window covers; an open side reaches the end of the axis. */
export const stretchOf = (bins: readonly Bin[], from: string | null, to: string | null): Stretch => ({
  start: from === null ? 0 : placeOf(bins, time(from)),
  end: to === null ? bins.length : placeOf(bins, time(to) + DAY),
});

/** The window of whole bins that a stretch covers; one that covers everything is no window. */
export function windowOf(bins: readonly Bin[], { start, end }: Stretch): { from: string | null; to: string | null } {
  if (start <= 0 && end >= bins.length) return { from: null, to: null };
  return { from: bins[Math.max(0, start)]?.from ?? null, to: bins[Math.min(bins.length, end) - 1]?.to ?? null };
}

export const inside = (index: number, { start, end }: Stretch): boolean => index + 1 > start && index < end;

/** A stretch on boundaries, at least one bin wide, within the axis. */
export function snapped(bins: readonly Bin[], stretch: Stretch): Stretch {
  const start = Math.min(Math.max(0, Math.round(stretch.start)), bins.length - 1);
  return { start, end: Math.min(Math.max(start + 1, Math.round(stretch.end)), bins.length) };
}

/** The same stretch some bins later or earlier, kept whole within the axis. */
export function moved(bins: readonly Bin[], { start, end }: Stretch, by: number): Stretch {
  const step = Math.min(Math.max(by, -start), bins.length - end);
  return { start: start + step, end: end + step };
}

export interface Tick {
  index: number;
  text: string;
}

/** Words under the axis: where a year begins, or a month while the years are few; never closer than `apart` bins. */
export function ticksOf(bins: readonly Bin[], apart: number, monthName: (day: string) => string): Tick[] {
  const years = new Set(bins.map(({ from }) => from.slice(0, 4))).size;
  const fine = years <= 2;
  const ticks: Tick[] = [];
  let last = '';
  for (const [index, { from }] of bins.entries()) {
    const mark = from.slice(0, fine ? 7 : 4);
    const begins = mark !== last;
    last = mark;
    const before = ticks.at(-1);
    // A label needs room before the next one, and before the end of the axis.
    if (!begins || bins.length - index < apart * 0.6 || (before && index - before.index < apart)) continue;
    ticks.push({ index, text: fine ? monthName(from) : from.slice(0, 4) });
  }
  return ticks;
}

/** A day from what somebody wrote: a year or a month means its first day, or its last. Null when it is none. */
export function dayFrom(text: string, side: 'from' | 'to'): string | null {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text.trim());
  if (parts === null) return null;
  const [, year, month = side === 'from' ? '01' : '12', day] = parts;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const written = `${year}-${month}-${day ?? (side === 'from' ? '01' : String(lastDay).padStart(2, '0'))}`;
  const parsed = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(written) ? written : null;
}
