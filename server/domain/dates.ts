// Dates as sources give them: EDTF levels 0 and 1, intervals and one-of sets, kept as written, with the earliest and latest
// day they may mean. A parser of our own, because the `edtf` package brings an Earley grammar with five packages, reads
// `20240101` as milliseconds, answers open ends with Infinity, and has no notion of what to write instead.

import type { Day } from './calendar.ts';
import { daysInMonth, toDay } from './calendar.ts';
import { invalid } from './errors.ts';
import type { DateProblem, DateReason, Problem } from './faults/problem.ts';

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

class Refused {
  readonly problem: DateProblem;
  constructor(problem: DateProblem) {
    this.problem = problem;
  }
}

const LONGEST = 100;
const known = new Map<string, Edtf>();
/** Imports repeat dates; hostile ones must not fill the memory. */
const KNOWN_LIMIT = 10_000;

/** Throws INVALID. The answer is shared and frozen. */
export function parseEdtf(text: string): Readonly<Edtf> {
  const parsed = lookUp(text);
  if (parsed instanceof Refused) throw invalid([], { code: 'NOT_EDTF', ...parsed.problem });
  return parsed;
}

/** What is wrong with it, or null. */
export function dateProblem(text: string): Problem | null {
  const parsed = lookUp(text);
  return parsed instanceof Refused ? { code: 'NOT_EDTF', ...parsed.problem } : null;
}

/** What dated things sort by: the earliest day, else the latest; empty for undated ones, which come before all others. */
export function saidKey(bounds: DateBounds | null): string {
  return bounds?.earliest ?? bounds?.latest ?? '';
}

function lookUp(text: string): Edtf | Refused {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const bounds = text.length > LONGEST ? refuse('TOO_LONG', '', String(LONGEST)) : readAny(text);
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
  if (text === '') return refuse('EMPTY', text);
  if (text !== text.trim()) return refuse('WHITE_SPACE', text);
  if (text.startsWith('{')) return refuse('ALL_OF_SET', text);
  if (text.startsWith('[')) return readOneOf(text);
  // A day written with slashes has no four-digit year at both ends.
  if (/^\d{1,4}\/\d{1,2}\/\d{1,4}$/.test(text)) return refuse('SLASHES', text);
  return text.includes('/') ? readInterval(text) : readDate(text);
}

function readInterval(text: string): DateBounds | Refused {
  const [from = '', to = '', ...rest] = text.split('/');
  if (rest.length > 0) return refuse('TWO_SLASHES', text);
  return join(readEnd(from), readEnd(to), text);
}

/** `..` is an open end, nothing an unknown one. */
function readEnd(text: string): Span | Refused | null {
  return text === '..' || text === '' ? null : readDate(text);
}

function join(from: Span | Refused | null, to: Span | Refused | null, text: string): DateBounds | Refused {
  if (from instanceof Refused) return from;
  if (to instanceof Refused) return to;
  if (from === null && to === null) return refuse('NO_ENDS', text);
  if (from !== null && to !== null && to.latest < from.earliest) return refuse('ENDS_FIRST', text);
  return { earliest: from?.earliest ?? null, latest: to?.latest ?? null };
}

/** `[2021-11-18,2021-12]` or `[2022-01-06..2022-01-10]`: one of these, it is not known which. */
function readOneOf(text: string): DateBounds | Refused {
  if (!text.endsWith(']')) return refuse('NOT_CLOSED', text);
  let bounds: DateBounds | undefined;
  for (const member of text.slice(1, -1).split(',')) {
    const read = readMember(member.trim());
    if (read instanceof Refused) return read;
    bounds = bounds === undefined ? read : { earliest: lower(bounds, read), latest: higher(bounds, read) };
  }
  if (bounds === undefined || (bounds.earliest === null && bounds.latest === null))
    return refuse('LEAVES_OUT_NOTHING', text);
  return bounds;
}

function readMember(text: string): DateBounds | Refused {
  if (text === '') return refuse('EMPTY_MEMBER', text);
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
  if (parts === null) return whyNoDate(text);
  const [, year = '', month, day] = parts;
  if (year.includes('X')) return readDecade(text, year, month);
  const number = Number(year);
  if (number === 0) return refuse('YEAR_ZERO', text);
  if (month === undefined || (month === 'XX' && (day === undefined || day === 'XX')))
    return span(number, 1, number, 12);
  if (month === 'XX') return refuse('DAY_WITHOUT_MONTH', text, year);
  return readMonth(text, number, Number(month), day);
}

/** `202X`, `20XX`. */
function readDecade(text: string, year: string, month: string | undefined): Span | Refused {
  if (!/^\d+X+$/.test(year)) return refuse('DIGITS_AFTER_UNKNOWN', text);
  if (month !== undefined) return refuse('MONTH_IN_UNKNOWN_YEAR', text, year);
  const first = Number(year.replaceAll('X', '0'));
  return span(Math.max(first, 1), 1, Number(year.replaceAll('X', '9')), 12);
}

function readMonth(text: string, year: number, month: number, day: string | undefined): Span | Refused {
  if (month >= 21 && month <= 24 && day === undefined) return season(year, month);
  if (month < 1 || month > 12) return refuse('NO_SUCH_MONTH', text);
  if (day === undefined || day === 'XX') return span(year, month, year, month);
  const length = daysInMonth(year, month);
  if (Number(day) < 1 || Number(day) > length) return refuse('NO_SUCH_DAY', text, `${text.slice(0, 7)}-${length}`);
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
function whyNoDate(text: string): Refused {
  if (/^\d{8}$/.test(text)) return refuse('NEARLY', text, `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (/^\d{6}$/.test(text)) return refuse('NEARLY', text, `${text.slice(0, 4)}-${text.slice(4)}`);
  if (/^\d{9,}$/.test(text)) return refuse('A_COUNT', text);
  if (/^(-|Y)/.test(text) || /^\d{5,}(-|$)/.test(text)) return refuse('YEAR_OUT_OF_RANGE', text);
  const [, year, ...rest] = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  if (year !== undefined) {
    const padded = rest.flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]));
    return refuse('NEARLY', text, [year, ...padded].join('-'));
  }
  if (/^\d{4}-\d\d-\d\d[T ]/.test(text)) return refuse('NO_TIME', text, text.slice(0, 10));
  if (/[\u2010-\u2015\u2212]/.test(text)) return refuse('A_DASH', text);
  if (/^\d{4}\.\./.test(text) || /\d\.\.\d/.test(text)) return refuse('DOTS', text);
  if (/^[\dX?~%-]+$/.test(text)) return refuse('BEYOND_LEVEL_1', text);
  return refuse(/^\d{4}-\d\dx|^\d+x+/i.test(text) ? 'SMALL_X' : 'NOT_A_DATE', text);
}

function refuse(why: DateReason, text: string, instead?: string): Refused {
  return new Refused({ why, text, ...(instead !== undefined && { instead }) });
}
