// Pages of the flat table: one row per claim x speaker x target, so that a data frame is one step away.

import type { Attribution, ClaimFilter, Page, Paging, Store } from '../store/store.ts';
import type { ClaimRow } from './claim-columns.ts';
import type { RowsAt } from './row-reader.ts';
import { rowReader } from './row-reader.ts';

export type RowOrder = 'SAID_ASC' | 'SAID_DESC';

export interface RowQuery extends Paging, Omit<RowsAt, 'asOf'> {
  filter: ClaimFilter;
  order: RowOrder;
}

/** Where a page holds this much text it ends, whatever its size. */
const MOST_TEXT = 16_000_000;

/** Each row with its sort keys. Long texts make a page shorter than was asked for; `more` tells. */
export async function claimRows(
  store: Store,
  { curators, datasetVersion, ...query }: RowQuery,
): Promise<Page<{ row: ClaimRow; keys: string[] }>> {
  const page = await store.attributions(query);
  const read = rowReader(store, { asOf: query.filter.asOf, datasetVersion, curators });
  const items: { row: ClaimRow; keys: string[] }[] = [];
  let length = 0;
  for await (const part of read(page.items))
    for (const { row, attribution, ...one } of part) {
      items.push({ row, keys: keysOf(attribution) });
      length += one.length;
      if (length >= MOST_TEXT) return { ...page, items, more: page.more || items.length < page.items.length };
    }
  return { ...page, items };
}

export function keysOf({ said, claim, speaker, target, stance }: Attribution): string[] {
  return [said, claim, speaker, target, stance];
}
