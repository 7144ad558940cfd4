// Accepts or rejects every proposed claim of a filter, such as those of one import, in one write that is one batch and can be
// taken back as such. The claims are read a page at a time at one version, and each must still stand as it was read.

import { conflict, OnRecordError } from '../domain/errors.ts';
import type { Fault, Problem } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { given } from '../domain/faults/given.ts';
import { Reader } from '../domain/fields.ts';
import { newId } from '../domain/ids.ts';
import { specOf } from '../domain/kinds.ts';
import { TEXTS } from '../domain/limits.ts';
import type { Batch, Claim, ClaimStatus } from '../domain/records.ts';
import { STATUSES_WITH_REASON } from '../domain/status.ts';
import type { Change, ClaimFilter, Store, Stored } from '../store/store.ts';
import { readClaimFilter } from './claim-filter.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Authorship, CheckedAuthorship, Draft, Writing } from './writing.ts';

export interface ReviewAll {
  filter: unknown;
  status: ClaimStatus;
  statusReason?: string | null | undefined;
}

export interface ReviewedAll {
  count: number;
  /** Null when there was no claim, or nothing was written. */
  batch: Stored<'batch'> | null;
}

/** What was decided about a claim is undone by a look at that claim. */
const DECIDED: readonly ClaimStatus[] = ['ACCEPTED', 'REJECTED'];
const REVIEWED: readonly ClaimStatus[] = ['PROPOSED'];
const PAGE = 500;
/** Claims that stand in the way, named in one answer. */
const NAMED = 100;

export function createReviewAll(store: Store, writing: Writing) {
  async function once(asked: ReviewAll, authorship: Authorship): Promise<ReviewedAll> {
    const faults = new FaultCollector();
    const checked = await writing.checkAuthorship(authorship, faults);
    const at = faults.at(['all']);
    const status = asked.status;
    if (!DECIDED.includes(status)) at.add(['status'], notAChoice(DECIDED, status));
    const statusReason = new Reader(at).optionalText({ ...asked }, 'statusReason', TEXTS.reason);
    if (statusReason === null && STATUSES_WITH_REASON.has(status))
      at.add(['statusReason'], { code: 'MISSING_STATUS_REASON', status });
    const filter = await readClaimFilter(store, asked.filter, at.at(['filter']));
    for (const [index, one] of (filter.statuses ?? []).entries())
      if (!REVIEWED.includes(one)) at.add(['filter', 'statuses', index], notAChoice(REVIEWED, one));
    faults.throwIfAny();
    const asOf = filter.asOf ?? (await store.stats()).datasetVersion;
    const read = { statuses: REVIEWED, ...filter, asOf };
    const { total } = await store.claims({ filter: read, order: 'RECORDED_ASC', limit: 1, total: true });
    const count = total ?? 0;
    if (checked.ticket) checked.ticket.count = count;
    const reviewed = (claim: Claim): Claim => ({ ...claim, status, statusReason });
    const draft = await batchOf(checked, `${count === 1 ? '1 claim' : `${count} claims`} ${status}`);
    try {
      const batch = await writing.streamInBatch(checked, changes(read, reviewed), count, draft);
      return { count, batch };
    } catch (error) {
      throw inTheWay(error);
    }
  }

  async function* changes(filter: ClaimFilter, reviewed: (claim: Claim) => Claim): AsyncGenerator<Change[]> {
    const faults = new FaultCollector();
    let after: readonly (string | number)[] | undefined;
    for (let more = true; more; ) {
      const page = await store.claims({ filter, order: 'RECORDED_ASC', limit: PAGE, after });
      yield page.items.map(({ id, version, record }): Change => {
        const now = reviewed(record);
        const found = new FaultCollector();
        specOf('claim').parse(now, found);
        for (const fault of found.list) faults.add(['all'], { ...fault, whose: id });
        return { kind: 'claim', id, record: now, expect: version };
      });
      const last = page.items.at(-1);
      after = last && [last.first, last.id];
      more = page.more;
    }
    faults.throwIfAny();
  }

  async function batchOf(checked: CheckedAuthorship, name: string): Promise<Draft<'batch'>> {
    if (checked.batch === null) {
      const record: Batch = { id: newId('batch'), name, description: null, reverted: false };
      return { kind: 'batch', record, base: null };
    }
    const [base] = (await store.getMany([checked.batch])) as (Stored<'batch'> | null)[];
    if (!base) throw conflict(['batch'], { code: 'UNKNOWN_BATCH' });
    return { kind: 'batch', record: base.record, base };
  }

  /**
   * Ends whoever waits for it: what was asked with a key can be asked again. Claims that change in between are read anew, unless
   * it was said as of when they are meant.
   */
  return (asked: ReviewAll, authorship: Authorship): Promise<ReviewedAll> =>
    store.whileWanted(new AbortController().signal, () =>
      isPinned(asked.filter) ? once(asked, authorship) : retryOnConflict(() => once(asked, authorship)),
    );
}

function notAChoice(choices: readonly ClaimStatus[], status: ClaimStatus): Problem {
  return { code: 'NOT_A_CHOICE', choices, given: given(status), meant: null };
}

function isPinned(filter: unknown): boolean {
  return typeof (filter as { asOf?: unknown } | null)?.asOf === 'number';
}

/** A claim of the filter is in no field of the input. */
function inTheWay(error: unknown): unknown {
  if (!(error instanceof OnRecordError) || error.faults.length === 0) return error;
  const named = error.faults.map(
    ({ changeIndex, ...fault }): Fault => (changeIndex === undefined ? fault : { ...fault, path: ['all', 'filter'] }),
  );
  const more: Fault = { code: 'MORE_FAULTS', count: named.length - NAMED, path: [] };
  return new OnRecordError(error.code, named.length > NAMED ? [...named.slice(0, NAMED), more] : named, {
    cause: error,
  });
}
