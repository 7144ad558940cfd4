// Short ways to write to a store in tests.

import { OnRecordError } from '../../server/domain/errors.ts';
import { faultField } from '../../server/domain/faults/text.ts';
import { kindOf } from '../../server/domain/ids.ts';
import type { RecordKind } from '../../server/domain/record-kinds.ts';
import type { AnyRecord, Id } from '../../server/domain/records.ts';
import type { Change, Store, Write, Written } from '../../server/store/store.ts';

export function meta(fields: Partial<Write> = {}): Write {
  return { author: 'ada', time: '2026-01-31T12:00:00.000Z', reason: null, batch: null, ...fields };
}

export function put(record: AnyRecord, expect: Change['expect'] = 'ANY'): Change {
  return { kind: kindOf(record.id) as RecordKind, id: record.id, record, expect };
}

export function remove(id: Id, expect: Change['expect'] = 'ANY'): Change {
  return { kind: kindOf(id) as RecordKind, id, record: null, expect };
}

export function save(store: Store, ...records: AnyRecord[]): Promise<Written> {
  return store.write(
    meta(),
    records.map((record) => put(record)),
  );
}

/** What a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; fields: string[]; message: string }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof OnRecordError)) throw error;
    return { code: error.code, fields: error.faults.map(faultField), message: error.message };
  }
  throw new Error('it was not refused');
}
