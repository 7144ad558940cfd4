// The network that the state of the explorer means. Where the whole of it is small enough to be given at once, what lies
// around a record is cut out here, without asking again; else the server is asked for the neighbours and what joins them.
// `shown` is what the line of truth says, and holds whatever was cut.

import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Answer } from '../gql/client.ts';
import { asFailure, type Failure } from '../gql/failure.ts';
import {
  type ClaimFilter,
  Names,
  type NamesQuery,
  NeighboursOf,
  type NeighboursOfQuery,
  NetworkOf,
  NetworkTotals,
} from '../gql/generated.ts';
import { queryOf, useQueryState } from '../gql/queries.ts';
import type { Network } from '../view/contracts.ts';
import { EXPAND_STEP } from '../view/transitions.ts';
import { claimFilter, isFiltered, type ViewState } from '../view/view-state.ts';
import { drawnAround, missingNeighbours, only, together } from './around.ts';

/** Edges that are drawn at most before somebody asks for more. */
export const LIMIT = 800;
/** Edges between the records around an opened one, at most. */
const LIMIT_AROUND = 5000;

export interface Shown {
  nodes: number;
  /** In the whole network, whatever the filters. */
  totalNodes: number;
  /** Claims behind the drawn edges; null while they are counted. */
  claims: number | null;
  /** Whether `claims` is a lower bound. */
  atLeast: boolean;
  /** In the whole network, whatever the filters. */
  totalClaims: number;
  /** The totals are of what passes the filters, because the whole is not known (yet). */
  ofPassing: boolean;
  /** Claims of the network that pass the filters, drawn or not. */
  passing: number;
  /** Claims without a date among those that are shown. */
  undated: number;
  complete: boolean;
}

export interface Explored {
  /** Undefined until the first answer. */
  network: Network | undefined;
  shown: Shown | undefined;
  more: Readonly<Record<string, number>>;
  busy: boolean;
  failure: Failure | null;
  faults: readonly Failure[];
  retry(): void;
  /** Every relation is in the page: expanding asks nothing. */
  complete: boolean;
}

export function useNetwork(state: ViewState): Explored {
  const filter = useMemo(() => claimFilter(state), [state]);
  const question = { targetKinds: [...state.targetKinds], minClaims: state.minClaims };
  const whole = useQueryState(NetworkOf, { ...question, filter, limit: LIMIT });
  const base = whole.data?.network;
  const focused = state.open.length > 0;
  const grown = focused ? state.open : Object.keys(state.expand);

  // The whole is what there is without filters; but what is read, and as of when, is no filter.
  const filtered = isFiltered(state);
  const everything = {
    ...(filter.statuses && { statuses: filter.statuses }),
    ...(filter.asOf && { asOf: filter.asOf }),
  };
  const unfiltered = useQueryState(
    NetworkTotals,
    { targetKinds: question.targetKinds, minClaims: 1, filter: everything },
    // Costly where the whole is large, and it does not change while filters do.
    { enabled: filtered, staleTime: 300_000 },
  );
  const wholeTotals = filtered ? unfiltered.data?.network : base;

  // Only where the page does not have everything already.
  const remote = base !== undefined && !base.complete && grown.length > 0;
  const around = useNeighbourIds(remote ? grown : [], state, filter);
  const between = remote && around.ids ? [...new Set([...grown, ...around.ids])] : [];
  const joined = useQueryState(
    NetworkOf,
    { ...question, filter: { ...filter, between }, include: [...grown], limit: LIMIT_AROUND },
    { enabled: between.length > 0 },
  );
  const near = remote ? joined.data?.network : undefined;

  const names = useQueryState(Names, { ids: [...state.open] }, { enabled: focused });
  const all = useMemo(() => {
    if (base === undefined) return undefined;
    if (!focused) return near ? together(base, near) : base;
    if (!base.complete) return near;
    const drawn = drawnAround(base.edges, state.open, state.expand);
    return only(base, (id) => drawn.has(id));
  }, [base, near, focused, state.open, state.expand]);

  const network = useMemo(() => {
    if (all === undefined) return undefined;
    const hidden = new Set(state.hide);
    const known = new Set(all.nodes.map(({ id }) => id));
    // An opened record is drawn even when no claim of it passes the filter.
    const alone = focused
      ? (names.data?.nodes ?? []).flatMap((record) =>
          record && state.open.includes(record.id) && !known.has(record.id) ? [loneNode(record)] : [],
        )
      : [];
    return only({ ...all, nodes: [...all.nodes, ...alone] }, (id) => !hidden.has(id));
  }, [all, names.data, focused, state.open, state.hide]);

  // The claims behind a part are counted by the server: joint and many-sided claims stand on several edges.
  const cut = network !== undefined && base !== undefined && (state.hide.length > 0 || (focused && base.complete));
  const part = useQueryState(
    NetworkTotals,
    { ...question, filter: { ...filter, between: cut ? network.nodes.map(({ id }) => id).sort() : [] } },
    { enabled: cut && network.nodes.length > 0, keepPrevious: false },
  );

  const totals = useMemo(() => {
    const known = new Map((base?.nodes ?? []).map(({ id, neighbours }) => [id, neighbours]));
    for (const [id, total] of around.totals) known.set(id, total);
    return known;
  }, [base, around.totals]);

  const counted =
    base && network
      ? shownOf({ network, base, near, whole: wholeTotals, part: cut ? (part.data?.network ?? null) : undefined })
      : undefined;
  // While an older network stands there, its numbers stand with it.
  const lastCounted = useLastWhile(counted, !whole.stale);

  return {
    network,
    shown: whole.stale ? lastCounted : counted,
    more: useMemo(() => (network ? missingNeighbours(network, totals) : {}), [network, totals]),
    busy: whole.busy || around.busy || joined.busy,
    failure: whole.failure ?? around.failure ?? joined.failure,
    faults: whole.faults,
    retry: () => {
      if (whole.failure) whole.retry();
      if (around.failure) around.retry();
      if (joined.failure) joined.retry();
    },
    complete: base?.complete ?? false,
  };
}

