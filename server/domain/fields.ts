// Reads unknown input field by field: one reader walks a whole record, knows the path it is at, and adds every fault it
// meets, so that one answer lists them all. Reading goes on after a fault with a stand-in value; whoever reads a record
// throws it away when `failed` is set. No closure and no path is made unless there is a fault: imports read millions.
// One long class, because all of its methods share that path.

import { closest } from './closest.ts';
import { dateProblem } from './dates.ts';
import type { Faults } from './errors.ts';
import type { TextRules } from './hostile-text.ts';
import { checkTextProblem, checkUrlProblem, quoted } from './hostile-text.ts';
import type { RecordKind } from './ids.ts';
import { idProblem, kindOf } from './ids.ts';
import { canonicalLanguage } from './language.ts';
import type { Id } from './records.ts';

/** A plain object whose field names were checked. */
export type Input = Readonly<Record<string, unknown>>;

/** Reads one entry of a list; null when it was no object. */
export type ReadEntry<T> = (reader: Reader, entry: unknown) => T | null;

export class Reader {
  failed = false;
  readonly #faults: Faults;
  readonly #path: (string | number)[] = [];

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  fault(field: string, problem: string): void {
    this.failed = true;
    let path = '';
    for (const step of this.#path) path = joined(path, typeof step === 'number' ? `[${step}]` : step);
    this.#faults.add(joined(path, field), problem);
  }

  object(value: unknown, known: ReadonlySet<string>): Input | null {
    if (!isPlainObject(value)) {
      this.fault('', `must be an object with the fields ${[...known].join(', ')}, not ${describe(value)}`);
      return null;
    }
    let unknown = 0;
    for (const field in value) {
      if (known.has(field) || value[field] === undefined) continue;
      // Looking for what was meant takes time, and hostile input has any number of fields.
      if (++unknown > UNKNOWN_NAMED) break;
      const meant = closest(field, known);
      this.fault(
        shownField(field),
        meant === null ? `is unknown; the fields are ${[...known].join(', ')}` : `is unknown; did you mean ${meant}?`,
      );
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
    if (typeof value !== 'string') return this.#wrong(field, 'a text', value);
    const text = value.trim();
    return text === '' ? null : this.#normal(field, text, rules);
  }

  /** Required, in NFC, and otherwise kept to the last space. */
  verbatim(input: Input, field: string, rules: TextRules): string {
    return this.optionalVerbatim(input, field, rules) ?? this.#absent(input, field);
  }

  optionalVerbatim(input: Input, field: string, rules: TextRules): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    if (typeof value !== 'string') return this.#wrong(field, 'a text', value);
    return this.#normal(field, value, rules);
  }

  /** One of `values`; required unless there is a fallback. */
  choice<T extends string>(input: Input, field: string, values: readonly T[], fallback?: T): T {
    const chosen = this.optionalChoice(input, field, values) ?? fallback;
    if (chosen !== undefined) return chosen;
    if (isMissing(input[field])) this.fault(field, `is missing: give one of ${values.join(', ')}`);
    return values[0] as T;
  }

  optionalChoice<T extends string>(input: Input, field: string, values: readonly T[]): T | null {
    const value = input[field];
    if (isMissing(value)) return null;
    if (values.includes(value as T)) return value as T;
    const meant = typeof value === 'string' ? closest(value, values) : null;
    this.fault(
      field,
      `must be one of ${values.join(', ')}, not ${describe(value)}${meant === null ? '' : `; did you mean ${meant}?`}`,
    );
    return null;
  }

  /** True or false; false when it is not given. */
  flag(input: Input, field: string): boolean {
    const value = input[field];
    if (isMissing(value)) return false;
    if (typeof value === 'boolean') return value;
    this.fault(field, `must be true or false, not ${describe(value)}`);
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
    return this.#wrong(field, `a number from ${least} to ${most}`, value);
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
    return this.#wrong(field, `a whole number, at least ${least}`, value);
  }

  /** A date in EDTF, kept as written. */
  date(input: Input, field: string): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    if (typeof value !== 'string') return this.#wrong(field, 'a date in EDTF such as 2021-11-18, as text', value);
    const problem = dateProblem(value);
    if (problem !== null) this.fault(field, problem);
    return value;
  }

  /** A day of the calendar, YYYY-MM-DD. */
  day(input: Input, field: string): string | null {
    const value = input[field];
    if (typeof value === 'string' && value !== '' && !DAY.test(value) && dateProblem(value) === null)
      this.fault(field, 'must be one day, such as 2021-11-18');
    return this.date(input, field);
  }

