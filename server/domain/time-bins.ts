// The bins of a histogram over time: days, ISO weeks, months, years, decades or centuries, each named by a label that sorts in
// order of time and tells its own unit.

import type { Day } from './calendar.ts';
import { dayNumber, dayOfNumber, daysInMonth, FIRST_DAY, LAST_DAY, toDay } from './calendar.ts';

/** From the finest to the coarsest. */
export const TIME_UNITS = ['DAY', 'WEEK', 'MONTH', 'YEAR', 'DECADE', 'CENTURY'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** `2021-11-18`, `2021-W46`, `2021-11`, `2021`, `202X` or `20XX`. */
export function binOf(day: Day, unit: TimeUnit): string {
  if (unit === 'DAY') return day;
  if (unit === 'MONTH') return day.slice(0, 7);
  if (unit === 'YEAR') return day.slice(0, 4);
  if (unit === 'DECADE') return `${day.slice(0, 3)}X`;
  if (unit === 'CENTURY') return `${day.slice(0, 2)}XX`;
  return weekOf(dayNumber(day));
}

/** First and last day of a bin. */
export function binBounds(label: string): { from: Day; to: Day } {
  const unit = unitOf(label);
  if (unit === 'DAY') return { from: label, to: label };
  if (unit === 'YEAR' || unit === 'DECADE' || unit === 'CENTURY') {
    const from = `${label.replaceAll('X', '0')}-01-01`;
    // There is no year 0000.
    return { from: from < FIRST_DAY ? FIRST_DAY : from, to: `${label.replaceAll('X', '9')}-12-31` };
  }
  const year = Number(label.slice(0, 4));
  if (unit === 'MONTH') {
    const month = Number(label.slice(5));
    return { from: toDay(year, month, 1), to: toDay(year, month, daysInMonth(year, month)) };
  }
  const monday = firstMonday(year) + (Number(label.slice(6)) - 1) * 7;
  return { from: dayOfNumber(monday), to: dayOfNumber(monday + 6) };
}

/** Null after the last one of the calendar. */
export function nextBin(label: string): string | null {
  const { to } = binBounds(label);
  return to === LAST_DAY ? null : binOf(dayOfNumber(dayNumber(to) + 1), unitOf(label));
}

function unitOf(label: string): TimeUnit {
  if (label.endsWith('XX')) return 'CENTURY';
  if (label.endsWith('X')) return 'DECADE';
  if (label.length === 4) return 'YEAR';
  if (label.length === 7) return 'MONTH';
  return label[5] === 'W' ? 'WEEK' : 'DAY';
}

/** A week belongs to the year of its Thursday. Day 1 of the calendar is a Monday. */
function weekOf(day: number): string {
  const monday = day - ((day - 1) % 7);
  const thursday = dayOfNumber(monday + 3);
  const year = Number(thursday.slice(0, 4));
  const week = (monday - firstMonday(year)) / 7 + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

/** The Monday of the week that holds 4 January. */
function firstMonday(year: number): number {
  const fourth = dayNumber(toDay(year, 1, 4));
  return fourth - ((fourth - 1) % 7);
}