/** The last value that stood while `holds` was true. */
function useLastWhile<Value>(value: Value, holds: boolean): Value {
  const last = useRef(value);
  useEffect(() => {
    if (holds) last.current = value;
  });
  return holds ? value : last.current;
}

interface Counted {
  network: Network;
  base: Network;
  near: Network | undefined;
  /** Undefined while it is counted, or where that failed. */
  whole: Pick<Network, 'totalNodes' | 'totalClaims'> | undefined;
  /** What the server counted for a part; null while it counts, undefined where nothing was cut out. */
  part: Pick<Network, 'totalClaims' | 'undatedClaims'> | null | undefined;
}

function shownOf({ network, base, near, whole, part }: Counted): Shown {
  const shared = {
    nodes: network.nodes.length,
    totalNodes: (whole ?? base).totalNodes,
    totalClaims: (whole ?? base).totalClaims,
    ofPassing: whole === undefined,
    passing: base.totalClaims,
    complete: base.complete && network.edges.length === base.edges.length,
  };
  if (part !== undefined) {
    const claims = network.nodes.length === 0 ? 0 : (part?.totalClaims ?? null);
    return { ...shared, claims, atLeast: false, undated: part?.undatedClaims ?? 0 };
  }
  const claims = Math.max(base.shownClaims, near?.shownClaims ?? 0);
  return { ...shared, claims, atLeast: near !== undefined, undated: base.undatedClaims };
}

type Named = NonNullable<NamesQuery['nodes'][number]>;

function loneNode(record: Named): Network['nodes'][number] {
  const kind = record.__typename.toUpperCase() as Network['nodes'][number]['kind'];
  const name = 'name' in record ? record.name : 'proposition' in record ? record.proposition : record.id;
  return {
    id: record.id,
    kind,
    actorKind: 'actorKind' in record ? record.actorKind : null,
    name,
    claims: 0,
    neighbours: 0,
  };
}

interface NeighbourIds {
  /** Undefined until every record is answered. */
  ids: string[] | undefined;
  totals: ReadonlyMap<string, number>;
  busy: boolean;
  failure: Failure | null;
  retry(): void;
}

interface Neighbours {
  id: string;
  ids: string[];
  total: number;
}

/** The first neighbours of each record, in pages of one step each, so that the next step asks for one page more. */
function useNeighbourIds(records: readonly string[], state: ViewState, filter: ClaimFilter): NeighbourIds {
  const client = useQueryClient();
  const kinds = [...state.targetKinds];
  return useQueries({
    queries: records.map((id) => {
      const wanted = state.expand[id] ?? EXPAND_STEP;
      return {
        queryKey: ['neighbour ids', id, kinds, filter, wanted],
        queryFn: async (): Promise<Neighbours> => {
          const ids: string[] = [];
          for (let after: string | null = null; ; ) {
            const page: Answer<NeighboursOfQuery> = await client.fetchQuery(
              queryOf(NeighboursOf, { id, kinds, filter, first: Math.min(EXPAND_STEP, wanted - ids.length), after }),
            );
            const { nodes, totalCount, pageInfo } = page.data.neighbours;
            ids.push(...nodes.map(({ record }) => record.id));
            after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
            if (after === null || ids.length >= wanted) return { id, ids, total: totalCount ?? ids.length };
          }
        },
      };
    }),
    combine,
  });
}

/** A function of the module, so that the answer stays the same object until something changes. */
function combine(queries: UseQueryResult<Neighbours>[]): NeighbourIds {
  const failed = queries.find(({ error }) => error !== null);
  const answered = queries.flatMap(({ data }) => (data ? [data] : []));
  return {
    ids: answered.length === queries.length ? answered.flatMap(({ ids }) => ids) : undefined,
    totals: new Map(answered.map(({ id, total }) => [id, total])),
    busy: queries.some(({ isFetching }) => isFetching),
    failure: failed ? asFailure(failed.error) : null,
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch();
    },
  };
}
