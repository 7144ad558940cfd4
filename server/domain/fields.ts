// Reads unknown input field by field: one reader walks a whole record, knows the path it is at, and adds every fault it
// meets, so that one answer lists them all. Reading goes on after a fault with a stand-in value; whoever reads a record
// throws it away when `failed` is set. No closure and no path is made unless there is a fault: imports read millions.
// One long class, because all of its methods share that path.

import { closest } from './closest.ts';
import { dateProblem } from './dates.ts';
import type { Fault, FaultPath } from './faults/fault.ts';
import type { FaultCollector } from './faults/fault-collector.ts';
import { excerpt, given } from './faults/given.ts';
import type { Problem } from './faults/problem.ts';
import type { TextRules } from './hostile-text.ts';
import { checkTextProblem, checkUrlProblem, isVisible, quoted } from './hostile-text.ts';
import { idProblem } from './ids.ts';
import { canonicalLanguage } from './language.ts';
import { withWindowsCharacters } from './normalised-text.ts';
import type { RecordKind } from './record-kinds.ts';
import type { Id } from './records.ts';
import { toForm } from './unicode-forms.ts';

/** A plain object whose field names were checked. */
export type Input = Readonly<Record<string, unknown>>;

/** Reads one entry of a list; null when it was no object. */
export type ReadEntry<T> = (reader: Reader, entry: unknown) => T | null;

export class Reader {
  failed = false;
  readonly #faults: FaultCollector;
  readonly #path: (string | number)[] = [];
  readonly #whole: unknown;

  /** `whole` is the record that is read, for faults that say whose they are. */
  constructor(faults: FaultCollector, whole?: unknown) {
    this.#faults = faults;
    this.#whole = whole;
  }

  /** `path` goes on from where the reader is. */
  fault(path: FaultPath, problem: Problem & Pick<Fault, 'whose'>): void {
    this.failed = true;
    this.#faults.add([...this.#path, ...path], problem);
  }

  object(value: unknown, known: ReadonlySet<string>): Input | null {
    if (!isPlainObject(value)) {
      this.fault([], { code: 'NOT_AN_OBJECT', fields: [...known], given: given(value) });
      return null;
    }
    let unknown = 0;
    for (const field in value) {
      if (known.has(field) || value[field] === undefined) continue;
      // Looking for what was meant takes time, and hostile input has any number of fields.
      if (++unknown > UNKNOWN_NAMED) break;
      this.fault([excerpt(field)], { code: 'UNKNOWN_FIELD', fields: [...known], meant: closest(field, known) });
    }
    return value;
  }

  /** Required, trimmed. */
  text(input: Input, field: string, rules: TextRules): string {
    return this.optionalText(input, field, rules) ?? this.#absent(input, field);
  }

  /** Trimmed, in NFC; null when nothing is left. */
  optionalText(input: Input, field: string, rules: TextRules): string | null {
    const value = input[field];
    if (isMissing(value)) return null;
    if (typeof value !== 'string') return this.#wrong(field, { code: 'NOT_A_TEXT', given: given(value) });
    const text = value.trim();
    return text === '' ? null : this.#normal(field, text, rules);
  }

  /** Required, normalised (see normalised-text.ts), and otherwise kept to the last space. */
  verbatim(input: Input, field: string, rules: TextRules): string {
    return this.optionalVerbatim(input, field, rules) ?? this.#absent(input, field);
  }

