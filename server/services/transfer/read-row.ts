// A row of an import -> a whole record of one kind, checked by the kind's own rules. A row without an id gets that of its
// content, so that the same row is the same record each time it comes.

import { idOfContent } from '../../domain/content-ids.ts';
import type { FaultPath, Problem, RowLocation } from '../../domain/faults/fault.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import { excerpt } from '../../domain/faults/given.ts';
import { idProblem, newId } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { FORMAT_FIELD, formatOf, upgraded } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { TRANSFERRED_KINDS } from '../../domain/record-kinds.ts';
import type { AnyRecord } from '../../domain/records.ts';
import { RELEASE } from '../../domain/release.ts';
import { isUnmended, REFUSED_FIELD } from './refused-lines.ts';
import type { Row } from './rows.ts';

export interface ReadRow {
  location: RowLocation;
  kind: RecordKind;
  record: AnyRecord;
  /** Whether the row gave the id; else it is that of the content. */
  named: boolean;
  /** Of a claim: the row says which status it has. */
  saysStatus: boolean;
  /** Of a source whose text is not kept as it was given: that text. */
  givenText: string | null;
}

/** Null when the row has faults. */
export function readRow(location: RowLocation, given: Row, faults: FaultCollector): ReadRow | null {
  if (given.fault !== null) return refuse(faults, [], given.fault);
  const { value } = given;
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return refuse(faults, [], { code: 'NOT_A_ROW' });
  const { record: kind, [FORMAT_FIELD]: format, [REFUSED_FIELD]: note, ...fields } = value as Record<string, unknown>;
  if (isUnmended(note)) return refuse(faults, [], { code: 'NOT_MENDED' });
  if (!isTransferred(kind)) {
    const given = typeof kind === 'string' ? excerpt(kind) : null;
    return refuse(faults, ['record'], { code: 'NOT_A_RECORD_KIND', given, choices: TRANSFERRED_KINDS });
  }
  const named = fields.id !== undefined && fields.id !== null;
  // The id comes last: until it is checked, a row may be nested deeper than anything that walks it can go.
  const content = named ? fields : { ...fields, id: newId(kind) };
  const told = typeof fields.id === 'string' && idProblem(fields.id, [kind]) === null ? faults.of(fields.id) : faults;
  const read =
    format === undefined ? parseOfAnyFormat(kind, content, told) : parseOfFormat(kind, format, content, told);
  if (read === null) return null;
  const record = named ? read : { ...read, id: idOfContent(kind, read) };
  const saysStatus = fields.status !== undefined && fields.status !== null;
  return { location, kind, record, named, saysStatus, givenText: givenTextOf(record, fields.text) };
}

function givenTextOf(record: AnyRecord, given: unknown): string | null {
  return 'text' in record && typeof given === 'string' && given !== '' && given !== record.text ? given : null;
}

/** A line that does not name its format is of this release, where it fits, or else of the first: exports named none then. */
function parseOfAnyFormat(kind: RecordKind, given: object, faults: FaultCollector): AnyRecord | null {
  if (formatOf(kind) === 1) return specOf(kind).parse(given, faults);
  const now = new FaultCollector();
  const read =
    specOf(kind).parse(given, faults.record === undefined ? now : now.of(faults.record)) ??
    parseOfFormat(kind, 1, given, new FaultCollector());
  if (read === null) for (const fault of now.list) faults.add(fault.path, fault);
  return read;
}

function parseOfFormat(kind: RecordKind, format: unknown, given: object, faults: FaultCollector): AnyRecord | null {
  const newest = formatOf(kind);
  if (!Number.isInteger(format) || Number(format) < 1) return refuse(faults, [FORMAT_FIELD], { code: 'NOT_A_FORMAT' });
  if (Number(format) > newest)
    return refuse(faults, [FORMAT_FIELD], {
      code: 'FORMAT_TOO_NEW',
      format: Number(format),
      kind,
      newest,
      release: RELEASE,
    });
  return specOf(kind).parse(upgradedRow(kind, Number(format), given), faults);
}

/** A line holds whatever somebody wrote: what a step cannot take is left as it is, and found at fault as that. */
function upgradedRow(kind: RecordKind, format: number, given: object): object {
  try {
    return upgraded(kind, format, given);
  } catch (error) {
    if (error instanceof TypeError) return given;
    throw error;
  }
}

function isTransferred(kind: unknown): kind is RecordKind {
  return TRANSFERRED_KINDS.includes(kind as RecordKind);
}

function refuse(faults: FaultCollector, path: FaultPath, problem: Problem): null {
  faults.add(path, problem);
  return null;
}
