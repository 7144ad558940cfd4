// What only the end of a write can tell, a part of it at a time: whether what was referred to has come, and whether what was
// removed is used by nothing any more.

import type { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Claim, Id } from '../../domain/records.ts';
import type { ClaimIndex } from './claim-index.ts';
import type { Work } from './database.ts';
import type { Entries } from './entries.ts';
import { dataOf } from './entries.ts';
import { usersOf } from './used.ts';

/** A version that refers forward, so it could not be joined to anything yet. */
export interface Deferred {
  place: number;
  version: number;
  id: Id;
  kind: RecordKind;
}

export interface Removed {
  place: number;
  id: Id;
}

/** What the write knows by now. */
export interface Known {
  runner: Work;
  entries: Entries;
  claims: ClaimIndex;
}

/** Takes up what referred forward; what still refers to nothing is a fault. Returns the records at fault. */
export async function resume(
  part: readonly Deferred[],
  { runner, entries, claims }: Known,
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
  await entries.load(
    runner,
    deferred.flatMap(({ id, refs }) => [id, ...refs.map((ref) => ref.id)]),
  );
  const atFault: Id[] = [];
  for (const { place, version, id, kind, record, refs } of deferred) {
    const dangling = refs.filter((ref) => entries.live(ref.id) === undefined);
    for (const ref of dangling)
      faults.add(ref.path, { code: 'DANGLING_REFERENCE', record: ref.id, mayComeWithIt: true }, place);
    if (dangling.length > 0) atFault.push(id);
    const entry = entries.find(id);
    if (kind === 'claim' && dangling.length === 0 && entry?.version === version)
      claims.open(entry.first, version, record as Claim);
  }
  await claims.take().into(runner);
  return atFault;
}

/** What is removed must be used by nothing any more. `dangling`: records that are at fault themselves, and told so. */
export async function checkUnused(
  removed: readonly Removed[],
  dangling: ReadonlySet<Id>,
  { runner, entries }: Known,
  faults: FaultCollector,
): Promise<void> {
  await entries.load(
    runner,
    removed.map(({ id }) => id),
  );
  const gone = removed.flatMap(({ place, id }) => {
    const entry = entries.find(id);
    return entry === undefined || entry.live ? [] : [{ place, id }];
  });
  const users = await usersOf(
    runner,
    gone.map(({ id }) => id),
  );
  for (const { place, id } of gone) {
    const using = (users.get(id) ?? []).filter((user) => !dangling.has(user));
    if (using.length === 0) continue;
    faults.add([], { code: 'IN_USE', record: id, users: using.slice(0, 3), more: using.length > 3 }, place);
  }
}
