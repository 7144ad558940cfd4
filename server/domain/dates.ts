// Dates as sources give them: EDTF levels 0 and 1, intervals and one-of sets, kept as written, with the earliest and latest
// day they may mean. A parser of our own, because the `edtf` package brings an Earley grammar with five packages, reads
// `20240101` as milliseconds, answers open ends with Infinity, and has no notion of what to write instead.

import type { Day } from './calendar.ts';
import { daysInMonth, toDay } from './calendar.ts';
import { invalid } from './errors.ts';
import { quoted } from './hostile-text.ts';

export type { Day };

/** Null is an open or unknown end. */
export interface DateBounds {
  earliest: Day | null;
  latest: Day | null;
}

export interface Edtf extends DateBounds {
  text: string;
  /** Marked `~` or `%`. */
  approximate: boolean;
  /** Marked `?` or `%`. */
  uncertain: boolean;
}

interface Span {
  earliest: Day;
  latest: Day;
}

/** Holds what is wrong and the remedy. */
class Refused {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

const LONGEST = 100;
const EXAMPLES = 'write it like 2021-11-18, 2021-11, 2021, 202X, 2014-21 (spring) or 2022-01-06/2022-01-10';
const known = new Map<string, Edtf>();
/** Imports repeat dates; hostile ones must not fill the memory. */
const KNOWN_LIMIT = 10_000;

/** Throws INVALID with the remedy. The answer is shared and frozen. */
export function parseEdtf(text: string): Readonly<Edtf> {
  const parsed = lookUp(text);
  if (parsed instanceof Refused) throw invalid([{ field: '', problem: parsed.problem }]);
  return parsed;
}

/** What is wrong with it and the remedy, or null. */
export function dateProblem(text: string): string | null {
  const parsed = lookUp(text);
  return parsed instanceof Refused ? parsed.problem : null;
}

/** What dated things sort by: the earliest day, else the latest; empty for undated ones, which come before all others. */
export function saidKey(bounds: DateBounds | null): string {
  return bounds?.earliest ?? bounds?.latest ?? '';
}

function lookUp(text: string): Edtf | Refused {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const bounds = text.length > LONGEST ? refuse(`is longer than ${LONGEST} characters; ${EXAMPLES}`) : readAny(text);
  if (bounds instanceof Refused) return bounds;
  const parsed = Object.freeze({
    text,
    earliest: bounds.earliest,
    latest: bounds.latest,
    approximate: /[~%]/.test(text),
    uncertain: /[?%]/.test(text),
  });
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(text, parsed);
  return parsed;
}

function readAny(text: string): DateBounds | Refused {
  if (text === '') return refuse('is empty; leave the date out when it is unknown');
  if (text !== text.trim()) return refuse('has white space around it; remove it');
  if (text.startsWith('{'))
    return refuse('is an all-of set; write an interval such as 2022-01-06/2022-01-10, or record each date by itself');
  if (text.startsWith('[')) return readOneOf(text);
  // A day written with slashes has no four-digit year at both ends.
  if (/^\d{1,4}\/\d{1,2}\/\d{1,4}$/.test(text))
    return refuse(`${quoted(text)} is not EDTF; write year-month-day, such as 2021-11-18`);
  return text.includes('/') ? readInterval(text) : readDate(text);
}

function readInterval(text: string): DateBounds | Refused {
  const [from = '', to = '', ...rest] = text.split('/');
  if (rest.length > 0) return refuse(`${quoted(text)} has more than one "/"; an interval is start/end`);
  return join(readEnd(from), readEnd(to), text);
}

/** `..` is an open end, nothing an unknown one. */
function readEnd(text: string): Span | Refused | null {
  return text === '..' || text === '' ? null : readDate(text);
}

function join(from: Span | Refused | null, to: Span | Refused | null, text: string): DateBounds | Refused {
  if (from instanceof Refused) return from;
  if (to instanceof Refused) return to;
  if (from === null && to === null)
    return refuse(`${quoted(text)} has neither start nor end; leave the date out when it is unknown`);
  if (from !== null && to !== null && to.latest < from.earliest)
    return refuse(`${quoted(text)} ends before it starts; swap the two`);
  return { earliest: from?.earliest ?? null, latest: to?.latest ?? null };
}

/** `[2021-11-18,2021-12]` or `[2022-01-06..2022-01-10]`: one of these, it is not known which. */
function readOneOf(text: string): DateBounds | Refused {
  if (!text.endsWith(']')) return refuse(`${quoted(text)} has no closing "]"`);
  let bounds: DateBounds | undefined;
  for (const member of text.slice(1, -1).split(',')) {
    const read = readMember(member.trim());
    if (read instanceof Refused) return read;
    bounds = bounds === undefined ? read : { earliest: lower(bounds, read), latest: higher(bounds, read) };
  }
  if (bounds === undefined || (bounds.earliest === null && bounds.latest === null))
    return refuse(`${quoted(text)} leaves out nothing; leave the date out when it is unknown`);
  return bounds;
}

function readMember(text: string): DateBounds | Refused {
  if (text === '') return refuse('has an empty place in its one-of set; write [2021-11-18,2021-11-20]');
  const middle = text.indexOf('..');
  return middle < 0 ? readDate(text) : join(readEnd(text.slice(0, middle)), readEnd(text.slice(middle + 2)), text);
}

function lower(a: DateBounds, b: DateBounds): Day | null {
  if (a.earliest === null || b.earliest === null) return null;
  return [a.earliest, b.earliest].sort()[0] ?? null;
}

function higher(a: DateBounds, b: DateBounds): Day | null {
  if (a.latest === null || b.latest === null) return null;
  return [a.latest, b.latest].sort()[1] ?? null;
}

const DATE = /^(\d[\dX]{3})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?$/;
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/;

function readDate(text: string): Span | Refused {
  const moment = DATE_TIME.exec(text);
  const parts = DATE.exec(moment?.[1] ?? text);
  if (parts === null) return refuse(whyNoDate(text));
  const [, year = '', month, day] = parts;
  if (year.includes('X')) return readDecade(text, year, month);
  const number = Number(year);
  if (number === 0) return refuse(`${quoted(text)} is in the year 0000; years run from 0001 to 9999`);
  if (month === undefined || (month === 'XX' && (day === undefined || day === 'XX')))
    return span(number, 1, number, 12);
  if (month === 'XX') return refuse(`${quoted(text)} knows the day but not the month; write ${year}`);
  return readMonth(text, number, Number(month), day);
}

/** `202X`, `20XX`. */
function readDecade(text: string, year: string, month: string | undefined): Span | Refused {
  if (!/^\d+X+$/.test(year))
    return refuse(
      `${quoted(text)} has known digits after unknown ones; write the year as 202X or 20XX, or an interval`,
    );
  if (month !== undefined)
    return refuse(`${quoted(text)} has a month in an unknown year; write ${year}, or a set such as [2020-11,2021-11]`);
  const first = Number(year.replaceAll('X', '0'));
  return span(Math.max(first, 1), 1, Number(year.replaceAll('X', '9')), 12);
}

function readMonth(text: string, year: number, month: number, day: string | undefined): Span | Refused {
  if (month >= 21 && month <= 24 && day === undefined) return season(year, month);
  if (month < 1 || month > 12)
    return refuse(
      `${quoted(text)} has no such month; months are 01 to 12, and 21 to 24 are spring, summer, autumn and winter`,
    );
  if (day === undefined || day === 'XX') return span(year, month, year, month);
  const length = daysInMonth(year, month);
  if (Number(day) < 1 || Number(day) > length)
    return refuse(`${quoted(text)} has no such day; ${text.slice(0, 7)} has the days 01 to ${length}`);
  const only = toDay(year, month, Number(day));
  return { earliest: only, latest: only };
}

/** Meteorological: spring is March to May; winter ends in the February of the next year. */
function season(year: number, code: number): Span {
  if (code !== 24) return span(year, (code - 20) * 3, year, (code - 20) * 3 + 2);
  return year === 9999 ? span(year, 12, year, 12) : span(year, 12, year + 1, 2);
}

function span(year: number, month: number, lastYear: number, lastMonth: number): Span {
  return { earliest: toDay(year, month, 1), latest: toDay(lastYear, lastMonth, daysInMonth(lastYear, lastMonth)) };
}

/** Names the mistake where it is a common one. */
function whyNoDate(text: string): string {
  if (/^\d{8}$/.test(text))
    return `${quoted(text)} is not EDTF; write ${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  if (/^\d{6}$/.test(text)) return `${quoted(text)} is not EDTF; write ${text.slice(0, 4)}-${text.slice(4)}`;
  if (/^\d{9,}$/.test(text)) return `${quoted(text)} looks like a count of milliseconds or seconds; ${EXAMPLES}`;
  if (/^(-|Y)/.test(text) || /^\d{5,}(-|$)/.test(text))
    return `${quoted(text)} is not within the years 0001 to 9999; write the year with four digits`;
  const short = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text);
  if (short)
    return `${quoted(text)} is not EDTF; write ${[
      short[1],
      ...short
        .slice(2)
        .filter(Boolean)
        .map((part) => part?.padStart(2, '0')),
    ].join('-')}`;
  if (/^\d{4}-\d\d-\d\d[T ]/.test(text))
    return `${quoted(text)} has no proper time; write ${text.slice(0, 10)}, or a time such as ${text.slice(0, 10)}T14:30:00Z`;
  if (/[\u2010-\u2015\u2212]/.test(text))
    return `${quoted(text)} has a dash in it; use the hyphen, as in 2021-11-18, and "/" between start and end`;
  if (/^\d{4}\.\./.test(text) || /\d\.\.\d/.test(text))
    return `${quoted(text)} is not EDTF; write an interval as start/end, or one of several days as [2022-01-06..2022-01-10]`;
  if (/^[\dX?~%-]+$/.test(text))
    return `${quoted(text)} goes beyond EDTF level 1; unknown digits come last (202X, 2021-XX, 2021-06-XX) and one of ? ~ % stands at the end`;
  if (/^\d{4}-\d\dx|^\d+x+/i.test(text))
    return `${quoted(text)} is not EDTF; unknown digits are a capital X, as in 202X`;
  return `${quoted(text)} is not a date; ${EXAMPLES}`;
}

function refuse(problem: string): Refused {
  return new Refused(problem);
}
