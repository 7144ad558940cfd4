// What the engine needs to know at the end of a write, looked up for a part of it at a time: the versions that referred forward
// with the records that they refer to, and who still refers to what was removed.

import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Claim } from '../../domain/records.ts';
import type { Deferred, Removed, WriteDecisions } from '../engine/write-decisions.ts';
import type { ClaimIndex } from './claim-index.ts';
import type { Runner } from './database.ts';
import type { RecordHeads } from './record-heads.ts';
import { dataOf } from './record-heads.ts';
import { referrersOf } from './referrers.ts';

/** Indexes those whose references have all come. */
export async function checkDeferred(
  decisions: WriteDecisions,
  part: readonly Deferred[],
  runner: Runner,
  heads: RecordHeads,
  claims: ClaimIndex,
): Promise<void> {
  const texts = await dataOf(
    runner,
    part.map(({ version }) => version),
  );
  const found = part.map((deferred) => {
    const record = readRecord(deferred.kind, texts.get(deferred.version) as string);
    return { deferred, record, refs: specOf(deferred.kind).refs(record) };
  });
  await heads.load(
    runner,
    found.flatMap(({ deferred, refs }) => [deferred.id, ...refs.map((ref) => ref.id)]),
  );
  for (const { deferred, record } of found) {
    const complete = decisions.checkDeferred(deferred, record, (id) => heads.live(id) !== undefined);
    const { kind, id, version } = deferred;
    const head = heads.find(id);
    if (complete && kind === 'claim' && head?.version === version) claims.open(head.first, version, record as Claim);
  }
  await claims.take().into(runner);
}

/** What came back after it was removed is not asked about. */
export async function checkRemoved(
  decisions: WriteDecisions,
  part: readonly Removed[],
  runner: Runner,
  heads: RecordHeads,
): Promise<void> {
  await heads.load(
    runner,
    part.map(({ id }) => id),
  );
  const gone = part.filter(({ id }) => heads.live(id) === undefined);
  const referrers = await referrersOf(
    runner,
    gone.map(({ id }) => id),
  );
  for (const removed of gone) decisions.checkRemoved(removed, referrers.get(removed.id) ?? []);
}