  optionalVerbatim(input: Input, field: string, rules: TextRules): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    if (typeof value !== 'string') return this.#wrong(field, { code: 'NOT_A_TEXT', given: given(value) });
    // Nothing huge is walked through: what is too long is refused as it is.
    return this.#normal(field, value.length > rules.max * 2 ? value : withWindowsCharacters(value), rules);
  }

  /** One of `values`; required unless there is a fallback. */
  choice<T extends string>(input: Input, field: string, values: readonly T[], fallback?: T): T {
    const chosen = this.optionalChoice(input, field, values) ?? fallback;
    if (chosen !== undefined) return chosen;
    if (isMissing(input[field])) this.fault([field], { code: 'MISSING_CHOICE', choices: values });
    return values[0] as T;
  }

  optionalChoice<T extends string>(input: Input, field: string, values: readonly T[]): T | null {
    const value = input[field];
    if (isMissing(value)) return null;
    if (values.includes(value as T)) return value as T;
    const meant = typeof value === 'string' ? closest(value, values) : null;
    return this.#wrong(field, { code: 'NOT_A_CHOICE', choices: values, given: given(value), meant });
  }

  /** True or false; false when it is not given. */
  flag(input: Input, field: string): boolean {
    const value = input[field];
    if (isMissing(value)) return false;
    if (typeof value === 'boolean') return value;
    this.fault([field], { code: 'NOT_A_FLAG', given: given(value) });
    return false;
  }

  number(input: Input, field: string, least: number, most: number): number {
    const value = this.optionalNumber(input, field, least, most);
    if (value === null) this.#absent(input, field);
    return value ?? least;
  }

  optionalNumber(input: Input, field: string, least: number, most: number): number | null {
    const value = input[field];
    if (isMissing(value)) return null;
    if (typeof value === 'number' && value >= least && value <= most) return value + 0; // -0 becomes 0, as in JSON
    return this.#wrong(field, { code: 'NOT_A_NUMBER', least, most, given: given(value) });
  }

  integer(input: Input, field: string, least: number): number {
    const value = this.optionalInteger(input, field, least);
    if (value === null) this.#absent(input, field);
    return value ?? least;
  }

  optionalInteger(input: Input, field: string, least: number): number | null {
    const value = input[field];
    if (isMissing(value)) return null;
    if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
    return this.#wrong(field, { code: 'NOT_AN_INTEGER', least, given: given(value) });
  }

  /** A date in EDTF, kept as written. */
  date(input: Input, field: string): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    if (typeof value !== 'string') return this.#wrong(field, { code: 'NOT_A_DATE_TEXT', given: given(value) });
    const problem = dateProblem(value);
    if (problem !== null) this.fault([field], problem);
    return value;
  }

  /** A day of the calendar, YYYY-MM-DD. */
  day(input: Input, field: string): string | null {
    const value = input[field];
    if (typeof value === 'string' && value !== '' && !DAY.test(value) && dateProblem(value) === null)
      this.fault([field], { code: 'NOT_ONE_DAY' });
    return this.date(input, field);
  }

  url(input: Input, field: string): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    if (typeof value !== 'string') return this.#wrong(field, { code: 'NOT_AN_ADDRESS_TEXT', given: given(value) });
    const problem = checkUrlProblem(value);
    if (problem !== null) this.fault([field], problem);
    return value.trim();
  }

  /** BCP 47, in its usual spelling. */
  language(input: Input, field: string): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    const language = typeof value === 'string' ? canonicalLanguage(value) : null;
    if (language === null) return this.#wrong(field, { code: 'NOT_A_LANGUAGE', given: given(value) });
    return language;
  }

  id(input: Input, field: string, kinds: readonly RecordKind[]): Id {
    return this.#id(field, input[field], kinds);
  }

  optionalId(input: Input, field: string, kinds: readonly RecordKind[]): Id | null {
    const value = input[field];
    return isMissing(value) ? null : this.#id(field, value, kinds);
  }

  /** Each id once. */
  ids(input: Input, field: string, kinds: readonly RecordKind[], limit: number): Id[] {
    const entries = this.#array(input, field, limit);
    const ids: Id[] = [];
    for (let index = 0; index < entries.length; index++) {
      this.#path.push(field, index);
      ids.push(this.#id(null, entries[index], kinds));
      this.#path.length -= 2;
    }
    this.unique(field, ids, itself);
    return ids;
  }

  /** Empty when an entry is no object at all, so that an index into the list is always one into the input. */
  list<T>(input: Input, field: string, limit: number, readEntry: ReadEntry<T>): T[] {
    const entries = this.#array(input, field, limit);
    const read: T[] = [];
    for (let index = 0; index < entries.length; index++) {
      this.#path.push(field, index);
      const entry = readEntry(this, entries[index]);
      this.#path.length -= 2;
      if (entry !== null) read.push(entry);
    }
    return read.length === entries.length ? read : [];
  }

  /** `code` says what is missing otherwise. */
  atLeastOne(input: Input, field: string, code: 'NO_SPEAKER' | 'NO_TARGET' | 'NO_QUOTE'): void {
    const value = input[field];
    if (isMissing(value) || (Array.isArray(value) && value.length === 0)) this.fault([field], { code });
  }

  /** Adds a fault for each entry that repeats an earlier one; an empty key is a fault already. */
  unique<T>(field: string, entries: readonly T[], key: (entry: T) => string): void {
    if (entries.length < 2) return;
    const seen = new Map<string, number>();
    for (let index = 0; index < entries.length; index++) {
      const value = key(entries[index] as T);
      const first = seen.get(value);
      if (first === undefined) seen.set(value, index);
      else if (value !== '') this.fault([field, index], { code: 'REPEATED', first: [field, first] });
    }
  }

  #array(input: Input, field: string, limit: number): readonly unknown[] {
    const value = input[field];
    if (isMissing(value)) return NOTHING;
    if (!Array.isArray(value)) return this.#wrong(field, { code: 'NOT_A_LIST', given: given(value) }) ?? NOTHING;
    if (value.length <= limit) return value;
    this.fault([field], { code: 'TOO_MANY', count: value.length, most: limit });
    return NOTHING;
  }

  /** A null field is where the reader is. */
  #id(field: string | null, value: unknown, kinds: readonly RecordKind[]): Id {
    const problem = idProblem(value, kinds);
    if (problem === null) return value as Id;
    this.fault(field === null ? [] : [field], problem);
    return '';
  }

  #normal(field: string, text: string, rules: TextRules): string {
    // Checked first, so that nothing huge is normalised; checked again where that changed it, because it may have grown.
    let problem = checkTextProblem(text, rules);
    const normal = problem === null ? toForm('NFC', text) : text;
    if (normal !== text) problem = checkTextProblem(normal, rules);
    if (problem !== null) this.fault([field], rules.visible === true ? { ...problem, whose: this.#whose() } : problem);
    return normal;
  }

  /** What a person calls the record by: its id, where it came with one, and its name as far as it can be seen. */
  #whose(): string | undefined {
    const { name, title = name } = isPlainObject(this.#whole) ? this.#whole : NOBODY;
    const id = this.#faults.record;
    const shown = typeof title === 'string' && isVisible(title) ? quoted(title.trim(), NAME_SHOWN) : undefined;
    return id === undefined || shown === undefined ? (id ?? shown) : `${id} (${shown})`;
  }

  /** Says that a required value is missing, unless something else was said about it already. */
  #absent(input: Input, field: string): '' {
    const value = input[field];
    if (isMissing(value)) this.fault([field], { code: 'MISSING' });
    else if (typeof value === 'string' && value.trim() === '') this.fault([field], { code: 'EMPTY' });
    return '';
  }

  #wrong(field: string, problem: Problem): null {
    this.fault([field], problem);
    return null;
  }
}

const UNKNOWN_NAMED = 20;
const NAME_SHOWN = 40;
const NOBODY: Input = {};
const NOTHING: readonly unknown[] = [];
const DAY = /^\d{4}-\d\d-\d\d$/;

function itself(text: string): string {
  return text;
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isPlainObject(value: unknown): value is Input {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
