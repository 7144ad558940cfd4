// The records that still refer to records which a write removes.

import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { REFERRERS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import { FOREVER } from './forever.ts';

/** For each record that is still referred to, its first referrers in order of recording. */
export async function referrersOf(runner: Runner, removed: readonly Id[]): Promise<Map<Id, Id[]>> {
  const rows = await runner.run<{ referred: Id; id: Id; kind: RecordKind; data: string }>(REFERRERS, {
    rows: removed.map((id) => ({ id, merged: false })),
    forever: FOREVER,
  });
  // Derived relationships find more candidates than the records themselves refer to.
  const naming = rows.filter(({ referred, kind, data }) =>
    specOf(kind)
      .refs(readRecord(kind, data))
      .some((ref) => ref.id === referred),
  );
  const referrers = Map.groupBy(naming, ({ referred }) => referred);
  return new Map([...referrers].map(([referred, found]) => [referred, found.map(({ id }) => id)]));
}
