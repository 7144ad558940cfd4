// Dates as people read them, from Extended Date/Time Format as it was written. What was vague stays vague:
// a season is not a month, "about" is said, and an open end is open.

import { LANGUAGE, messages } from './messages.ts';

const DAY = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat(LANGUAGE, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const SEASONS: Record<string, keyof typeof messages.dates.seasons> = {
  21: 'spring',
  22: 'summer',
  23: 'autumn',
  24: 'winter',
};

/** Any EDTF text of levels 0 and 1 in words; text that is none of it stays as it is. */
export function dateText(edtf: string | null | undefined): string {
  const { dates } = messages;
  if (edtf === null || edtf === undefined || edtf === '') return dates.undated;
  const oneOf = /^\[(.*)\]$/.exec(edtf);
  if (oneOf?.[1]) {
    const [first = '', last = ''] = oneOf[1].split('..');
    return dates.oneDayOf(rangeText(first, last));
  }
  const [start, end] = edtf.split('/');
  if (end === undefined) return pointText(edtf);
  if (start === '' || start === '..') return end === '' || end === '..' ? dates.undated : dates.until(pointText(end));
  if (end === '' || end === '..') return dates.since(pointText(start ?? ''));
  return rangeText(start ?? '', end);
}

/** Two days, months or years, with what they share said once. */
export function rangeText(start: string, end: string): string {
  if (start === end) return pointText(start);
  const isDay = /^\d{4}-\d\d-\d\d$/;
  if (!isDay.test(start) || !isDay.test(end)) return messages.dates.range(pointText(start), pointText(end));
  if (start.slice(0, 7) === end.slice(0, 7)) return messages.dates.days(`${+start.slice(8)}`, pointText(end));
  if (start.slice(0, 4) === end.slice(0, 4)) return messages.dates.range(wordsOf(DAY_OF_YEAR, start), pointText(end));
  return messages.dates.range(pointText(start), pointText(end));
}

function pointText(edtf: string): string {
  const { dates } = messages;
  const unknown = /^(\d+)(X+)$/.exec(edtf);
  if (unknown) return dates.digitsUnknown(unknown[1] ?? '', unknown[2]?.length ?? 0);
  const parts = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/.exec(edtf);
  if (parts === null) return edtf;
  const [, year = '', month, day, qualifier] = parts;
  const season = month === undefined ? undefined : SEASONS[month];
  const plain = day
    ? wordsOf(DAY, `${year}-${month}-${day}`)
    : season
      ? dates.season(dates.seasons[season], year)
      : month
        ? wordsOf(MONTH, `${year}-${month}-01`)
        : year;
  if (qualifier === '~') return dates.about(plain);
  if (qualifier === '?') return dates.uncertain(plain);
  return qualifier === '%' ? dates.uncertain(dates.about(plain)) : plain;
}

/** With the year as it is written: `0021` is a slip for 2021 or a year long ago, and `21` would be read as this century. */
function wordsOf(format: Intl.DateTimeFormat, day: string): string {
  const parts = format.formatToParts(utc(day));
  return parts.map(({ type, value }) => (type === 'year' ? day.slice(0, -6) : value)).join('');
}

const utc = (day: string): Date => new Date(`${day.replace(/^-/, '-00')}T00:00:00Z`);
