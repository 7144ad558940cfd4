// The last step of every write: checks the author, the reason and the batch, stamps the server's time, and hands the
// changes to the store in one transaction. What the store acknowledged comes back as it will be read.

import type { FaultCollector } from '../domain/faults/fault-collector.ts';
import { Reader } from '../domain/fields.ts';
import { kindOf } from '../domain/ids.ts';
import { TEXTS } from '../domain/limits.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id, RecordOf } from '../domain/records.ts';
import type { Change, KeyValueEntry, Store, Stored } from '../store/store.ts';

/** The author of a write, and what the history will say about it. */
export interface Authorship {
  /** Name of the token. */
  author: string;
  reason?: string | null | undefined;
  batch?: Id | null | undefined;
  /** Checks everything, writes nothing. */
  dryRun?: boolean | null | undefined;
  /** Keeps the answer for a replay, in the same transaction. */
  ticket?: Ticket | undefined;
  /** Looks whether something stands in the way, when nobody can write in between any more. */
  look?: (() => Promise<void>) | undefined;
}

/** A record that must still stand at this version when the write happens. */
export interface Hold {
  id: Id;
  version: number;
}

/** Authorship whose reason and batch were checked. */
export interface CheckedAuthorship {
  author: string;
  reason: string | null;
  batch: Id | null;
  dryRun: boolean;
  ticket: Ticket | undefined;
  looks: (() => Promise<void>)[];
  holds: Hold[];
}

/** A record as it is to be written, and as it was before. */
export interface Draft<K extends RecordKind = RecordKind> {
  kind: K;
  record: RecordOf[K];
  base: Stored<K> | null;
}

/** Keeps the answer to a request with a key; `count` is for answers that are not records alone. */
export interface Ticket {
  count: number | null;
  /** Refuses what has been answered meanwhile. */
  look(): Promise<void>;
  entry(drafts: readonly Draft[]): KeyValueEntry;
}

export function createWriting(store: Store, now: () => Date) {
  const stamp = (
    { author, reason, batch, dryRun, holds, looks, ticket }: CheckedAuthorship,
    drafts: readonly Draft[],
  ) => ({
    author,
    reason,
    batch,
    dryRun,
    holds,
    time: now().toISOString(),
    look: async () => {
      for (const look of looks) await look();
    },
    ...(ticket && { entries: [ticket.entry(drafts)] }),
  });
  return {
    /** Adds a fault for a reason or batch that cannot be. The batch is held, so that a revert meanwhile refuses the write. */
    async checkAuthorship(authorship: Authorship, faults: FaultCollector): Promise<CheckedAuthorship> {
      const reader = new Reader(faults);
      const checked: CheckedAuthorship = {
        author: authorship.author,
        reason: reader.optionalText({ reason: authorship.reason }, 'reason', TEXTS.reason),
        batch: reader.optionalId({ batch: authorship.batch }, 'batch', ['batch']),
        dryRun: authorship.dryRun === true,
        ticket: authorship.ticket,
        looks: [authorship.ticket?.look, authorship.look].filter((look) => look !== undefined),
        holds: [],
      };
      if (checked.batch === null || kindOf(checked.batch) === null) return checked;
      const [batch] = (await store.getMany([checked.batch])) as (Stored<'batch'> | null)[];
      if (!batch) faults.add(['batch'], { code: 'UNKNOWN_BATCH' });
      else if (batch.record.reverted) faults.add(['batch'], { code: 'REVERTED_BATCH' });
      else checked.holds.push({ id: batch.id, version: batch.version });
      return checked;
    },

    /** The drafts are the answer; `others` are written with them. */
    async write<K extends RecordKind>(
      authorship: CheckedAuthorship,
      drafts: readonly Draft<K>[],
      others: readonly Change[] = [],
    ): Promise<Stored<K>[]> {
      const { results } = await store.write(stamp(authorship, drafts), [...drafts.map(changeOf), ...others]);
      return drafts.map((draft, index) => storedAs(draft, results[index]?.version));
    },

    /** What does not fit into memory, and at last the draft, which is the answer. */
    async stream<K extends RecordKind>(
      authorship: CheckedAuthorship,
      others: AsyncIterable<readonly Change[]>,
      last: Draft<K>,
    ): Promise<Stored<K>> {
      const { version } = await store.write(stamp(authorship, [last]), followedBy(others, changeOf(last)));
      return storedAs(last, version);
    },

    /**
     * What does not fit into memory, as one batch, which is the answer: it is made with the changes where it is new, and null
     * where there are none of them, or they were only tried.
     */
    async streamInBatch(
      authorship: CheckedAuthorship,
      changes: AsyncIterable<readonly Change[]>,
      count: number,
      batch: Draft<'batch'>,
    ): Promise<Stored<'batch'> | null> {
      const { id } = batch.record;
      const isMade = batch.base === null;
      const stamped = stamp({ ...authorship, batch: id }, count === 0 && isMade ? [] : [batch]);
      const { version } = await store.write({ ...stamped, ...(isMade && { batchRecord: batch.record }) }, changes);
      if (count === 0) return null;
      if (!isMade) return batch.base;
      return authorship.dryRun ? null : storedAs(batch, version);
    },
  };
}

export type Writing = ReturnType<typeof createWriting>;

export function changeOf({ kind, record, base }: Draft): Change {
  return { kind, id: record.id, record, expect: base?.version ?? 'NEW' };
}

async function* followedBy(changes: AsyncIterable<readonly Change[]>, last: Change): AsyncIterable<readonly Change[]> {
  yield* changes;
  yield [last];
}

function storedAs<K extends RecordKind>({ kind, record, base }: Draft<K>, version: number | undefined): Stored<K> {
  if (version === undefined) throw new Error(`the store gave no version for ${record.id}`);
  const { id } = record;
  return {
    kind,
    id,
    version,
    first: base?.first ?? version,
    record,
    canonical: base?.canonical ?? id,
    members: base?.members ?? [id],
  };
}
