// The small integers that stand for words and days inside the file. They are written to disk: never renumber, only append.

import type { Day } from '../../domain/dates.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { KIND_FACTS, RECORD_KINDS } from '../../domain/record-kinds.ts';
import type { ClaimKind, ClaimStatus, Stance } from '../../domain/records.ts';
import type { Version } from '../store.ts';

interface Codes<T extends string> {
  code(word: T): number;
  word(code: number): T;
}

function codes<T extends string>(table: Record<T, number>): Codes<T> {
  const words: T[] = [];
  for (const word of Object.keys(table) as T[]) words[table[word]] = word;
  return {
    code: (word) => {
      const code = table[word];
      if (code === undefined) throw new TypeError(`no code for "${word}"`);
      return code;
    },
    word: (code) => {
      const word = words[code];
      if (word === undefined) throw new TypeError(`no word for code ${code}`);
      return word;
    },
  };
}

export const kinds = codes(
  Object.fromEntries(RECORD_KINDS.map((kind) => [kind, KIND_FACTS[kind].code])) as Record<RecordKind, number>,
);

/** In order of code point, so that sorting by the number sorts by the word. */
export const stances = codes<Stance>({ MIXED: 0, NEUTRAL: 1, OPPOSES: 2, SUPPORTS: 3 });

export const statuses = codes<ClaimStatus>({ PROPOSED: 0, ACCEPTED: 1, DISPUTED: 2, REJECTED: 3, RETRACTED: 4 });

export const claimKinds = codes<ClaimKind>({
  STATEMENT: 0,
  DEMAND: 1,
  PROMISE: 2,
  THREAT: 3,
  DENIAL: 4,
  ASSESSMENT: 5,
  REPORT_OF_OPINION: 6,
  QUESTION: 7,
});

export const outcomes = codes<Version['outcome']>({ ADDED: 0, CHANGED: 1, REMOVED: 2 });

/** `2021-11-18` as 20211118: sorts as the day, and year and month are a division away. */
export function dayNumber(day: Day): number {
  // Digit by digit: imports turn millions of days into numbers.
  let number = 0;
  for (let at = 0; at < 10; at++) if (at !== 4 && at !== 7) number = number * 10 + day.charCodeAt(at) - 48;
  return number;
}

export function dayText(day: number): Day {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

/** A known day, or null. */
export function dayOrNull(day: number | null): Day | null {
  return day === null ? null : dayText(day);
}

/** The sort key `said` (a day, or the empty string) as a number, 0 for the empty string. */
export function saidNumber(said: string): number {
  return said === '' ? 0 : dayNumber(said);
}

export function saidText(said: number): string {
  return said === 0 ? '' : dayText(said);
}
