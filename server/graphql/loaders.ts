// Loaders turn the small questions of one level into one store call: every record of a page, every count of a list.
// They live for one request, so that nobody reads another's cache.

import DataLoader from 'dataloader';
import { canonicalJson } from '../domain/canonical-json.ts';
import { limit } from '../domain/errors.ts';
import type { Id } from '../domain/records.ts';
import type { Asking } from '../services/asking.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { resolveAlone, resolveFrom } from '../services/records.ts';
import type { ClaimFilter, Dimension, Related, Store, Stored } from '../store/store.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { chain } from './maybe-promise.ts';

/** Which end of a claim, or which of its sources, a count is about. */
export type CountedAs = Extract<Dimension, 'speaker' | 'target' | 'end' | 'source'>;

export function createLoaders(store: Store, ask: Asking) {
  const resolved = perKey(
    (asOf: number | undefined) =>
      new RecordLoader(async (ids, related) => {
        const found = await store.getMany(ids, asOf, related);
        return { found, resolve: resolveFrom(found, asOf) };
      }),
    (asOf) => asOf,
  );
  const alone = perKey(
    (asOf: number | undefined) =>
      new DataLoader<Id, ResolvedRecord | null>(
        async (ids) => (await store.getMany(ids, asOf)).map((stored) => stored && resolveAlone(stored, asOf)),
        { maxBatchSize: BATCH },
      ),
    (asOf) => asOf,
  );
  const counts = perKey(
    (as: CountedAs, filter: ClaimFilter) =>
      new DataLoader<Id, number>((ids) => countAll(ask, as, ids, filter), { maxBatchSize: BATCH }),
    (as, filter) => `${as} ${canonicalJson(filter)}`,
  );
  let named = 0;
  /** Records within records multiply, and only running tells how far. */
  const spend = (records: number) => {
    named += records;
    if (named > MOST_NAMED) throw limit([], { code: 'TOO_MANY_RECORDS_NAMED', most: MOST_NAMED });
  };

  return {
    /** As readers see it; a merged id gives the record that stands for it. */
    record(id: Id, asOf: number | undefined): MaybePromise<ResolvedRecord | null> {
      spend(1);
      return resolved(asOf).load(id);
    },
    records(ids: readonly Id[], asOf: number | undefined): MaybePromise<ResolvedRecord[]> {
      spend(ids.length);
      return chain(resolved(asOf).loadAll(ids), distinct);
    },
    /** The same, where what they refer to will be asked for: it is read with them. */
    naming(ids: readonly Id[], asOf: number | undefined): Promise<(ResolvedRecord | null)[]> {
      spend(ids.length);
      return resolved(asOf).naming(ids);
    },
    /** Remembers what was read elsewhere, related records with it. */
    know(found: readonly Stored[], asOf: number | undefined): void {
      resolved(asOf).know(found, resolveFrom(found, asOf));
    },
    /** By itself, as it is without judgements. */
    async alone(id: Id, asOf: number | undefined): Promise<ResolvedRecord | null> {
      return alone(asOf).load(id);
    },
    /** Claims that pass the filter and have this record there. */
    count(as: CountedAs, id: Id, filter: ClaimFilter): Promise<number> {
      return counts(as, filter).load(id);
    },
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

type Resolve = (id: Id) => ResolvedRecord | null;

/** Remembers records beside the promises for them: what is there needs no waiting. */
class RecordLoader {
  readonly #known = new Map<Id, ResolvedRecord | null>();
  readonly #loader: DataLoader<Id, ResolvedRecord | null>;
  /** Which related records are read with those that are asked for next. */
  #related: Related = 'DISPLAYED';

  constructor(
    read: (ids: readonly Id[], related: Related) => Promise<{ found: readonly (Stored | null)[]; resolve: Resolve }>,
  ) {
    this.#loader = new DataLoader(
      async (ids) => {
        const related = this.#related;
        this.#related = 'DISPLAYED';
        const { found, resolve } = await read(ids, related);
        for (const id of ids) this.#known.set(id, resolve(id));
        this.know(found, resolve);
        return ids.map(resolve);
      },
      { maxBatchSize: BATCH },
    );
  }

  /** What was known before stays: fields may hold it already. */
  know(found: readonly (Stored | null)[], resolve: Resolve): void {
    for (const stored of found)
      if (stored !== null && !this.#known.has(stored.id)) this.#known.set(stored.id, resolve(stored.id));
  }

  /** Whatever is asked for in the same moment comes in the same call, and so names what it names too. */
  async naming(ids: readonly Id[]): Promise<(ResolvedRecord | null)[]> {
    if (ids.some((id) => !this.#known.has(id))) this.#related = 'REFERENCED';
    return this.loadAll(ids);
  }

  load(id: Id): MaybePromise<ResolvedRecord | null> {
    return this.#known.get(id) ?? this.#loader.load(id);
  }

  loadAll(ids: readonly Id[]): MaybePromise<(ResolvedRecord | null)[]> {
    const known = ids.map((id) => this.#known.get(id));
    return known.every((record) => record !== undefined) ? known : Promise.all(ids.map((id) => this.#loader.load(id)));
  }
}

/** Two ids of one record are one record. */
function distinct(found: readonly (ResolvedRecord | null)[]): ResolvedRecord[] {
  const records = found.filter((record) => record !== null);
  return records.length < 2 ? records : [...new Map(records.map((record) => [record.id, record])).values()];
}

const MOST_NAMED = 100_000;
/** More than one page ever needs; a store reads this many in one go. */
const BATCH = 5_000;

async function countAll(ask: Asking, as: CountedAs, ids: readonly Id[], filter: ClaimFilter): Promise<number[]> {
  const question = { by: [as], unit: 'CLAIMS' } as const;
  const { rows } = await ask.tally(
    as === 'end' ? { ...question, filter, ends: ids } : { ...question, filter: restrictTo(as, ids, filter) },
  );
  const counts = new Map(rows.map(({ keys, n }) => [keys[0], n]));
  return ids.map((id) => counts.get(id) ?? 0);
}

/** Ids are canonical, and were among the filter's own when they were asked for. */
function restrictTo(as: Exclude<CountedAs, 'end'>, ids: readonly Id[], filter: ClaimFilter): ClaimFilter {
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
