// Loaders turn the small questions of one level into one store call: every record of a page, every count of a list.
// They live for one request, so that nobody reads another's cache.

import DataLoader from 'dataloader';
import { canonicalJson } from '../domain/canonical-json.ts';
import { limit } from '../domain/errors.ts';
import type { Id } from '../domain/records.ts';
import type { Seen } from '../services/records.ts';
import { seeAlone, seeMany } from '../services/records.ts';
import type { ClaimFilter, Dimension, Store } from '../store/store.ts';

/** Which end of a claim, or which of its sources, a count is about. */
export type CountedAs = Extract<Dimension, 'speaker' | 'target' | 'end' | 'source'>;

export interface Loaders {
  /** As readers see it; a merged id gives the record that stands for it. */
  record(id: Id, asOf: number | undefined): Promise<Seen | null>;
  records(ids: readonly Id[], asOf: number | undefined): Promise<Seen[]>;
  /** By itself, as it is without judgements. */
  alone(id: Id, asOf: number | undefined): Promise<Seen | null>;
  /** Claims that pass the filter and have this record there. */
  count(as: CountedAs, id: Id, filter: ClaimFilter): Promise<number>;
}

export function createLoaders(store: Store): Loaders {
  const records = (read: (ids: readonly Id[], asOf: number | undefined) => Promise<(Seen | null)[]>) =>
    perKey(
      (asOf: number | undefined) => new DataLoader<Id, Seen | null>((ids) => read(ids, asOf), { maxBatchSize: BATCH }),
      (asOf) => asOf,
    );
  const seen = records((ids, asOf) => seeMany(store, ids, asOf));
  const alone = records(async (ids, asOf) =>
    (await store.getMany(ids, asOf)).map((stored) => stored && seeAlone(stored, asOf)),
  );
  const counts = perKey(
    (as: CountedAs, filter: ClaimFilter) =>
      new DataLoader<Id, number>((ids) => countAll(store, as, ids, filter), { maxBatchSize: BATCH }),
    (as, filter) => `${as} ${canonicalJson(filter)}`,
  );
  let named = 0;
  /** Records within records multiply, and only running tells how far. */
  const spend = (records: number) => {
    named += records;
    if (named > MOST_NAMED)
      throw limit(`the answer would name more than ${MOST_NAMED} records`, 'ask for fewer records within records');
  };

  return {
    async record(id, asOf) {
      spend(1);
      return seen(asOf).load(id);
    },
    async records(ids, asOf) {
      spend(ids.length);
      const loader = seen(asOf);
      const found = await Promise.all(ids.map((id) => loader.load(id)));
      // Two ids of one record are one record.
      return [...new Map(found.flatMap((record) => (record ? [[record.id, record]] : []))).values()];
    },
    alone: (id, asOf) => alone(asOf).load(id),
    count(as, id, filter) {
      return counts(as, filter).load(id);
    },
  };
}

const MOST_NAMED = 100_000;
/** More than one page ever needs; a store reads this many in one go. */
const BATCH = 5_000;

async function countAll(store: Store, as: CountedAs, ids: readonly Id[], filter: ClaimFilter): Promise<number[]> {
  const question = { by: [as], unit: 'CLAIMS' } as const;
  const { rows } = await store.tally(
    as === 'end' ? { ...question, filter, ends: ids } : { ...question, filter: narrowed(as, ids, filter) },
  );
  const counts = new Map(rows.map(({ keys, n }) => [keys[0], n]));
  return ids.map((id) => counts.get(id) ?? 0);
}

/** Ids are canonical, and were among the filter's own when they were asked for. */
function narrowed(as: Exclude<CountedAs, 'end'>, ids: readonly Id[], filter: ClaimFilter): ClaimFilter {
  const field = as === 'speaker' ? 'speakers' : as === 'target' ? 'targets' : 'sources';
  return { ...filter, [field]: ids };
}

/** One of them for each key, made when it is first needed. */
function perKey<A extends unknown[], V>(make: (...args: A) => V, keyOf: (...args: A) => unknown): (...args: A) => V {
  const made = new Map<unknown, V>();
  return (...args) => {
    const key = keyOf(...args);
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(...args);
    made.set(key, value);
    return value;
  };
}
