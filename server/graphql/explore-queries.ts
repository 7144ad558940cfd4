// Queries for what the claims of a filter add up to: relations, networks, paths, and counts over time and by field.

import { TARGET_KINDS } from '../domain/record-kinds.ts';
import { parseClaimFilter } from '../services/claim-filter.ts';
import { checkFacets, coverage, facets } from '../services/explore.ts';
import { histogram } from '../services/histogram.ts';
import type { GroupCursor, Neighbour } from '../services/networks.ts';
import { neighbours, relation, relations, relationsAround } from '../services/networks.ts';
import { once } from '../services/once.ts';
import { checkPathOptions, paths } from '../services/paths.ts';
import { restrictTargetKinds } from '../services/restrict-filter.ts';
import { network } from '../services/whole-network.ts';
import type { Page } from '../store/store.ts';
import { checkIds, checkRange, collecting, endOf, everyFault, MOST } from './checks.ts';
import type { Asked, Keys } from './connections.ts';
import { checkPage, readPage, toConnection } from './connections.ts';
import type { QueryResolvers } from './generated.ts';
import { kindsOf } from './types.ts';

const MOST_EDGES = 5_000;
const MOST_INCLUDED = 100;

export const exploreQueries = {
  relations: async (_, args, { store, ask }, info) => {
    const order = args.orderBy ?? 'CLAIMS_DESC';
    const minimum = args.minClaims ?? 1;
    const kinds = kindsOf(args.targetKinds);
    const [filter] = await everyFault(
      () => parseClaimFilter(store, args.filter),
      () => checkPage(args),
      collecting((faults) => {
        checkRange(minimum, 'minClaims', 1, MOST, faults);
      }),
    );
    const asked = readPage(args, info, 'relations', { filter, order, minimum, kinds });
    const found = await relations(ask, restrictTargetKinds(filter, kinds), {
      limit: asked.limit,
      after: cursorOf(asked),
      total: asked.total,
      minimum,
      order,
    });
    return groupPage(asked, found, (edge) => edge, filter.asOf);
  },
  relation: async (_, { speaker, target, ...args }, context) => {
    const [filter] = await everyFault(
      () => parseClaimFilter(context.store, args.filter),
      collecting((faults) => {
        checkIds([speaker], () => ['speaker'], faults, ['actor']);
        checkIds([target], () => ['target'], faults, TARGET_KINDS);
      }),
    );
    const [from, to] = await Promise.all([
      context.loaders.record(speaker, filter.asOf),
      context.loaders.record(target, filter.asOf),
    ]);
    return from && to ? relation(context.ask, from, to, filter) : null;
  },
  neighbours: async (_, { id, ...args }, context, info) => {
    const { store, ask } = context;
    const direction = args.direction ?? 'BOTH';
    const kinds = kindsOf(args.kinds);
    const [filter] = await everyFault(
      () => parseClaimFilter(store, args.filter),
      () => checkPage(args),
      collecting((faults) => {
        checkIds([id], () => ['id'], faults, TARGET_KINDS);
      }),
    );
    const of = await endOf(context, id, 'id', filter.asOf);
    const asked = readPage(args, info, 'neighbours', { of: of.id, filter, direction, kinds });
    const found = await neighbours(ask, of, filter, {
      limit: asked.limit,
      after: cursorOf(asked),
      total: asked.total,
      direction,
      kinds,
    });
    // One tally for the relations of the whole page, if anybody asks for them.
    const others = found.items.map(({ item }) => item.id);
    const edges = once(() => relationsAround(ask, of, others, filter, direction));
    const neighbour = ({ id: other, n }: Neighbour) => ({
      id: other,
      n,
      asOf: filter.asOf,
      relations: async () => (await edges()).get(other) ?? [],
    });
    return groupPage(asked, found, neighbour, filter.asOf);
  },
  network: async (_, args, { store, ask }) => {
    const targetKinds = kindsOf(args.targetKinds) ?? ['actor'];
    const minimum = args.minClaims ?? 1;
    const limit = args.limit ?? 800;
    const include = args.include ?? [];
    const [filter] = await everyFault(
      () => parseClaimFilter(store, args.filter),
      collecting((faults) => {
        checkIds(include, (index) => ['include', index], faults, TARGET_KINDS);
        checkRange(include.length, 'include', 0, MOST_INCLUDED, faults);
        checkRange(minimum, 'minClaims', 1, MOST, faults);
        checkRange(limit, 'limit', 1, MOST_EDGES, faults);
      }),
    );
    return network(store, ask, filter, { targetKinds, minimum, include, limit });
  },
  paths: async (_, args, context) => {
    const options = { maxHops: args.maxHops ?? 6, limit: args.limit ?? 5, exclude: args.exclude ?? [] };
    const [filter] = await everyFault(
      () => parseClaimFilter(context.store, args.filter),
      collecting((faults) => {
        checkIds([args.from], () => ['from'], faults, TARGET_KINDS);
        checkIds([args.to], () => ['to'], faults, TARGET_KINDS);
        checkIds(options.exclude, (index) => ['exclude', index], faults, TARGET_KINDS);
        checkPathOptions(args.from, args.to, options, faults);
      }),
    );
    const [from, to] = await everyFault(
      () => endOf(context, args.from, 'from', filter.asOf),
      () => endOf(context, args.to, 'to', filter.asOf),
    );
    const found = await paths(context.store, context.ask, from.id, to.id, filter, options);
    return { asOf: filter.asOf, ...found, paths: found.paths.map((path) => ({ ...path, asOf: filter.asOf })) };
  },

  histogram: async (_, { unit, ...args }, { store, ask }) => {
    const filter = await parseClaimFilter(store, args.filter);
    return { asOf: filter.asOf, ...(await histogram(ask, filter, unit ?? null)) };
  },
  facets: async (_, { fields, first, ...args }, { store, ask }) => {
    const [filter] = await everyFault(
      () => parseClaimFilter(store, args.filter),
      collecting((faults) => checkFacets(first ?? 10, faults)),
    );
    const found = await facets(ask, filter, fields ?? null, first ?? 10);
    return found.map((facet) => ({ asOf: filter.asOf, ...facet }));
  },
  coverage: async (_, args, { store, ask }) => {
    const filter = await parseClaimFilter(store, args.filter);
    return { asOf: filter.asOf, ...coverage(ask, filter) };
  },
} satisfies QueryResolvers;

/** What a cursor of groups is encoded from: the count and the keys. */
const cursorKeys = ({ n, keys }: GroupCursor): Keys => [n, ...keys.map((key) => key ?? '')];
function cursorOf({ after }: Asked): GroupCursor | undefined {
  if (after === undefined) return undefined;
  const [n, ...keys] = after;
  return { n: Number(n), keys: keys.map(String) };
}

function groupPage<T, N>(
  asked: Asked,
  found: Pick<Page<unknown>, 'more' | 'total'> & { items: { item: T; cursor: GroupCursor }[] },
  node: (item: T) => N,
  asOf: number | undefined,
) {
  const items = found.items.map(({ item, cursor }) => ({ node: node(item), keys: cursorKeys(cursor) }));
  return toConnection(asked, { ...found, items }, asOf);
}
