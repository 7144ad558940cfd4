// Explains to whoever edited an old version what has changed since, field by field, so that they can decide again.

import { differingFields } from '../domain/diff.ts';
import type { FaultCollector } from '../domain/faults/fault-collector.ts';
import { excerpt } from '../domain/faults/given.ts';
import type { FieldChange } from '../domain/faults/problem.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Store, Stored } from '../store/store.ts';

/** These change by ways of their own, and no edit names them. The status of an event is one of its fields like any other. */
const NOT_EDITED: Partial<Record<RecordKind, readonly string[]>> = {
  claim: ['status', 'statusReason'],
  judgement: ['withdrawn'],
  view: ['owner', 'datasetVersion'],
};

export function isEdited(kind: RecordKind, field: string): boolean {
  return !NOT_EDITED[kind]?.includes(field);
}

/** What the input has no field for is told at its `baseVersion`. */
export async function staleEdit(
  store: Store,
  current: Stored,
  baseVersion: number,
  hasField: (field: string) => boolean,
  faults: FaultCollector,
): Promise<void> {
  const { id, version } = current;
  if (baseVersion > version || baseVersion < current.first) {
    faults.add(['baseVersion'], { code: 'NEVER_STOOD_AT', record: id, version, base: baseVersion });
    return;
  }
  const [base] = await store.getMany([id], baseVersion);
  const record: Readonly<Record<string, unknown>> = { ...current.record };
  const fields = base ? differingFields(base.record, current.record) : [];
  for (const field of fields) {
    const change = { base: baseVersion, version, now: valueNow(record[field]) };
    if (hasField(field)) faults.add([field], { code: 'CHANGED_SINCE', ...change });
    else faults.add(['baseVersion'], { code: 'STALE_FIELD', field, ...change });
  }
  if (fields.length === 0)
    faults.add(['baseVersion'], { code: 'SAME_CONTENT_SINCE', record: id, version, base: baseVersion });
}

function valueNow(value: unknown): FieldChange['now'] {
  if (value === null) return null;
  return typeof value === 'string' ? { text: excerpt(value) } : { json: excerpt(JSON.stringify(value)) };
}
