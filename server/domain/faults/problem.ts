// What can be wrong with data: a closed list of codes, each with what is needed to say it and to act on it. Data and no
// words, so that whoever handles a fault asks for its code and its records; messages.ts has the words.

/** What was given instead, bounded: hostile input must not come back at length. */
export type Given = { type: 'NOTHING' | 'LIST' | 'OBJECT' } | { type: 'TEXT' | 'OTHER'; text: string };

/** Words of a source text that may be meant by a quote that is refused, as they can be sent instead of those that were given. */
export interface QuoteOffer {
  exact: string;
  /** In code points. */
  start: number;
  end: number;
  /** What stands around them. */
  prefix: string;
  suffix: string;
  /** From the words that were given; none where they are the same. */
  differences: readonly TextDifference[];
}

/** Where two texts differ: what the one has in place of what the other has, which may be nothing. */
export interface TextDifference {
  given: string;
  found: string;
}

type Path = readonly (string | number)[];
type Nothing = Record<never, never>;

interface Problems {
  // The shape of a value
  MISSING: Nothing;
  EMPTY: Nothing;
  NOT_AN_OBJECT: { fields: readonly string[]; given: Given };
  UNKNOWN_FIELD: { fields: readonly string[]; meant: string | null };
  NOT_A_TEXT: { given: Given | null };
  NOT_A_LIST: { given: Given };
  NOT_A_FLAG: { given: Given };
  NOT_A_NUMBER: { least: number; most: number; given: Given };
  NOT_AN_INTEGER: { least: number; given: Given };
  NOT_AN_ADDRESS_TEXT: { given: Given };
  NOT_A_LANGUAGE: { given: Given };
  NOT_A_DATE_TEXT: { given: Given };
  MISSING_CHOICE: { choices: readonly string[] };
  NOT_A_CHOICE: { choices: readonly string[]; given: Given | null; meant: string | null };
  OUT_OF_RANGE: { least: number; most: number };
  TOO_MANY: { count: number; most: number };
  /** `first` is the path of the equal entry before it. */
  REPEATED: { first: Path };

  // Ids and references
  MISSING_ID: { kinds: readonly string[] };
  ID_NOT_A_TEXT: { kinds: readonly string[] };
  NOT_AN_ID: { kinds: readonly string[] };
  WRONG_KIND: { kinds: readonly string[]; kind: string };
  /** `kind` is that of a record, or `record` or `token`. */
  NOT_FOUND: { kind: string; record: string };
  DANGLING_REFERENCE: { record: string; mayComeWithIt: boolean };
  /** Of a line of an import: that of the record is at fault itself. */
  REFERS_TO_REFUSED: { record: string; standsAt: { file: string; line: number } };
  IN_USE: { record: string; users: readonly string[]; more: boolean };

  // Texts, addresses and dates
  TOO_LONG: { most: number };
  HALF_CHARACTER: { character: string; at: number };
  /** `at`: where they begin, in characters from 1. */
  TOO_MANY_MARKS: { most: number; at: number };
  LINE_BREAK: { at: number };
  CONTROL_CHARACTER: { character: string; at: number };
  DIRECTION_MARK: { character: string; at: number };
  /** The first few of the characters that it consists of. */
  INVISIBLE: { characters: readonly string[] };
  ADDRESS_WITH_SPACE: Nothing;
  NOT_AN_ADDRESS: Nothing;
  WRONG_PROTOCOL: { protocol: string };
  ADDRESS_WITH_LOGIN: Nothing;
  NOT_EDTF: DateProblem;
  NOT_ONE_DAY: Nothing;
  /** `start` is the field that it must not come before. */
  ENDS_BEFORE_START: { start: string; date: string };
  NOT_AN_INSTANT: Nothing;
  IN_THE_PAST: Nothing;

  // Rules of the kinds of records
  NO_SPEAKER: Nothing;
  NO_TARGET: Nothing;
  NO_QUOTE: Nothing;
  EMPTY_VIA: Nothing;
  SELF_TARGET: Nothing;
  SELF_LINK: Nothing;
  SELF_ROLE: Nothing;
  SELF_BROADER: Nothing;
  SELF_BASED_ON: Nothing;
  MISSING_STATUS_REASON: { status: string };
  NOT_A_SCHEME: Nothing;
  NOT_A_SHA256: Nothing;
  WRONG_SHA256: { computed: string };
  QUERY_WITH_QUESTION_MARK: Nothing;
  NOT_A_PAIR: Nothing;
  MIXED_KINDS: { kinds: readonly [string | null, string | null] };

