// Queries for records: by id, in lists, by search, and through their history.

import type { GraphQLResolveInfo } from 'graphql';
import type { FaultPath } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { readPastId } from '../domain/past-ids.ts';
import type { Plural, RecordKind } from '../domain/record-kinds.ts';
import { KIND_FACTS, RECORD_KINDS } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import { changesAfter, historyOf, isHidden } from '../services/changes.ts';
import { checkAsOf, parseClaimFilter } from '../services/claim-filter.ts';
import { claimRows } from '../services/claim-rows.ts';
import { actorFilter, eventFilter, sourceFilter, topicFilter } from '../services/list-filters.ts';
import type { ListFilter } from '../services/lists.ts';
import { list } from '../services/lists.ts';
import { readableViews } from '../services/readable-views.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { isOf } from '../services/records.ts';
import { search } from '../services/search.ts';
import { versionAt } from '../services/version-at.ts';
import type { ClaimFilter, ListOrder } from '../store/store.ts';
import { checkIds, checkRange, collecting, endOf, everyFault, MOST } from './checks.ts';
import { claimList } from './claim-lists.ts';
import type { PageArgs } from './connections.ts';
import { checkPage, pagingOf, readPage, selectsOfItems, selectsWithin, toConnection } from './connections.ts';
import type { Context } from './context.ts';
import type { QueryResolvers } from './generated.ts';
import { historyList, kindsOf } from './types.ts';

const MOST_IDS = 100;
/** Rows are small, and a table is read whole. */
const MOST_ROWS = 5_000;

export const recordQueries = {
  node: async (_, { id }, context, info) => {
    const faults = new FaultCollector();
    checkNodeIds([id], () => ['id'], faults);
    faults.throwIfAny();
    const [record] = await readNodes(context, info, [id]);
    return record ?? null;
  },
  nodes: async (_, { ids }, context, info) => {
    const faults = new FaultCollector();
    if (ids.length > MOST_IDS) faults.add(['ids'], { code: 'TOO_MANY_IDS', count: ids.length, most: MOST_IDS });
    else checkNodeIds(ids, (index) => ['ids', index], faults);
    faults.throwIfAny();
    return readNodes(context, info, ids);
  },
  actors: async (_, args, context, info) =>
    listOf(context, info, 'actor', args, () => actorFilter(context.store, args.filter)),
  events: async (_, args, context, info) =>
    listOf(context, info, 'event', args, () => eventFilter(context.store, args.filter)),
  topics: async (_, args, context, info) =>
    listOf(context, info, 'topic', args, () => topicFilter(context.store, args.filter)),
  sources: async (_, args, context, info) =>
    listOf(context, info, 'source', args, () => sourceFilter(context.store, args.filter)),
  claims: async (_, args, context, info) => claimList(context, info, args, await filterOfPage(context, args)),
  claimRows: async (_, args, context, info) => {
    const { store, data } = context;
    const filter = await filterOfPage(context, args, MOST_ROWS);
    const order = args.orderBy ?? 'SAID_DESC';
    const asked = readPage(args, info, 'claimRows', { filter, order }, MOST_ROWS);
    const curators = selectsOfItems(info, ({ name }) => name.value === 'curator');
    const datasetVersion = await data.version(filter.asOf);
    const page = await claimRows(store, { filter, order, ...pagingOf(asked), datasetVersion, curators });
    return toConnection(
      asked,
      { ...page, items: page.items.map(({ row, keys }) => ({ node: row, keys })) },
      filter.asOf,
    );
  },
  judgements: async (_, { about, ...args }, context, info) => {
    if (about === null || about === undefined) return listOf(context, info, 'judgement', args, () => ({}));
    return listOf(context, info, 'judgement', args, async () => {
      const { members } = await endOf(context, about, 'about', undefined);
      return { facets: { about: members } };
    });
  },
  views: async (_, args, { store, viewer }, info) => {
    const owner = viewer?.name ?? null;
    const asked = readPage(args, info, 'views', { owner });
    const page = await readableViews(store, owner, pagingOf(asked));
    return toConnection(asked, { ...page, items: page.items.map(({ record, keys }) => ({ node: record, keys })) });
  },

  search: async (_, { text, kinds, ...args }, { ask, loaders }, info) => {
    const wanted = kindsOf(kinds) ?? null;
    const asked = readPage(args, info, 'search', { text, wanted });
    const page = await search(ask, (ids) => loaders.naming(ids, undefined), text, wanted, {
      limit: asked.limit,
      after: asked.after,
    });
    return toConnection(asked, { ...page, items: page.items.map((hit) => ({ node: hit, keys: hit.keys })) });
  },

  history: async (_, { id, ...args }, { store }, info) => {
    await everyFault(
      collecting((faults) => checkIds([id], () => ['id'], faults)),
      () => checkPage(args),
    );
    const asked = readPage(args, info, 'history', { id });
    return historyList(
      asked,
      await historyOf(store, id, { limit: asked.limit, before: asked.after?.[0] as number | undefined }),
    );
  },
  changes: async (_, { after, first }, { store }) => {
    const limit = first ?? 100;
    const faults = new FaultCollector();
    checkRange(after, 'after', 0, MOST, faults);
    checkRange(limit, 'first', 1, 100, faults);
    faults.throwIfAny();
    const [page, { datasetVersion }] = await Promise.all([changesAfter(store, after, limit), store.stats()]);
    return { versions: page.items, more: page.more, datasetVersion };
  },

  versionAt: (_, { time }, { store }) => versionAt(store, time),
  viewer: (_, __, { viewer }) => viewer,
  rateLimit: (_, __, { call }) => call.rateLimit ?? null,
  stats: async (_, __, { store }) => {
    const { counts, datasetVersion, changedAt } = await store.stats();
    const perKind = RECORD_KINDS.map((kind) => [KIND_FACTS[kind].plural, counts[kind]]);
    return { datasetVersion, changedAt, ...(Object.fromEntries(perKind) as Record<Plural, number>) };
  },
  tokens: (_, __, { write, viewer }) => {
    write.access.require(viewer, 'ADMIN');
    return write.access.tokens();
  },
} satisfies QueryResolvers;

