// What every kind of record tells the rest of the house about itself, so that stores and services stay generic:
// a new kind is one domain file with one KindSpec, listed in kinds.ts.

import type { DateBounds } from './dates.ts';
import type { FaultPath } from './faults/fault.ts';
import type { FaultCollector } from './faults/fault-collector.ts';
import type { RecordKind } from './record-kinds.ts';
import type { AnyRecord, Id } from './records.ts';

/** A reference to another record, with the path of the field that holds it. */
export interface Ref {
  path: FaultPath;
  id: Id;
  kinds: readonly RecordKind[];
}

/**
 * A value that lists can be filtered by; stores index these, each pair once. Holds every reference, so that users of a
 * record are found; only a claim's speakers, targets and cited sources are left to the index of attributions.
 */
export interface Facet {
  field: string;
  value: string;
}

/** By field, the value that says no more than leaving the field out would; within lists, that of each item's fields. */
export interface Defaults {
  readonly [field: string]: string | number | boolean | Defaults;
}

/** From one format of a record to the next. Pure; gives what `parse` would, except for the order of fields. */
export type Upgrade = (record: Record<string, unknown>) => Record<string, unknown>;

/** A date of a record, in EDTF, and where it stands. */
export interface Dated {
  path: FaultPath;
  text: string | null;
  /** It may well lie ahead. */
  planned: boolean;
}

export interface KindSpec<R extends AnyRecord> {
  kind: RecordKind;
  /** Checks unknown input and fills defaults; every fault is added to `faults`. Returns null when there was one. */
  parse(input: unknown, faults: FaultCollector): R | null;
  /** What there is of a record that is at fault, with empty values for the rest: so that its references can be looked at all the same. */
  glimpse(input: unknown): R;
  /** In the order in which records hold them. */
  fields: ReadonlySet<string>;
  /**
   * How records of each format became those of the next, the oldest first; none while the kind has its first shape. Never
   * changed once released: the next step is added behind. A field that is new, renamed or split is a step.
   *
   * What a step must not change is what the stores keep by version: what attributions are derived from (of a claim: speakers,
   * targets, stances, status, kind, dates, cited sources, event, direct speech; of a source its publisher), what filters read from the
   * text of a record (of a claim hedged, language and reporters; of an actor its kind; of a source authors and reliability; of an event
   * its place), what judgements say,
   * references, and the words of `texts`. Facets, titles, names and dates of lists are derived again when a store is opened.
   * A step that changes what a value means gives its field another name, or lines of an import could mean either.
   */
  upgrades?: readonly Upgrade[];
  /** Those besides null, false, an empty text and an empty list, which always are. */
  defaults?: Defaults;
  /**
   * What the id of a record that came without one is made from; all of it where this is left out. A field that is renamed or
   * split stands here as it was before, or imports would add again what they added once.
   */
  idContent?(content: Omit<R, 'id'>): object;
  refs(record: R): Ref[];
  facets(record: R): Facet[];
  /** What lists sort by and pages show: name, title or proposition. */
  title(record: R): string;
  /** Every name it can be found by; empty for kinds without names. */
  names(record: R): string[];
  /** Searchable text that is not a name: proposition, quotes, source text, description. */
  texts(record: R): { field: string; text: string }[];
  /** When it happened, was published or said; null when undated. */
  bounds(record: R): DateBounds | null;
  /** Every date in it. */
  dates(record: R): Dated[];
}
