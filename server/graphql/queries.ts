// Resolvers of the queries: arguments are checked, a service answers, and the answer is put into the shape of the contract.

import type { GraphQLResolveInfo } from 'graphql';
import { TARGET_KINDS } from '../domain/claim.ts';
import type { Fault } from '../domain/errors.ts';
import { Faults, invalid, notFound } from '../domain/errors.ts';
import type { RecordKind } from '../domain/ids.ts';
import { idProblem } from '../domain/ids.ts';
import type { Id } from '../domain/records.ts';
import { changesAfter, historyOf, isHidden } from '../services/changes.ts';
import { checkAsOf, parseClaimFilter } from '../services/claim-filter.ts';
import { claimRows } from '../services/claim-rows.ts';
import { coverage, facets, histogram } from '../services/explore.ts';
import { actorFilter, eventFilter, sourceFilter, topicFilter } from '../services/list-filters.ts';
import type { ListFilter } from '../services/lists.ts';
import { list } from '../services/lists.ts';
import type { Place } from '../services/networks.ts';
import { neighbours, relation, relations, relationsAround, towards } from '../services/networks.ts';
import { once } from '../services/once.ts';
import { paths } from '../services/paths.ts';
import { readableViews } from '../services/readable-views.ts';
import type { Seen } from '../services/records.ts';
import { isOf } from '../services/records.ts';
import { search } from '../services/search.ts';
import { network } from '../services/whole-network.ts';
import type { ListOrder, Page } from '../store/store.ts';
import { claimList } from './claim-lists.ts';
import type { Asked, Keys, PageArgs } from './connections.ts';
import { pagingOf, readPage, toConnection } from './connections.ts';
import type { Context } from './context.ts';
import type { QueryResolvers } from './generated.ts';
import { historyList, kindsOf } from './types.ts';

const MOST_IDS = 100;
const MOST_EDGES = 5_000;
const MOST_INCLUDED = 100;

async function read(
  context: Context,
  id: Id,
  asOf: number | null | undefined,
  kinds?: readonly RecordKind[],
): Promise<Seen | null> {
  const [record] = await readAll(context, [id], asOf, (_, faults) => checkIds([id], () => 'id', faults, kinds));
  return record ?? null;
}

async function readAll(
  context: Context,
  ids: readonly Id[],
  asOf: number | null | undefined,
  check: (ids: readonly Id[], faults: Faults) => void,
): Promise<(Seen | null)[]> {
  const faults = new Faults();
  check(ids, faults);
  await checkAsOf(context.store, asOf ?? undefined, faults);
  faults.throwIfAny();
  const found = await Promise.all(ids.map((id) => context.loaders.record(id, asOf ?? undefined)));
  return found.map((record) =>
    record === null || isHidden(record.record, context.viewer?.name ?? null) ? null : record,
  );
}

async function readOf<K extends RecordKind>(
  context: Context,
  kind: K,
  { id, asOf }: { id: Id; asOf?: number | null },
): Promise<Seen<K> | null> {
  const record = await read(context, id, asOf, [kind]);
  return record && isOf(record, kind) ? record : null;
}

function checkIds(
  ids: readonly Id[],
  field: (index: number) => string,
  faults: Faults,
  kinds?: readonly RecordKind[],
): void {
  ids.forEach((id, index) => {
    const problem = idProblem(id, kinds);
    if (problem !== null) faults.add(field(index), problem);
  });
}

/** A record that the question is about: asking around nothing is a mistake, and not an empty answer. */
async function endOf(context: Context, id: Id, field: string, asOf: number | undefined): Promise<Seen> {
  const problem = idProblem(id, TARGET_KINDS);
  if (problem !== null) throw invalid([{ field, problem }]);
  const record = await context.loaders.record(id, asOf);
  if (record === null) throw notFound(`record ${id}`, field);
  return record;
}

async function listOf<K extends RecordKind>(
  context: Context,
  info: GraphQLResolveInfo,
  kind: K,
  args: PageArgs & { orderBy?: ListOrder | null },
  filter: ListFilter,
) {
  const order = args.orderBy ?? 'RECORDED_DESC';
  const asked = readPage(args, info, kind, { filter, order });
  const page = await list(context.store, kind, filter, order, pagingOf(asked));
  return toConnection(asked, { ...page, items: page.items.map(({ seen, keys }) => ({ node: seen, keys })) });
}

/** Places of groups travel in cursors as their count and their keys. */
const placeKeys = ({ n, keys }: Place): Keys => [n, ...keys.map((key) => key ?? '')];
function placeOf({ after }: Asked): Place | undefined {
  if (after === undefined) return undefined;
  const [n, ...keys] = after;
  return { n: Number(n), keys: keys.map(String) };
}