  // Quotes
  BLANK_QUOTE: Nothing;
  MISSING_POSITION: { state: string };
  HALF_POSITION: Nothing;
  WRONG_LENGTH: { length: number };
  /** `source` is that of the first quote with this number. */
  PASSAGE_IN_TWO_SOURCES: { passage: number; source: string };
  QUOTE_MOVED: { offers: readonly QuoteOffer[] };
  /** `notAt`: the start that was given, where the words do not stand. `places`: how many there are; null where too many to count. */
  QUOTE_AMBIGUOUS: { offers: readonly QuoteOffer[]; notAt: number | null; places: number | null };
  /** The words stand there, but in another context, or at another start, than what came with them. */
  QUOTE_OUT_OF_CONTEXT: { offers: readonly QuoteOffer[] };
  /** `offers` has what in the text is most like it; none when nothing is. */
  QUOTE_LOST: { offers: readonly QuoteOffer[] };
  /** The nearest was not looked for: that is done for so many quotes at once. */
  QUOTE_LOST_AMONG_MANY: { most: number };
  QUOTED_BEFORE_SOURCE: { record: string; standsAt: { file: string; line: number } };
  QUOTED_TOO_OFTEN: { most: number };

  // Status, identity and batches
  FINAL_STATUS: { from: string };
  WRONG_TRANSITION: { from: string; to: string; next: readonly string[] };
  /** Of a line of an import. */
  UNDOES_DECISION: { from: string; to: string };
  CLAIM_RECORDED: { record: string };
  ONE_RECORD_ALREADY: { record: string; judgements: readonly string[] };
  ONE_RECORD: { record: string; judgements: readonly string[] };
  JUDGED_ALREADY: { verdict: string; record: string };
  CONTRADICTS: { record: string; records: readonly [string, string] };
  WITHDRAWN_ALREADY: Nothing;
  JUDGEMENT_NOT_ACCEPTED: Nothing;
  UNKNOWN_BATCH: Nothing;
  REVERTED_BATCH: Nothing;
  REVERTED_ALREADY: Nothing;
  MISSING_REVERT_REASON: Nothing;
  REVERT_OVER_CHANGE: { record: string; author: string; time: string; version: number };
  REVERT_OVER_MANY: { most: number };
  REVERT_REFUSED: { because: Problem };

  // Versions, and what others wrote meanwhile
  EXISTS: { record: string; version: number };
  GONE: { record: string };
  STALE_VERSION: { record: string; version: number; expected: number };
  COMES_TWICE: { record: string };
  REPEATED_RECORD: { first: Path };
  BATCH_NOT_WRITTEN: { record: string };
  MISSING_BASE_VERSION: Nothing;
  NEVER_STOOD_AT: { record: string; version: number; base: number };
  SAME_CONTENT_SINCE: { record: string; version: number; base: number };
  CHANGED_SINCE: FieldChange;
  /** The input has no such field, so that it is said of its version. */
  STALE_FIELD: FieldChange & { field: string };
  KEY_REUSED: Nothing;
  KEY_ANSWERED: Nothing;
  REPLAY_NOT_NEXT: { after: number; version: number };
  REPLAY_OUTSIDE: { after: number; first: number; last: number };
  REPLAY_OF_ANOTHER: { first: number; newest: number };
  REPLAY_UNEVEN: { changes: number; versions: number };
  REPLAY_TOO_LONG: { last: number; version: number };
  COPY_AHEAD: { version: number; original: number };
  COPY_DIFFERS: { version: number; record: string; author: string; time: string };

