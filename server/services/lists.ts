// Lists of records by kind: which filters they take, and the sort keys that tell where a page stands.

import { saidKey } from '../domain/dates.ts';
import type { Fault } from '../domain/errors.ts';
import { invalid } from '../domain/errors.ts';
import type { RecordKind } from '../domain/ids.ts';
import { idProblem } from '../domain/ids.ts';
import { specOf } from '../domain/kinds.ts';
import { externalKey } from '../domain/name-fields.ts';
import type { ClaimOrder, ClaimQuery, ListOrder, ListQuery, Page, Paging, Store, Stored } from '../store/store.ts';
import { withoutGaps } from './claim-filter.ts';
import type { Seen } from './records.ts';
import { seeStored, withMembers } from './records.ts';

type Keys = (string | number)[];
type Given<T> = T | null | undefined;

export interface ListFilter {
  facets?: Record<string, readonly string[]>;
  from?: string;
  to?: string;
  undated?: ListQuery['undated'];
}

export interface Listed<K extends RecordKind> {
  seen: Seen<K>;
  keys: Keys;
}

export async function list<K extends RecordKind>(
  store: Store,
  kind: K,
  filter: ListFilter,
  order: ListOrder,
  paging: Paging,
): Promise<Page<Listed<K>>> {
  const page = (await store.find({ kind, order, ...filter, ...paging })) as Page<Stored<K>>;
  const seen = await seeStored(store, page.items);
  // The keys are those of the record by itself: what others add must not move it.
  return {
    ...page,
    items: page.items.map((stored, index) => ({ seen: seen[index] as Seen<K>, keys: listKeys(stored, order) })),
  };
}

export async function listClaims(store: Store, query: ClaimQuery): Promise<Page<Listed<'claim'>>> {
  const page = await store.claims(query);
  const asOf = query.filter.asOf;
  return {
    ...page,
    items: page.items.map((stored) => ({ seen: { ...stored, asOf }, keys: claimKeys(stored, query.order) })),
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

export interface ActorFilter {
  kinds?: Given<readonly string[]>;
  externalId?: Given<{ scheme: string; value: string }>;
  in?: Given<readonly string[]>;
}

export async function actorFilter(store: Store, given: Given<ActorFilter>): Promise<ListFilter> {
  const { kinds, externalId } = given ?? {};
  return facetFilter({
    kind: kinds,
    externalId: externalId && [externalKey(externalId)],
    in: await idsOf(store, given?.in, 'in', 'actor'),
  });
}

export interface EventFilter {
  kinds?: Given<readonly string[]>;
  statuses?: Given<readonly string[]>;
  from?: Given<string>;
  to?: Given<string>;
  undated?: Given<NonNullable<ListQuery['undated']>>;
  participants?: Given<readonly string[]>;
}

export async function eventFilter(store: Store, given: Given<EventFilter>): Promise<ListFilter> {
  const { kinds, statuses, from, to, undated, participants } = given ?? {};
  checkWindow(from, to, 'from', 'to');
  const facets = {
    kind: kinds,
    status: statuses,
    participant: await idsOf(store, participants, 'participants', 'actor'),
  };
  return {
    ...facetFilter(facets),
    ...withoutGaps({ from: from ?? undefined, to: to ?? undefined, undated: undated ?? undefined }),
  };
}

export interface TopicFilter {
  broader?: Given<readonly string[]>;
}

export async function topicFilter(store: Store, given: Given<TopicFilter>): Promise<ListFilter> {
  return facetFilter({ broader: await idsOf(store, given?.broader, 'broader', 'topic') });
}

export interface SourceFilter {
  kinds?: Given<readonly string[]>;
  publishers?: Given<readonly string[]>;
  authors?: Given<readonly string[]>;
  languages?: Given<readonly string[]>;
  reliabilities?: Given<readonly string[]>;
  publishedFrom?: Given<string>;
  publishedTo?: Given<string>;
  undated?: Given<NonNullable<ListQuery['undated']>>;
}

export async function sourceFilter(store: Store, given: Given<SourceFilter>): Promise<ListFilter> {
  const { kinds, publishers, authors, languages, reliabilities, publishedFrom, publishedTo, undated } = given ?? {};
  checkWindow(publishedFrom, publishedTo, 'publishedFrom', 'publishedTo');
  const facets = {
    kind: kinds,
    publisher: publishers,
    author: await idsOf(store, authors, 'authors', 'actor'),
    language: languages,
    reliability: reliabilities,
  };
  return {
    ...facetFilter(facets),
    ...withoutGaps({ from: publishedFrom ?? undefined, to: publishedTo ?? undefined, undated: undated ?? undefined }),
  };
}

function facetFilter(facets: Record<string, Given<readonly string[]>>): ListFilter {
  const given = Object.entries(facets).flatMap(([field, values]) => (values ? [[field, values] as const] : []));
  return given.length === 0 ? {} : { facets: Object.fromEntries(given) };
}

/** Records hold the ids that they were written with, so each of a merged record's ids is looked for. */
async function idsOf(
  store: Store,
  ids: Given<readonly string[]>,
  field: string,
  kind: RecordKind,
): Promise<string[] | null> {
  if (!ids) return null;
  const faults: Fault[] = [];
  ids.forEach((id, index) => {
    const problem = idProblem(id, [kind]);
    if (problem !== null) faults.push({ field: `filter.${field}[${index}]`, problem });
  });
  if (faults.length > 0) throw invalid(faults);
  return withMembers(store, ids);
}

function checkWindow(from: Given<string>, to: Given<string>, fromField: string, toField: string): void {
  if (from && to && to < from)
    throw invalid([{ field: `filter.${toField}`, problem: `is before ${fromField} (${from}); swap the two` }]);
}
