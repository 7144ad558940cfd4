// A row of an import -> a whole record of one kind, checked by the kind's own rules. A row without an id gets that of its
// content, so that the same row is the same record each time it comes.

import { idOfContent } from '../../domain/content-ids.ts';
import type { FaultPath, Problem, RowLocation } from '../../domain/faults/fault.ts';
import type { FaultCollector } from '../../domain/faults/fault-collector.ts';
import { excerpt } from '../../domain/faults/given.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import type { AnyRecord } from '../../domain/records.ts';
import { TRANSFERRED_KINDS } from './kinds.ts';
import type { Row } from './rows.ts';

export interface ReadRow {
  location: RowLocation;
  kind: RecordKind;
  record: AnyRecord;
  /** Whether the row gave the id; else it is that of the content. */
  named: boolean;
  /** Of a claim: the row says which status it has. */
  saysStatus: boolean;
}

/** Null when the row has faults. */
export function readRow(location: RowLocation, given: Row, faults: FaultCollector): ReadRow | null {
  if (given.fault !== null) return refuse(faults, [], given.fault);
  const { value } = given;
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return refuse(faults, [], { code: 'NOT_A_ROW' });
  const { record: kind, ...fields } = value as Record<string, unknown>;
  if (!isTransferred(kind)) {
    const given = typeof kind === 'string' ? excerpt(kind) : null;
    return refuse(faults, ['record'], { code: 'NOT_A_RECORD_KIND', given, choices: TRANSFERRED_KINDS });
  }
  const named = fields.id !== undefined && fields.id !== null;
  // The id comes last: until it is checked, a row may be nested deeper than anything that walks it can go.
  const read = specOf(kind).parse(named ? fields : { ...fields, id: newId(kind) }, faults);
  if (read === null) return null;
  const record = named ? read : { ...read, id: idOfContent(kind, read) };
  return { location, kind, record, named, saysStatus: fields.status !== undefined && fields.status !== null };
}

function isTransferred(kind: unknown): kind is RecordKind {
  return TRANSFERRED_KINDS.includes(kind as RecordKind);
}

function refuse(faults: FaultCollector, path: FaultPath, problem: Problem): null {
  faults.add(path, problem);
  return null;
}
