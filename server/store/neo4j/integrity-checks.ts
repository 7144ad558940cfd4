// Checks that can only be made at the end of a write, a part of it at a time: that every reference has a record by now, and
// that nothing refers to a removed record any more.

import type { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Claim, Id } from '../../domain/records.ts';
import type { ClaimIndex } from './claim-index.ts';
import type { Work } from './database.ts';
import type { RecordHeads } from './record-heads.ts';
import { dataOf } from './record-heads.ts';
import { referrersOf } from './referrers.ts';

/** A version with a reference to a record that did not exist yet, so it could not be joined to anything. */
export interface Deferred {
  changeIndex: number;
  version: number;
  id: Id;
  kind: RecordKind;
}

export interface Removed {
  changeIndex: number;
  id: Id;
}

/** The caches and the transaction of the running write. */
export interface Known {
  runner: Work;
  heads: RecordHeads;
  claims: ClaimIndex;
}

/** Indexes the deferred versions; a reference that still leads nowhere is a fault. Returns the records with such faults. */
export async function resume(
  part: readonly Deferred[],
  { runner, heads, claims }: Known,
  faults: FaultCollector,
): Promise<Id[]> {
  const texts = await dataOf(
    runner,
    part.map(({ version }) => version),
  );
  const deferred = part.map((one) => {
    const record = readRecord(one.kind, texts.get(one.version) as string);
    return { ...one, record, refs: specOf(one.kind).refs(record) };
  });
  await heads.load(
    runner,
    deferred.flatMap(({ id, refs }) => [id, ...refs.map((ref) => ref.id)]),
  );
  const atFault: Id[] = [];
  for (const { changeIndex, version, id, kind, record, refs } of deferred) {
    const dangling = refs.filter((ref) => heads.live(ref.id) === undefined);
    for (const ref of dangling)
      faults.add(ref.path, { code: 'DANGLING_REFERENCE', record: ref.id, mayComeWithIt: true }, changeIndex);
    if (dangling.length > 0) atFault.push(id);
    const head = heads.find(id);
    if (kind === 'claim' && dangling.length === 0 && head?.version === version)
      claims.open(head.first, version, record as Claim);
  }
  await claims.take().into(runner);
  return atFault;
}

/** Nothing may refer to a removed record. `dangling`: records with faults of their own, which are reported already. */
export async function checkUnused(
  removed: readonly Removed[],
  dangling: ReadonlySet<Id>,
  { runner, heads }: Known,
  faults: FaultCollector,
): Promise<void> {
  await heads.load(
    runner,
    removed.map(({ id }) => id),
  );
  const gone = removed.flatMap(({ changeIndex, id }) => {
    const head = heads.find(id);
    return head === undefined || head.live ? [] : [{ changeIndex, id }];
  });
  const referrers = await referrersOf(
    runner,
    gone.map(({ id }) => id),
  );
  for (const { changeIndex, id } of gone) {
    const remaining = (referrers.get(id) ?? []).filter((referrer) => !dangling.has(referrer));
    if (remaining.length === 0) continue;
    faults.add(
      [],
      { code: 'IN_USE', record: id, users: remaining.slice(0, 3), more: remaining.length > 3 },
      changeIndex,
    );
  }
}
