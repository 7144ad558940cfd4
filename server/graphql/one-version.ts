// The store as one operation reads it: everything that names no version is read at one, whatever is written meanwhile, so that
// what stands in one answer adds up. That version is looked up once, with the first read.

import { endOfWrite } from '../services/end-of-write.ts';
import type { ClaimFilter, Page, Store, Version } from '../store/store.ts';

export interface OneVersion {
  store: Store;
  /** The version that is read for `asOf`; without one, that of the operation. */
  version(asOf?: number): Promise<number>;
  /** The version of the operation; null where nothing has been read. */
  versionRead(): Promise<number> | null;
  /** Where the references of what is read at a version are read: at the end of its write. Known at once for what was read before. */
  endOfWrite(version: number): number | Promise<number>;
  /** Whether some of what was read may be of another version: lists of records and searches are only read as they are now. */
  readonly hasMoved: boolean;
}

/** How often a list is read again because something was written meanwhile. */
const MOST_TRIES = 20;

export function readAtOneVersion(store: Store): OneVersion {
  let newest: ReturnType<Store['stats']> | null = null;
  /** Whether something was read at that version, or told of it. */
  let isRelied = false;
  let hasMoved = false;
  const ends = new Map<number, number>();

  const stats = () => {
    newest ??= store.stats();
    return newest;
  };
  const version = async (asOf?: number): Promise<number> => {
    if (asOf !== undefined) return asOf;
    isRelied = true;
    return (await stats()).datasetVersion;
  };
  const filtered = async <Q extends { filter: ClaimFilter }>(query: Q): Promise<Q> => ({
    ...query,
    filter: { ...query.filter, asOf: await version(query.filter.asOf) },
  });
  const remember = (page: Page<Version>): Page<Version> => {
    for (const item of page.items) ends.set(item.version, item.write.last);
    return page;
  };
  /** Sets the version where nothing else has: a list is mostly the first that an operation reads. */
  const asItIsNow = async <T>(read: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      const pinned = stats();
      const { datasetVersion } = await pinned;
      const found = await read();
      const now = await store.stats();
      // Another list may have moved the version along meanwhile.
      const isPinned = pinned === newest;
      if (isPinned && now.datasetVersion === datasetVersion) {
        isRelied = true;
        return found;
      }
      if (tries >= MOST_TRIES || (isPinned && isRelied)) {
        hasMoved = true;
        return found;
      }
      if (isPinned) newest = Promise.resolve(now);
    }
  };

  return {
    version,
    versionRead: () => newest && version(),
    endOfWrite: (of) =>
      ends.get(of) ??
      endOfWrite(store, of).then((end) => {
        ends.set(of, end);
        return end;
      }),
    get hasMoved() {
      return hasMoved;
    },
    store: {
      ...store,
      getMany: async (ids, asOf, related) => store.getMany(ids, await version(asOf), related),
      find: (query) => asItIsNow(() => store.find(query)),
      search: (queries) => asItIsNow(() => store.search(queries)),
      claims: async (query) => store.claims(await filtered(query)),
      attributions: async (query) => store.attributions(await filtered(query)),
      tally: async (tallies) => store.tally(await Promise.all(tallies.map(filtered))),
      paths: async (query) => store.paths(await filtered(query)),
      history: async (id, { limit, before = Number.MAX_SAFE_INTEGER }) => {
        const last = await version();
        return remember(await store.history(id, { limit, before: Math.min(before, last + 1) }));
      },
      changes: async (query) => {
        const last = await version();
        const page = remember(await store.changes(query));
        const items = page.items.filter((item) => item.version <= last);
        return { ...page, items, more: page.more && items.length === page.items.length };
      },
      stats: (asOf) => {
        if (asOf !== undefined) return store.stats(asOf);
        isRelied = true;
        return stats();
      },
    },
  };
}
