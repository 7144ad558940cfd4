// Records as text, and back: the one place where what is stored or exported becomes a record. The text carries the number of
// its format where that is not the first; a record of an earlier format is upgraded whenever it is read, and never rewritten.

import { OnRecordError } from './errors.ts';
import { specOf } from './kinds.ts';
import type { RecordKind } from './record-kinds.ts';
import { RECORD_KINDS } from './record-kinds.ts';
import type { AnyRecord } from './records.ts';
import { RELEASE } from './release.ts';

/** The field that holds the number; no field of a record may begin like it. */
export const FORMAT_FIELD = '$format';

/** The number of the format that records of this kind have in this release. */
export function formatOf(kind: RecordKind): number {
  return 1 + (specOf(kind).upgrades?.length ?? 0);
}

/** As it is stored, and as a line of an export holds it. */
export function formatted(kind: RecordKind, record: AnyRecord): object {
  const format = formatOf(kind);
  return format === 1 ? record : { [FORMAT_FIELD]: format, ...record };
}

export function recordText(kind: RecordKind, record: AnyRecord): string {
  return JSON.stringify(formatted(kind, record));
}

/** Of a text that this release or an earlier one has stored. */
export function readRecord<R extends AnyRecord>(kind: RecordKind, text: string): R {
  const stored = JSON.parse(text);
  const { upgrades } = specOf(kind);
  if (upgrades === undefined && !(FORMAT_FIELD in stored)) return stored;
  const { [FORMAT_FIELD]: format = 1, ...record } = stored;
  if (format > formatOf(kind)) throw new OnRecordError('UNAVAILABLE', tooNew(kind, format, null));
  return upgraded(kind, format, record) as R;
}

/** A record of that format, in the shape and the order of fields that it has in this release. */
export function upgraded(kind: RecordKind, format: number, record: object): object {
  const { upgrades = [], fields } = specOf(kind);
  if (format > upgrades.length) return record;
  const given = upgrades.slice(format - 1).reduce<Record<string, unknown>>((old, step) => step(old), { ...record });
  const known = [...fields].filter((field) => Object.hasOwn(given, field));
  const ordered = Object.fromEntries(known.map((field) => [field, given[field]]));
  // What the kind does not know stays, so that a check finds it.
  return { ...ordered, ...given };
}

/** What a store says of who wrote it. */
export interface Written {
  release: string;
  /** By kind, where it is not the first. */
  formats: Record<string, number>;
}

/** What a store that this release writes to says; null when there is nothing to say. */
export function writtenHere(): Written | null {
  const formats = Object.fromEntries(
    RECORD_KINDS.map((kind) => [kind, formatOf(kind)] as const).filter(([, format]) => format > 1),
  );
  return Object.keys(formats).length === 0 ? null : { release: RELEASE, formats };
}

/** Why a store cannot be read by this release, with the one that it needs; null when it can. */
export function newerProblem(written: Written | null): string | null {
  for (const [kind, format] of Object.entries(written?.formats ?? {}))
    if (!RECORD_KINDS.includes(kind as RecordKind) || format > formatOf(kind as RecordKind))
      return tooNew(kind, format, written?.release ?? null);
  return null;
}

/** Kinds whose records a store holds in an earlier format. */
export function outgrown(written: Written | null): RecordKind[] {
  return RECORD_KINDS.filter((kind) => formatOf(kind) > (written?.formats[kind] ?? 1));
}

function tooNew(kind: string, format: number, release: string | null): string {
  const known = RECORD_KINDS.includes(kind as RecordKind) ? formatOf(kind as RecordKind) : 0;
  const reads =
    known === 0 ? `release ${RELEASE} does not know that kind` : `release ${RELEASE} reads them up to format ${known}`;
  // Between releases, builds of one number may differ.
  if (release === RELEASE)
    return `the store was written by a later build of On Record ${release}: its records of kind ${kind} are of format ${format}, and this one reads them up to format ${known}; use that build, or open the copy of the file that was made beside it`;
  return release === null
    ? `a record of kind ${kind} is stored in format ${format}, and ${reads}; a later release has written to this store: install that one`
    : `the store was written by On Record ${release}: its records of kind ${kind} are of format ${format}, and ${reads}; install On Record ${release} or later, or open a backup`;
}
