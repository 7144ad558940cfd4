// The history of records: what each version did, when, by whom and why. Numbers of versions grow through the whole graph, so
// a reader who saw one can ask for what came after it, in order and without gaps.

import { differingFields } from '../domain/diff.ts';
import type { Id } from '../domain/records.ts';
import type { Page, Store, Version } from '../store/store.ts';

/** A version, with the record before it; null where it is the first. */
export interface Change extends Version {
  before: Version['record'];
}

/** Newest first. */
export async function historyOf(
  store: Store,
  id: Id,
  paging: { limit: number; before?: number | undefined },
): Promise<Page<Change>> {
  const { limit, before } = paging;
  // One more than asked for: each version is compared with the one before it.
  const page = await store.history(id, { limit: limit + 1, ...(before !== undefined && { before }) });
  const items = page.items
    .slice(0, limit)
    .map((version, index) => ({ ...version, before: page.items[index + 1]?.record ?? null }));
  return { ...page, items, more: page.items.length > limit };
}

/** Oldest first. */
export async function changesAfter(store: Store, after: number, limit: number): Promise<Page<Change>> {
  const page = await store.changes({ after, limit });
  const latest = await beforePage(store, page.items, after);
  const items = page.items.map((version) => {
    const before = latest.get(version.id) ?? null;
    latest.set(version.id, version.record);
    return { ...version, before };
  });
  return { ...page, items };
}

/** A page has no gaps: before it, its records stood as they did at `after`. */
async function beforePage(
  store: Store,
  versions: readonly Version[],
  after: number,
): Promise<Map<Id, Version['record']>> {
  const older = [...new Set(versions.filter(({ outcome }) => outcome !== 'ADDED').map(({ id }) => id))];
  const found = older.length === 0 ? [] : await store.getMany(older, after);
  return new Map(found.flatMap((stored) => (stored ? [[stored.id, stored.record]] : [])));
}

/** Top-level fields that differ from the version before; all fields for the first. */
export function changedFields({ record, before }: Change): string[] {
  return differingFields(record ?? {}, before ?? {});
}

/** A private view is its owner's: to others its versions tell that something happened, and no more. */
export function isHidden(record: Version['record'], reader: string | null): boolean {
  if (record === null || !('visibility' in record)) return false;
  return record.visibility === 'PRIVATE' && record.owner !== reader;
}