async function filterOfPage(
  { store }: Context,
  args: PageArgs & { filter?: object | null },
  most?: number,
): Promise<ClaimFilter> {
  const [filter] = await everyFault(
    () => parseClaimFilter(store, args.filter),
    () => checkPage(args, most),
  );
  return filter;
}

function checkNodeIds(ids: readonly string[], path: (index: number) => FaultPath, faults: FaultCollector): void {
  ids.forEach((id, index) => {
    if (readPastId(id) === null) checkIds([id], () => path(index), faults);
  });
}

/** Records as they are, and as they stood at the versions that their ids name. */
async function readNodes(
  context: Context,
  info: GraphQLResolveInfo,
  ids: readonly string[],
): Promise<(ResolvedRecord | null)[]> {
  const { data, loaders } = context;
  const past = ids.map(readPastId);
  const now = ids.filter((_, index) => past[index] === null);
  const [newest, found, then] = await Promise.all([
    past.some((one) => one !== null) ? data.version() : 0,
    selectsWithin(info) ? loaders.naming(now, undefined) : Promise.all(now.map((id) => loaders.record(id, undefined))),
    Promise.all(
      past.map((one) => one && (one.merged ? loaders.record(one.id, one.asOf) : loaders.alone(one.id, one.asOf))),
    ),
  ]);
  let next = 0;
  return past.map((one, index) => {
    const record = one === null ? found[next++] : one.asOf > newest ? null : then[index];
    return visible(record ?? null, context);
  });
}

function visible<K extends RecordKind>(
  record: ResolvedRecord<K> | null,
  { viewer }: Context,
): ResolvedRecord<K> | null {
  return record === null || isHidden(record.record, viewer?.name ?? null) ? null : record;
}

/** A record of one kind. */
export async function readOf<K extends RecordKind>(
  context: Context,
  info: GraphQLResolveInfo,
  kind: K,
  { id, asOf }: { id: Id; asOf?: number | null },
): Promise<ResolvedRecord<K> | null> {
  const faults = new FaultCollector();
  checkIds([id], () => ['id'], faults, [kind]);
  await checkAsOf(context.store, asOf ?? undefined, faults);
  faults.throwIfAny();
  const { loaders } = context;
  const record = selectsWithin(info)
    ? (await loaders.naming([id], asOf ?? undefined))[0]
    : await loaders.record(id, asOf ?? undefined);
  return record && isOf(record, kind) ? visible(record, context) : null;
}

export async function listOf<K extends RecordKind>(
  context: Context,
  info: GraphQLResolveInfo,
  kind: K,
  args: PageArgs & { orderBy?: ListOrder | null },
  readFilter: () => ListFilter | Promise<ListFilter>,
) {
  const [filter] = await everyFault(readFilter, () => checkPage(args));
  const order = args.orderBy ?? 'RECORDED_DESC';
  const asked = readPage(args, info, kind, { filter, order });
  const page = await list(context.store, kind, filter, order, pagingOf(asked));
  return toConnection(asked, { ...page, items: page.items.map(({ record, keys }) => ({ node: record, keys })) });
}