  url(input: Input, field: string): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    if (typeof value !== 'string') return this.#wrong(field, 'an address, as text', value);
    const problem = checkUrlProblem(value);
    if (problem !== null) this.fault(field, problem);
    return value.trim();
  }

  /** BCP 47, in its usual spelling. */
  language(input: Input, field: string): string | null {
    const value = input[field];
    if (isMissing(value) || value === '') return null;
    const language = typeof value === 'string' ? canonicalLanguage(value) : null;
    if (language === null) return this.#wrong(field, 'a language tag (BCP 47) such as de or uk', value);
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
    const given = this.#array(input, field, limit);
    const ids: Id[] = [];
    for (let index = 0; index < given.length; index++) {
      this.#path.push(field, index);
      ids.push(this.#id('', given[index], kinds));
      this.#path.length -= 2;
    }
    this.unique(field, ids, itself);
    return ids;
  }

  /** Empty when an entry is no object at all, so that an index into the list is always one into the input. */
  list<T>(input: Input, field: string, limit: number, read: ReadEntry<T>): T[] {
    const given = this.#array(input, field, limit);
    const entries: T[] = [];
    for (let index = 0; index < given.length; index++) {
      this.#path.push(field, index);
      const entry = read(this, given[index]);
      this.#path.length -= 2;
      if (entry !== null) entries.push(entry);
    }
    return entries.length === given.length ? entries : [];
  }

  atLeastOne(input: Input, field: string, remedy: string): void {
    const value = input[field];
    if (isMissing(value) || (Array.isArray(value) && value.length === 0)) this.fault(field, `is empty: ${remedy}`);
  }

  /** Adds a fault for each entry that repeats an earlier one; an empty key is a fault already. */
  unique<T>(field: string, entries: readonly T[], key: (entry: T) => string): void {
    if (entries.length < 2) return;
    const seen = new Map<string, number>();
    for (let index = 0; index < entries.length; index++) {
      const value = key(entries[index] as T);
      const first = seen.get(value);
      if (first === undefined) seen.set(value, index);
      else if (value !== '') this.fault(`${field}[${index}]`, `repeats ${field}[${first}]; leave it out`);
    }
  }

  #array(input: Input, field: string, limit: number): readonly unknown[] {
    const value = input[field];
    if (isMissing(value)) return NOTHING;
    if (!Array.isArray(value)) return this.#wrong(field, 'a list', value) ?? NOTHING;
    if (value.length <= limit) return value;
    this.fault(field, `has ${value.length} entries; at most ${limit} are allowed`);
    return NOTHING;
  }

  #id(field: string, value: unknown, kinds: readonly RecordKind[]): Id {
    if (typeof value === 'string') {
      const kind = kindOf(value);
      if (kind !== null && kinds.includes(kind)) return value;
    }
    this.fault(field, idProblem(value, kinds) ?? 'is not an id');
    return '';
  }

  #normal(field: string, text: string, rules: TextRules): string {
    // Checked first, so that nothing huge is normalised; checked again where that changed it, because it may have grown.
    let problem = checkTextProblem(text, rules);
    const normal = problem === null ? text.normalize('NFC') : text;
    if (normal !== text) problem = checkTextProblem(normal, rules);
    if (problem !== null) this.fault(field, problem);
    return normal;
  }

  /** Says that a required value is missing, unless something else was said about it already. */
  #absent(input: Input, field: string): '' {
    const value = input[field];
    if (isMissing(value)) this.fault(field, 'is missing');
    else if (typeof value === 'string' && value.trim() === '') this.fault(field, 'is empty');
    return '';
  }

  #wrong(field: string, wanted: string, value: unknown): null {
    this.fault(field, `must be ${wanted}, not ${describe(value)}`);
    return null;
  }
}

const UNKNOWN_NAMED = 20;
const NOTHING: readonly unknown[] = [];
const DAY = /^\d{4}-\d\d-\d\d$/;

function joined(path: string, step: string): string {
  return path === '' || step === '' || step.startsWith('[') ? path + step : `${path}.${step}`;
}

function itself(text: string): string {
  return text;
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** A field's name as given is hostile too. */
function shownField(field: string): string {
  return /^\w{1,64}$/.test(field) ? field : quoted(field);
}

function isPlainObject(value: unknown): value is Input {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What was given instead, in a few words and never at length. */
function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'object') return 'an object';
  return String(value);
}
