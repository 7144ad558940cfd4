// A row of an import -> a whole record of one kind, checked by the kind's own rules. A row without an id gets that of its
// content, so that the same row is the same record each time it comes.

import { idOfContent } from '../../domain/content-ids.ts';
import type { Fault } from '../../domain/errors.ts';
import { Faults } from '../../domain/errors.ts';
import { quoted } from '../../domain/hostile-text.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import type { AnyRecord } from '../../domain/records.ts';
import { TRANSFERRED_KINDS } from './kinds.ts';
import type { Place } from './places.ts';
import type { Row } from './rows.ts';

export interface ReadRow {
  place: Place;
  kind: RecordKind;
  record: AnyRecord;
  /** Whether the row gave the id; else it is that of the content. */
  named: boolean;
  /** Of a claim: the row says which status it has. */
  saysStatus: boolean;
}

/** Null when the row is at fault; `add` is told why. */
export function readRow(place: Place, given: Row, add: (field: string, problem: string) => void): ReadRow | null {
  if (given.fault !== null) return refuse(add, '', given.fault);
  const { value } = given;
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return refuse(add, '', 'is not an object; give {"record": "claim", …}');
  const { record: kind, ...fields } = value as Record<string, unknown>;
  if (!isTransferred(kind)) {
    const problem = typeof kind === 'string' ? `cannot be ${quoted(kind)}` : 'is missing';
    return refuse(
      add,
      'record',
      `${problem}: say which kind of record the line holds, ${TRANSFERRED_KINDS.join(', ')}`,
    );
  }
  const named = fields.id !== undefined && fields.id !== null;
  const list: Fault[] = [];
  // The id comes last: until it is checked, a row may be nested deeper than anything that walks it can go.
  const read = specOf(kind).parse(named ? fields : { ...fields, id: newId(kind) }, new Faults(list));
  for (const { field, problem } of list) add(field, problem);
  if (read === null) return null;
  const record = named ? read : { ...read, id: idOfContent(kind, read) };
  return { place, kind, record, named, saysStatus: fields.status !== undefined && fields.status !== null };
}

function isTransferred(kind: unknown): kind is RecordKind {
  return TRANSFERRED_KINDS.includes(kind as RecordKind);
}

function refuse(add: (field: string, problem: string) => void, field: string, problem: string): null {
  add(field, problem);
  return null;
}
