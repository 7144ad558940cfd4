// Days of the proleptic Gregorian calendar, as ISO text and as numbers to reckon with. The years 0001 to 9999 exist: within
// them the order of the text is the order of time. Nothing here depends on a time zone.

/** YYYY-MM-DD. */
export type Day = string;

export const FIRST_DAY: Day = '0001-01-01';
export const LAST_DAY: Day = '9999-12-31';

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);
}

export function toDay(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 0001-01-01 is day 1, a Monday. */
export function dayNumber(day: Day): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + Number(day.slice(8, 10));
}

/** The inverse of `dayNumber`; days outside the calendar become its first or last. */
export function dayOfNumber(number: number): Day {
  if (number < 1) return FIRST_DAY;
  let year = Math.floor((number - 1) / 365.2425) + 1;
  // The estimate is off by one at most, near the turn of a year.
  if (daysBeforeYear(year) >= number) year--;
  else if (daysBeforeYear(year + 1) < number) year++;
  if (year > 9999) return LAST_DAY;
  let rest = number - daysBeforeYear(year);
  let month = 1;
  for (let length = daysInMonth(year, month); rest > length; length = daysInMonth(year, month)) {
    rest -= length;
    month++;
  }
  return toDay(year, month, rest);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

function daysBeforeMonth(year: number, month: number): number {
  let days = 0;
  for (let earlier = 1; earlier < month; earlier++) days += daysInMonth(year, earlier);
  return days;
}
