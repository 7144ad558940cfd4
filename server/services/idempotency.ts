// Idempotency keys: a request that is sent again with its key gets the first answer, and nothing is written twice. What a
// key answered is kept in the same transaction as what was written, for a day, apart for every token name.

import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { sameValue } from '../domain/diff.ts';
import { conflict, OnRecordError } from '../domain/errors.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { Reader } from '../domain/fields.ts';
import type { Id } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';
import type { Ticket } from './writing.ts';

export interface Answer {
  records: Stored[];
  count: number | null;
}

export interface Request {
  /** Name of the token. */
  author: string;
  key: string | null | undefined;
  operation: string;
  input: object;
}

/** Each record of an answer is its first version after `after`; with `same` it was found as it was to be, at `after`. */
interface KeptAnswer {
  request: string;
  time: string;
  count: number | null;
  records: { id: Id; after: number; same: boolean }[];
}

const SPACE = 'idempotency';
const KEPT_FOR = 24 * 60 * 60 * 1000;
const SWEEP_EVERY = 60 * 60 * 1000;
const SWEPT_AT_ONCE = 1_000;
const KEY_RULES = { max: 200 };

export function createIdempotency(store: Store, now: () => Date) {
  let swept = 0;
  const expired = (answer: KeptAnswer) => now().getTime() - Date.parse(answer.time) >= KEPT_FOR;

  async function replay(kept: KeptAnswer, request: string): Promise<Answer> {
    if (kept.request !== request)
      throw new OnRecordError('IDEMPOTENCY_KEY_REUSED', [{ code: 'KEY_REUSED', path: ['idempotencyKey'] }]);
    const versions = await Promise.all(
      kept.records.map((record) => (record.same ? record.after : versionAfter(store, record))),
    );
    const asOf = Math.max(0, ...versions);
    const records = await store.getMany(
      kept.records.map(({ id }) => id),
      asOf,
    );
    return { records: records.filter((record) => record !== null), count: kept.count };
  }

  async function answered(key: string): Promise<KeptAnswer | null> {
    const kept = (await store.getEntry(SPACE, key)) as KeptAnswer | null;
    return kept === null || expired(kept) ? null : kept;
  }

  async function ticketFor(key: string, request: string): Promise<Ticket> {
    const { datasetVersion } = await store.stats();
    const ticket: Ticket = {
      count: null,
      look: async () => {
        if ((await answered(key)) !== null) throw conflict(['idempotencyKey'], { code: 'KEY_ANSWERED' });
      },
      entry: (drafts) => {
        const records = drafts.map(({ record, base }) => ({
          id: record.id,
          after: base?.version ?? datasetVersion,
          same: base !== null && sameValue(base.record, record),
        }));
        const value: KeptAnswer = { request, time: now().toISOString(), count: ticket.count, records };
        return { space: SPACE, key, value };
      },
    };
    return ticket;
  }

  async function sweep(): Promise<void> {
    if (now().getTime() - swept < SWEEP_EVERY) return;
    swept = now().getTime();
    const old = (await store.listEntries(SPACE)).filter(({ value }) => expired(value as KeptAnswer));
    for (let from = 0; from < old.length; from += SWEPT_AT_ONCE)
      await store.putEntries(
        old.slice(from, from + SWEPT_AT_ONCE).map(({ key }) => ({ space: SPACE, key, value: null })),
      );
  }

  return {
    async once(
      { author, key: given, operation, input }: Request,
      run: (ticket: Ticket | undefined) => Promise<Answer>,
    ): Promise<Answer> {
      const faults = new FaultCollector();
      const chosen = new Reader(faults).optionalText({ idempotencyKey: given }, 'idempotencyKey', KEY_RULES);
      faults.throwIfAny();
      if (chosen === null) return run(undefined);
      const key = digest([author, chosen]);
      const request = digest([operation, input]);
      await sweep();
      const before = await answered(key);
      if (before !== null) return replay(before, request);
      try {
        return await run(await ticketFor(key, request));
      } catch (error) {
        // The same request may have come twice at once, to this server or to two: what the first one wrote stands in the way.
        const first = error instanceof OnRecordError && error.code === 'CONFLICT' ? await answered(key) : null;
        if (first === null) throw error;
        return replay(first, request);
      }
    },
  };
}

export type Idempotency = ReturnType<typeof createIdempotency>;

function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

async function versionAfter(store: Store, { id, after }: { id: Id; after: number }): Promise<number> {
  let found = after;
  for (let before: number | undefined; ; before = found) {
    const page = await store.history(id, { limit: 100, ...(before !== undefined && { before }) });
    for (const { version } of page.items) {
      if (version <= after) return found;
      found = version;
    }
    if (!page.more) return found;
  }
}
