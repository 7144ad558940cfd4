// What taking a batch back would do, record by record: what each was before the batch, or what stands in the way. Read in
// pages, so that a batch of a million records needs no more memory than one of a thousand.

import type { RecordKind } from '../domain/record-kinds.ts';
import type { AnyRecord, Id } from '../domain/records.ts';
import type { Store, Stored, Version } from '../store/store.ts';

export interface Restoration {
  kind: RecordKind;
  id: Id;
  /** As it stands; null when the batch removed it. */
  current: Stored | null;
  /** As it was before the batch; null when there was none. */
  before: AnyRecord | null;
  /** The version that somebody wrote since, outside the batch. Nothing can be restored then. */
  obstacle: Version | null;
}

/** Few, because each may be a source with a long text. */
const PAGE = 200;
const WALK = 50;

/** Each record once, when its last version within the batch is met; one with an obstacle perhaps more often. */
export async function* restorations(store: Store, batch: Id): AsyncIterable<Restoration[]> {
  for (let after = 0, more = true; more; ) {
    const page = await store.changes({ after, limit: PAGE, batch });
    const ids = [...new Set(page.items.map(({ id }) => id))];
    const found = new Map((await store.getMany(ids)).map((stored, index) => [ids[index], stored]));
    const restored: Restoration[] = [];
    for (const version of page.items) {
      // The batch itself stays, to say that it was reverted.
      if (version.id === batch) continue;
      const restoration = await restorationOf(store, version, found.get(version.id) ?? null);
      if (restoration !== null) restored.push(restoration);
    }
    yield restored;
    after = page.items.at(-1)?.version ?? after;
    more = page.more;
  }
}

async function restorationOf(store: Store, written: Version, current: Stored | null): Promise<Restoration | null> {
  const { kind, id, version, batch } = written;
  const isLast = current?.version === version;
  // What most of an import is: added once, and never touched again.
  if (isLast && current.first === version) return { kind, id, current, before: null, obstacle: null };
  if (!isLast) {
    const newest = await firstWhere(store, id, undefined, (later) => later.batch !== batch || later.version <= version);
    if (newest !== null && newest.version > version) return { kind, id, current, before: null, obstacle: newest };
    const last = await firstWhere(store, id, undefined, () => true);
    // A later version within the batch will be met in its turn.
    if (last?.version !== version) return null;
  }
  const before = await firstWhere(store, id, version, (earlier) => earlier.batch !== batch);
  return { kind, id, current, before: before?.record ?? null, obstacle: null };
}

/** The record as it will be once the batch is taken back, whether it is part of it or not. */
export async function withoutBatch(store: Store, batch: Id, id: Id): Promise<AnyRecord | null> {
  return (await firstWhere(store, id, undefined, (version) => version.batch !== batch))?.record ?? null;
}

export async function isLastWrittenBy(store: Store, batch: Id, id: Id): Promise<boolean> {
  return (await firstWhere(store, id, undefined, () => true))?.batch === batch;
}

/** Walks back from the newest version, or from `before`. */
async function firstWhere(
  store: Store,
  id: Id,
  before: number | undefined,
  fits: (version: Version) => boolean,
): Promise<Version | null> {
  for (let from = before, more = true; more; ) {
    const page = await store.history(id, { limit: WALK, ...(from !== undefined && { before: from }) });
    const found = page.items.find(fits);
    if (found) return found;
    from = page.items.at(-1)?.version;
    more = page.more && from !== undefined;
  }
  return null;
}