  // Questions
  QUERY_TOO_LONG: { most: number };
  NOTHING_TO_SEARCH: Nothing;
  NOT_SEARCHABLE: { choices: readonly string[] };
  NOT_A_VERSION: Nothing;
  FUTURE_VERSION: { version: number; newest: number };
  NOT_A_START: { newest: number };
  SAME_ENDS: Nothing;
  EXCLUDES_AN_END: Nothing;
  BAD_CURSOR: { why: CursorFault; argument: 'after' | 'before' };
  PAGE_SIZE: { most: number };
  FIRST_AND_LAST: Nothing;
  BEFORE_WITH_FIRST: Nothing;
  AFTER_WITH_LAST: Nothing;
  AFTER_AND_BEFORE: Nothing;
  NOTHING_GIVEN: Nothing;
  NOT_ONE_OF: { fields: readonly string[] };

  // Limits
  TOO_MANY_AT_ONCE: { count: number; most: number };
  TOO_MANY_IDS: { count: number; most: number };
  TOO_MANY_EXCLUDED: { count: number; most: number };
  TOO_MANY_GROUPS: Nothing;
  TOO_MANY_PATHS: Nothing;
  TOO_MANY_STORE_CALLS: { most: number };
  TOO_MANY_OFFERS: { most: number };
  TOO_MANY_RECORDS_NAMED: { most: number };

  // Warnings, which refuse nothing
  AFTER_TODAY: { date: string };
  EARLY_YEAR: { date: string };
  SAME_NAME: { kind: string; record: string };
  SAME_EXTERNAL_ID: { kind: string; record: string };
  MORE_WARNINGS: { count: number };

  // Files and lines of an import
  UTF_16: Nothing;
  /** By what it is packed, which is not unpacked here. */
  PACKED: { what: string };
  DAMAGED_GZIP: Nothing;
  /** What the file holds instead of one object on each line. */
  NOT_LINES: { shape: 'LIST' | 'SPREAD_OBJECT' | 'TEXT' };
  LINE_TOO_LONG: { megabytes: number };
  NOT_UTF8: Nothing;
  /** `at` counts characters from 1; null where it is not known. */
  NOT_JSON: { at: number | null; endsEarly: boolean };
  /** A number that other languages write, and JSON does not have: NaN, Infinity. */
  NOT_A_JSON_NUMBER: { word: string; at: number };
  NOT_A_ROW: Nothing;
  /** It holds the text of a line that was refused, as it was. */
  NOT_MENDED: Nothing;
  NOT_A_FORMAT: Nothing;
  FORMAT_TOO_NEW: { format: number; kind: string; newest: number; release: string };
  NOT_A_RECORD_KIND: { given: string | null; choices: readonly string[] };

  FILE_EXISTS: { file: string };
  MORE_FAULTS: { count: number };
}

export type FaultCode = keyof Problems;

/** What is wrong, wherever it stands. */
export type Problem = { [C in FaultCode]: { code: C } & Problems[C] }[FaultCode];

export type CursorFault = 'SHAPE' | 'DAMAGED' | 'LAYOUT' | 'QUESTION';

export type DateReason =
  | 'TOO_LONG'
  | 'EMPTY'
  | 'WHITE_SPACE'
  | 'ALL_OF_SET'
  | 'SLASHES'
  | 'TWO_SLASHES'
  | 'NO_ENDS'
  | 'ENDS_FIRST'
  | 'NOT_CLOSED'
  | 'LEAVES_OUT_NOTHING'
  | 'EMPTY_MEMBER'
  | 'YEAR_ZERO'
  | 'DAY_WITHOUT_MONTH'
  | 'DIGITS_AFTER_UNKNOWN'
  | 'MONTH_IN_UNKNOWN_YEAR'
  | 'NO_SUCH_MONTH'
  | 'NO_SUCH_DAY'
  | 'NEARLY'
  | 'A_COUNT'
  | 'YEAR_OUT_OF_RANGE'
  | 'NO_TIME'
  | 'A_DASH'
  | 'DOTS'
  | 'BEYOND_LEVEL_1'
  | 'SMALL_X'
  | 'NOT_A_DATE';

/** Why a text is no date that can be read; `instead` is what to write, where that is known. */
export interface DateProblem {
  why: DateReason;
  text: string;
  instead?: string;
}

/** What became of a field since the version that was edited. */
export interface FieldChange {
  base: number;
  version: number;
  /** Text or JSON, bounded; null when it is empty now. */
  now: { text: string } | { json: string } | null;
}
