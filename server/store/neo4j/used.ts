// What still refers to records that are to be removed.

import type { RecordKind } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Id } from '../../domain/records.ts';
import { USERS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import { FOREVER } from './forever.ts';

/** By record, those that are used: the first of their users, in order of recording. */
export async function usersOf(runner: Runner, removed: readonly Id[]): Promise<Map<Id, Id[]>> {
  const rows = await runner.run<{ used: Id; id: Id; kind: RecordKind; data: string }>(USERS, {
    rows: removed.map((id) => ({ id, merged: false })),
    forever: FOREVER,
  });
  // Derived relationships lead to more than what the records themselves name.
  const naming = rows.filter(({ used, kind, data }) =>
    specOf(kind)
      .refs(readRecord(kind, data))
      .some((ref) => ref.id === used),
  );
  const users = Map.groupBy(naming, ({ used }) => used);
  return new Map([...users].map(([used, found]) => [used, found.map(({ id }) => id)]));
}
