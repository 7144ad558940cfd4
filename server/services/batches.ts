// Batches: what was written together and can be taken back together. A revert puts every record back to what it was before
// the batch, in one write, or refuses and says which records stand in the way; it holds a page of records at a time.

import { conflict, invalid, notFound, OnRecordError } from '../domain/errors.ts';
import type { Fault } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { idProblem } from '../domain/ids.ts';
import type { Id } from '../domain/records.ts';
import type { Change, Store, Stored, Version } from '../store/store.ts';
import type { Curation, Patch } from './curation.ts';
import { quotesAfterRevert } from './quotes-after-revert.ts';
import { restorations } from './restorations.ts';
import type { Authorship, Writing } from './writing.ts';

/** Records that stand in the way, named in one answer. */
const NAMED = 100;

export function createBatches(store: Store, curation: Curation, writing: Writing) {
  async function standing(id: Id): Promise<Stored<'batch'>> {
    const problem = idProblem(id, ['batch']);
    if (problem !== null) throw invalid(['id'], problem);
    const [batch] = (await store.getMany([id])) as (Stored<'batch'> | null)[];
    if (!batch) throw notFound(['id'], 'batch', id);
    if (batch.record.reverted) throw conflict(['id'], { code: 'REVERTED_ALREADY' });
    return batch;
  }

  /** Looks before anything is written, and counts. */
  async function survey(batch: Id): Promise<number> {
    const inTheWay = new Map<Id, Version>();
    let count = 0;
    for await (const page of restorations(store, batch))
      for (const { id, obstacle } of page) {
        if (obstacle === null) count++;
        else if (inTheWay.size <= NAMED) inTheWay.set(id, obstacle);
      }
    if (inTheWay.size === 0) return count;
    const faults = new FaultCollector();
    for (const { id, author, time, version } of [...inTheWay.values()].slice(0, NAMED))
      faults.add(['id'], { code: 'REVERT_OVER_CHANGE', record: id, author, time, version });
    if (inTheWay.size > NAMED) faults.add(['id'], { code: 'REVERT_OVER_MANY', most: NAMED });
    throw new OnRecordError('CONFLICT', faults.list);
  }

  return {
    create(content: Patch, authorship: Authorship): Promise<Stored<'batch'>> {
      return curation.add('batch', content, authorship);
    },

    async revert(
      id: Id,
      reason: string,
      authorship: Authorship,
    ): Promise<{ batch: Stored<'batch'>; reverted: number }> {
      const faults = new FaultCollector();
      const checked = await writing.checkAuthorship({ ...authorship, reason }, faults);
      if (checked.reason === null && !faults.any) faults.add(['reason'], { code: 'MISSING_REVERT_REASON' });
      faults.throwIfAny();
      const base = await standing(id);
      const reverted = await survey(id);
      if (checked.ticket) checked.ticket.count = reverted;
      try {
        const record = { ...base.record, reverted: true };
        return { batch: await writing.stream(checked, changes(store, id), { kind: 'batch', record, base }), reverted };
      } catch (error) {
        throw inUse(error);
      }
    },
  };
}

export type Batches = ReturnType<typeof createBatches>;

async function* changes(store: Store, batch: Id): AsyncIterable<readonly Change[]> {
  const quotes = quotesAfterRevert(store, batch);
  for await (const page of restorations(store, batch)) {
    const restored: Change[] = [];
    for (const { kind, id, current, before } of page) {
      restored.push({ kind, id, record: before && (await quotes.refit(before)), expect: current?.version ?? 'NEW' });
      if (kind === 'source') restored.push(...(await quotes.elsewhere(id, current, before)));
    }
    yield restored;
  }
}

/** That others use what the batch added is no fault of the input: it can be put right, and then reverted. */
function inUse(error: unknown): unknown {
  if (!(error instanceof OnRecordError) || (error.code !== 'INVALID' && error.code !== 'CONFLICT')) return error;
  const faults = error.faults
    .slice(0, NAMED)
    .map((because): Fault => ({ code: 'REVERT_REFUSED', because, path: ['id'] }));
  return new OnRecordError('CONFLICT', faults.length === 0 ? error.message : faults, { cause: error });
}
