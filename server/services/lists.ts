// Lists of records, each with the sort keys that tell where a page stands.

import { saidKey } from '../domain/dates.ts';
import { specOf } from '../domain/kinds.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { ClaimOrder, ClaimQuery, ListOrder, ListQuery, Page, Paging, Store, Stored } from '../store/store.ts';
import type { ResolvedRecord } from './records.ts';
import { resolveFrom } from './records.ts';

type Keys = (string | number)[];

export interface ListFilter {
  facets?: Record<string, readonly string[]>;
  places?: readonly string[];
  from?: string;
  to?: string;
  undated?: ListQuery['undated'];
}

export interface ListItem<K extends RecordKind> {
  record: ResolvedRecord<K>;
  keys: Keys;
}

export async function list<K extends RecordKind>(
  store: Store,
  kind: K,
  filter: ListFilter,
  order: ListOrder,
  paging: Paging,
): Promise<Page<ListItem<K>>> {
  const page = (await store.find({ kind, order, ...filter, ...paging, related: 'DISPLAYED' })) as Page<Stored<K>>;
  const resolve = resolveFrom([...page.items, ...(page.related ?? [])], undefined);
  // The keys are those of the record by itself: what others add must not move it.
  return {
    ...page,
    items: page.items.map((stored) => ({
      record: resolve(stored.id) as ResolvedRecord<K>,
      keys: listKeys(stored, order),
    })),
  };
}

export async function listClaims(store: Store, query: ClaimQuery): Promise<Page<ListItem<'claim'>>> {
  const page = await store.claims(query);
  const asOf = query.filter.asOf;
  return {
    ...page,
    items: page.items.map((stored) => ({ record: { ...stored, asOf }, keys: claimKeys(stored, query.order) })),
  };
}

function listKeys(stored: Stored, order: ListOrder): Keys {
  if (order.startsWith('RECORDED')) return [stored.first, stored.id];
  const spec = specOf(stored.kind);
  return [order.startsWith('TITLE') ? spec.title(stored.record) : saidKey(spec.bounds(stored.record)), stored.id];
}

function claimKeys(stored: Stored<'claim'>, order: ClaimOrder): Keys {
  return [order.startsWith('RECORDED') ? stored.first : saidKey(specOf('claim').bounds(stored.record)), stored.id];
}
