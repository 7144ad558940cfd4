// Explains to whoever edited an old version what has changed since, field by field, so that they can decide again.

import { differingFields } from '../domain/diff.ts';
import type { Faults } from '../domain/errors.ts';
import { quoted } from '../domain/hostile-text.ts';
import type { RecordKind } from '../domain/ids.ts';
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
  faults: Faults,
): Promise<void> {
  const { id, version } = current;
  if (baseVersion > version || baseVersion < current.first) {
    faults.add(
      'baseVersion',
      `is ${baseVersion}, at which ${id} was not recorded: it stands at version ${version}; read it and edit that`,
    );
    return;
  }
  const [base] = await store.getMany([id], baseVersion);
  const record: Readonly<Record<string, unknown>> = { ...current.record };
  const fields = base ? differingFields(base.record, current.record) : [];
  for (const field of fields) {
    const change = `was changed since version ${baseVersion} and is now ${shown(record[field])}; read version ${version} and edit that`;
    if (hasField(field)) faults.add(field, change);
    else faults.add('baseVersion', `is stale: ${field} ${change}`);
  }
  if (fields.length === 0)
    faults.add(
      'baseVersion',
      `is ${baseVersion}, and ${id} stands at version ${version} with the same content; edit that`,
    );
}

function shown(value: unknown): string {
  if (value === null) return 'empty';
  return typeof value === 'string' ? quoted(value) : quoted(JSON.stringify(value)).slice(1, -1);
}