function groupPage<T, N>(
  asked: Asked,
  found: Pick<Page<unknown>, 'more' | 'total'> & { items: { item: T; place: Place }[] },
  node: (item: T) => N,
) {
  return toConnection(asked, {
    ...found,
    items: found.items.map(({ item, place }) => ({ node: node(item), keys: placeKeys(place) })),
  });
}

function checkRange(value: number, field: string, least: number, most: number): Fault[] {
  return value < least || value > most ? [{ field, problem: `must be from ${least} to ${most}` }] : [];
}

function throwIfAny(...faults: Fault[][]): void {
  if (faults.flat().length > 0) throw invalid(faults.flat());
}

const MOST_CLAIMS = 2 ** 31 - 1;

export const queries = {
  node: (_, { id, asOf }, context) => read(context, id, asOf),
  nodes: (_, { ids, asOf }, context) =>
    readAll(context, ids, asOf, (all, faults) => {
      if (all.length > MOST_IDS)
        faults.add('ids', `holds ${all.length} ids; at most ${MOST_IDS} are allowed: ask in several parts`);
      else checkIds(all, (index) => `ids[${index}]`, faults);
    }),
  actor: (_, args, context) => readOf(context, 'actor', args),
  event: (_, args, context) => readOf(context, 'event', args),
  topic: (_, args, context) => readOf(context, 'topic', args),
  source: (_, args, context) => readOf(context, 'source', args),
  claim: (_, args, context) => readOf(context, 'claim', args),

  actors: async (_, args, context, info) =>
    listOf(context, info, 'actor', args, await actorFilter(context.store, args.filter)),
  events: async (_, args, context, info) =>
    listOf(context, info, 'event', args, await eventFilter(context.store, args.filter)),
  topics: async (_, args, context, info) =>
    listOf(context, info, 'topic', args, await topicFilter(context.store, args.filter)),
  sources: async (_, args, context, info) =>
    listOf(context, info, 'source', args, await sourceFilter(context.store, args.filter)),
  claims: async (_, args, context, info) =>
    claimList(context, info, args, await parseClaimFilter(context.store, args.filter)),
  claimRows: async (_, args, { store }, info) => {
    const filter = await parseClaimFilter(store, args.filter);
    const asked = readPage(args, info, 'claimRows', { filter });
    const page = await claimRows(store, filter, pagingOf(asked));
    return toConnection(asked, { ...page, items: page.items.map(({ row, keys }) => ({ node: row, keys })) });
  },
  judgements: async (_, { about, ...args }, context, info) => {
    if (about === null || about === undefined) return listOf(context, info, 'judgement', args, {});
    const { members } = await endOf(context, about, 'about', undefined);
    return listOf(context, info, 'judgement', args, { facets: { about: members } });
  },
  views: async (_, args, { store, viewer }, info) => {
    const owner = viewer?.name ?? null;
    const asked = readPage(args, info, 'views', { owner });
    const page = await readableViews(store, owner, pagingOf(asked));
    return toConnection(asked, { ...page, items: page.items.map(({ seen, keys }) => ({ node: seen, keys })) });
  },
  batches: (_, args, context, info) => listOf(context, info, 'batch', args, {}),

  search: async (_, { text, kinds, ...args }, { store }, info) => {
    const wanted = kindsOf(kinds) ?? null;
    const asked = readPage(args, info, 'search', { text, wanted });
    const page = await search(store, text, wanted, { limit: asked.limit, after: asked.after });
    return toConnection(asked, { ...page, items: page.items.map((hit) => ({ node: hit, keys: hit.keys })) });
  },

  relations: async (_, args, { store }, info) => {
    const filter = await parseClaimFilter(store, args.filter);
    const order = args.orderBy ?? 'CLAIMS_DESC';
    const minimum = args.minClaims ?? 1;
    const kinds = kindsOf(args.targetKinds);
    throwIfAny(checkRange(minimum, 'minClaims', 1, MOST_CLAIMS), checkTargetKinds(kinds));
    const asked = readPage(args, info, 'relations', { filter, order, minimum, kinds });
    const found = await relations(store, towards(filter, kinds), {
      limit: asked.limit,
      after: placeOf(asked),
      total: asked.total,
      minimum,
      order,
    });
    return groupPage(asked, found, (edge) => edge);
  },
  relation: async (_, { speaker, target, ...args }, context) => {
    const faults = new Faults();
    checkIds([speaker], () => 'speaker', faults, ['actor']);
    checkIds([target], () => 'target', faults, TARGET_KINDS);
    faults.throwIfAny();
    const filter = await parseClaimFilter(context.store, args.filter);
    const [from, to] = await Promise.all([
      context.loaders.record(speaker, filter.asOf),
      context.loaders.record(target, filter.asOf),
    ]);
    return from && to ? relation(context.store, from, to, filter) : null;
  },
  neighbours: async (_, { id, ...args }, context, info) => {
    const { store } = context;
    const filter = await parseClaimFilter(store, args.filter);
    const direction = args.direction ?? 'BOTH';
    const kinds = kindsOf(args.kinds);
    throwIfAny(checkTargetKinds(kinds, 'kinds'));
    const of = await endOf(context, id, 'id', filter.asOf);
    const asked = readPage(args, info, 'neighbours', { of: of.id, filter, direction, kinds });
    const found = await neighbours(store, of, filter, {
      limit: asked.limit,
      after: placeOf(asked),
      total: asked.total,
      direction,
      kinds,
    });
    // One tally for the relations of the whole page, if anybody asks for them.
    const others = found.items.map(({ item }) => item.id);
    const edges = once(() => relationsAround(store, of, others, filter, direction));
    return groupPage(asked, found, ({ id: other, n }) => ({
      id: other,
      n,
      asOf: filter.asOf,
      relations: async () => (await edges()).get(other) ?? [],
    }));
  },
  network: async (_, args, { store }) => {
    const filter = await parseClaimFilter(store, args.filter);
    const targetKinds = kindsOf(args.targetKinds) ?? ['actor'];
    const minimum = args.minClaims ?? 1;
    const limit = args.limit ?? 800;
    const include = args.include ?? [];
    const faults = new Faults();
    checkIds(include, (index) => `include[${index}]`, faults, TARGET_KINDS);
    throwIfAny(
      [...faults.list],
      checkRange(include.length, 'include', 0, MOST_INCLUDED),
      checkRange(minimum, 'minClaims', 1, MOST_CLAIMS),
      checkRange(limit, 'limit', 1, MOST_EDGES),
      checkTargetKinds(targetKinds),
    );
    return network(store, filter, { targetKinds, minimum, include, limit });
  },
  paths: async (_, args, context) => {
    const filter = await parseClaimFilter(context.store, args.filter);
    const exclude = args.exclude ?? [];
    const faults = new Faults();
    checkIds(exclude, (index) => `exclude[${index}]`, faults, TARGET_KINDS);
    faults.throwIfAny();
    const [from, to] = await Promise.all([
      endOf(context, args.from, 'from', filter.asOf),
      endOf(context, args.to, 'to', filter.asOf),
    ]);
    const found = await paths(context.store, from.id, to.id, filter, {
      maxHops: args.maxHops ?? 6,
      limit: args.limit ?? 5,
      exclude,
    });
    return { ...found, paths: found.paths.map((path) => ({ ...path, asOf: filter.asOf })) };
  },

  histogram: async (_, { filter, unit }, { store }) =>
    histogram(store, await parseClaimFilter(store, filter), unit ?? null),
  facets: async (_, { filter, fields, first }, { store }) =>
    facets(store, await parseClaimFilter(store, filter), fields ?? null, first ?? 10),
  coverage: async (_, { filter }, { store }) => coverage(store, await parseClaimFilter(store, filter)),

  history: async (_, { id, ...args }, { store }, info) => {
    const problem = idProblem(id);
    if (problem !== null) throw invalid([{ field: 'id', problem }]);
    const asked = readPage(args, info, 'history', { id });
    return historyList(
      asked,
      await historyOf(store, id, { limit: asked.limit, before: asked.after?.[0] as number | undefined }),
    );
  },
  changes: async (_, { after, first }, { store }) => {
    const limit = first ?? 100;
    throwIfAny(checkRange(after, 'after', 0, MOST_CLAIMS), checkRange(limit, 'first', 1, 100));
    const [page, { datasetVersion }] = await Promise.all([changesAfter(store, after, limit), store.stats()]);
    return { versions: page.items, more: page.more, datasetVersion };
  },

  viewer: (_, __, { viewer }) => viewer,
  stats: async (_, __, { store }) => {
    const { counts, datasetVersion, changedAt } = await store.stats();
    const { actor, event, topic, source, claim, judgement, view, batch } = counts;
    return {
      datasetVersion,
      changedAt,
      actors: actor,
      events: event,
      topics: topic,
      sources: source,
      claims: claim,
      judgements: judgement,
      views: view,
      batches: batch,
    };
  },
  tokens: (_, __, { write, viewer }) => {
    write.access.require(viewer, 'ADMIN');
    return write.access.tokens();
  },
} satisfies QueryResolvers;

function checkTargetKinds(kinds: readonly RecordKind[] | undefined, field = 'targetKinds'): Fault[] {
  const allowed: readonly RecordKind[] = TARGET_KINDS;
  return (kinds ?? []).flatMap((kind, index) =>
    allowed.includes(kind)
      ? []
      : [
          {
            field: `${field}[${index}]`,
            problem: `cannot be a target; choose among ${TARGET_KINDS.join(', ').toUpperCase()}`,
          },
        ],
  );
}
