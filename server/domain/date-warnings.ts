// Dates that are taken although they are hardly meant: what was said or printed after today, and years before 1000, which are
// mostly a year that lost its first digits. They are told as faults that refuse nothing.

import type { Day } from './calendar.ts';
import { dayNumber, dayOfNumber } from './calendar.ts';
import { parseEdtf } from './dates.ts';
import type { FaultPath, Problem } from './faults/fault.ts';
import type { Dated } from './kind-spec.ts';
import { specOf } from './kinds.ts';
import type { RecordKind } from './record-kinds.ts';
import type { AnyRecord } from './records.ts';

export interface DateWarning {
  path: FaultPath;
  problem: Problem;
}

const EARLIEST_YEAR = '1000';

export function dateWarnings(kind: RecordKind, record: AnyRecord, today: Day): DateWarning[] {
  return specOf(kind)
    .dates(record)
    .flatMap((dated) => {
      const problem = problemOf(dated, today);
      return problem === null ? [] : [{ path: dated.path, problem }];
    });
}

function problemOf({ text, planned }: Dated, today: Day): Problem | null {
  if (text === null) return null;
  const { earliest, latest } = parseEdtf(text);
  const [first, last] = [earliest ?? latest ?? today, latest ?? earliest ?? today];
  if (first.slice(0, 4) < EARLIEST_YEAR) return { code: 'EARLY_YEAR', date: text };
  // What is under way may go on for a while, and so may a decade that is named; a range that ends years ahead is a slip.
  const isAhead = first > today || (!text.includes('X') && yearOf(last) > yearOf(today) + 1);
  return !planned && isAhead ? { code: 'AFTER_TODAY', date: text } : null;
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The day that it is already somewhere on earth: nobody there is told that today lies ahead. */
export function latestToday(now: Date): Day {
  return dayOfNumber(dayNumber(now.toISOString().slice(0, 10)) + (now.getUTCHours() >= 10 ? 1 : 0));
}
