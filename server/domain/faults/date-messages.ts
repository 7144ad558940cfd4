// The words for texts that are no dates: each names the mistake and what to write instead.

import { quoted } from '../hostile-text.ts';
import type { DateProblem, DateReason } from './problem.ts';

const EXAMPLES = 'write it like 2021-11-18, 2021-11, 2021, 202X, 2014-21 (spring) or 2022-01-06/2022-01-10';

export const DATE_MESSAGES: Record<DateReason, (text: string, instead: string) => string> = {
  TOO_LONG: (_, most) => `is longer than ${most} characters; ${EXAMPLES}`,
  EMPTY: () => 'is empty; leave the date out when it is unknown',
  WHITE_SPACE: () => 'has white space around it; remove it',
  ALL_OF_SET: () => 'is an all-of set; write an interval such as 2022-01-06/2022-01-10, or record each date by itself',
  SLASHES: (text) => `${text} is not EDTF; write year-month-day, such as 2021-11-18`,
  TWO_SLASHES: (text) => `${text} has more than one "/"; an interval is start/end`,
  NO_ENDS: (text) => `${text} has neither start nor end; leave the date out when it is unknown`,
  ENDS_FIRST: (text) => `${text} ends before it starts; swap the two`,
  NOT_CLOSED: (text) => `${text} has no closing "]"`,
  LEAVES_OUT_NOTHING: (text) => `${text} leaves out nothing; leave the date out when it is unknown`,
  EMPTY_MEMBER: () => 'has an empty entry in its one-of set; write [2021-11-18,2021-11-20]',
  YEAR_ZERO: (text) => `${text} is in the year 0000; years run from 0001 to 9999`,
  DAY_WITHOUT_MONTH: (text, instead) => `${text} knows the day but not the month; write ${instead}`,
  DIGITS_AFTER_UNKNOWN: (text) =>
    `${text} has known digits after unknown ones; write the year as 202X or 20XX, or an interval`,
  MONTH_IN_UNKNOWN_YEAR: (text, instead) =>
    `${text} has a month in an unknown year; write ${instead}, or a set such as [2020-11,2021-11]`,
  NO_SUCH_MONTH: (text) =>
    `${text} has no such month; months are 01 to 12, and 21 to 24 are spring, summer, autumn and winter`,
  NO_SUCH_DAY: (text, days) => `${text} has no such day; ${days.slice(0, 7)} has the days 01 to ${days.slice(8)}`,
  NEARLY: (text, instead) => `${text} is not EDTF; write ${instead}`,
  A_COUNT: (text) => `${text} looks like a count of milliseconds or seconds; ${EXAMPLES}`,
  YEAR_OUT_OF_RANGE: (text) => `${text} is not within the years 0001 to 9999; write the year with four digits`,
  NO_TIME: (text, day) => `${text} has no proper time; write ${day}, or a time such as ${day}T14:30:00Z`,
  A_DASH: (text) => `${text} has a dash in it; use the hyphen, as in 2021-11-18, and "/" between start and end`,
  DOTS: (text) =>
    `${text} is not EDTF; write an interval as start/end, or one of several days as [2022-01-06..2022-01-10]`,
  BEYOND_LEVEL_1: (text) =>
    `${text} goes beyond EDTF level 1; unknown digits come last (202X, 2021-XX, 2021-06-XX) and one of ? ~ % stands at the end`,
  SMALL_X: (text) => `${text} is not EDTF; unknown digits are a capital X, as in 202X`,
  NOT_A_DATE: (text) => `${text} is not a date; ${EXAMPLES}`,
};

export function dateMessage({ why, text, instead = '' }: DateProblem): string {
  return DATE_MESSAGES[why](quoted(text), instead);
}
