// Saved views that somebody may find in a list: public ones, and their own. Two lists in the same order, walked as one.

import type { Page, Paging, Store, Stored } from '../store/store.ts';
import type { ListItem } from './lists.ts';
import { list } from './lists.ts';

/** Newest first. `owner` is the name of the reader's token; null without one. */
export async function readableViews(
  store: Store,
  owner: string | null,
  paging: Paging,
): Promise<Page<ListItem<'view'>>> {
  const shared = { visibility: ['PUBLIC'] };
  const views = (facets: Record<string, readonly string[]>, page: Paging) =>
    list(store, 'view', { facets }, 'RECORDED_DESC', page);
  if (owner === null) return views(shared, paging);
  const own = { owner: [owner] };
  const [all, mine, both] = await Promise.all([
    views(shared, paging),
    views(own, paging),
    paging.total ? views({ ...shared, ...own }, { limit: 1, total: true }) : null,
  ]);
  const merged = [...new Map([...all.items, ...mine.items].map((item) => [item.record.id, item])).values()].sort(
    (a, b) => compareNewest(a.record, b.record),
  );
  return {
    items: merged.slice(0, paging.limit),
    more: all.more || mine.more || merged.length > paging.limit,
    total: both === null ? null : (all.total ?? 0) + (mine.total ?? 0) - (both.total ?? 0),
  };
}

function compareNewest(a: Stored, b: Stored): number {
  return b.first - a.first;
}
