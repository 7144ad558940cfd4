// A whole network in one flat answer, strongest edges first. The totals count what was left out too, so that a drawing can
// always say "showing X of Y".

import { specOf } from '../domain/kinds.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { ClaimStatus, Id } from '../domain/records.ts';
import { COUNTED_STATUSES } from '../domain/records.ts';
import type { ClaimFilter, Store, TallyRow } from '../store/store.ts';
import type { Asking } from './asking.ts';
import type { Relation } from './networks.ts';
import { relationOf } from './networks.ts';
import { canonicalIds, isOf, resolveMany } from './records.ts';
import { among, restrictTargetKinds } from './restrict-filter.ts';

export interface NetworkNode {
  id: Id;
  kind: RecordKind;
  actorKind: string | null;
  name: string;
  claims: number;
  neighbours: number;
}

export interface NetworkEdge extends Relation {
  unsettled: number;
}

/** The expensive parts are computed when they are asked for, all at the version of the edges. */
export interface Network {
  complete: boolean;
  totalEdges: number;
  datasetVersion: number;
  edges(): Promise<NetworkEdge[]>;
  nodes(): Promise<NetworkNode[]>;
  totalNodes(): Promise<number>;
  totalClaims(): Promise<number>;
  shownClaims(): Promise<number>;
  undatedClaims(): Promise<number>;
}

const UNSETTLED: readonly ClaimStatus[] = ['DISPUTED', 'PROPOSED'];
const ENDS = ['speaker', 'target'] as const;

export async function network(
  store: Store,
  ask: Asking,
  given: ClaimFilter,
  options: { targetKinds?: readonly RecordKind[] | undefined; minimum: number; include: readonly Id[]; limit: number },
): Promise<Network> {
  const filter = restrictTargetKinds(given, options.targetKinds);
  const { minimum, limit } = options;
  const strongest = { filter, by: ENDS, unit: 'CLAIMS', order: 'COUNT', minimum, limit } as const;
  const [wanted, strong, all] = await Promise.all([
    included(store, ask, filter, options),
    ask.tally({ ...strongest, total: true }),
    minimum > 1 ? ask.tally({ ...strongest, minimum: 1, limit: 1, total: true }) : null,
  ]);
  const totalEdges = (all ?? strong).groups ?? 0;
  const rows = firstOfEach([...wanted, ...strong.rows]).slice(0, limit);
  const ends = [...new Set(rows.flatMap(({ keys }) => keys as Id[]))];
  const then = { ...filter, asOf: strong.version };
  // Where nothing is left out, the edges themselves tell what is next to what.
  const complete = rows.length === totalEdges;
  return {
    complete,
    totalEdges,
    datasetVersion: strong.version,
    edges: async () => {
      const unsettled = await unsettledOf(ask, then, rows);
      return rows.map((row) => ({ ...relationOf(row, filter), unsettled: unsettled(row) }));
    },
    nodes: () => nodesOf(store, ask, then, ends, complete ? neighboursWithin(rows) : null),
    totalNodes: async () => (complete ? ends.length : countEnds(ask, then)),
    totalClaims: () => countClaims(ask, then),
    shownClaims: () => (complete ? countClaims(ask, then) : countShown(ask, then, rows)),
    undatedClaims: () => countUndated(ask, then),
  };
}

/** The edges of the records that are to be seen in any case, strongest first. */
async function included(
  store: Store,
  ask: Asking,
  filter: ClaimFilter,
  { include, minimum, limit }: { include: readonly Id[]; minimum: number; limit: number },
): Promise<TallyRow[]> {
  if (include.length === 0) return [];
  const question = { by: ENDS, unit: 'CLAIMS', order: 'COUNT', minimum, limit } as const;
  if (filter.about === undefined) return (await ask.tally({ ...question, filter: { ...filter, about: include } })).rows;
  // Only two lists of one field have to be compared by what their ids mean.
  const given = [...(filter.speakers ?? []), ...(filter.targets ?? [])];
  const canonical = given.length === 0 ? new Map() : await canonicalIds(store, [...include, ...given], filter.asOf);
  const speakers = among(filter.speakers, include, canonical);
  const targets = among(filter.targets, include, canonical);
  const [out, into] = await Promise.all([
    ask.tally({ ...question, filter: { ...filter, speakers } }),
    ask.tally({ ...question, filter: { ...filter, targets } }),
  ]);
  return firstOfEach([...out.rows, ...into.rows]).sort((a, b) => b.n - a.n || compareKeys(a, b));
}

function firstOfEach(rows: readonly TallyRow[]): TallyRow[] {
  const seen = new Map<string, TallyRow>();
  for (const row of rows) if (!seen.has(row.keys.join(' '))) seen.set(row.keys.join(' '), row);
  return [...seen.values()];
}

/** Ids are ASCII: the order of code units is that of code points. */
function compareKeys(a: TallyRow, b: TallyRow): number {
  const left = a.keys.join(' ');
  const right = b.keys.join(' ');
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How many claims of an edge are not settled. */
async function unsettledOf(
  ask: Asking,
  filter: ClaimFilter,
  rows: readonly TallyRow[],
): Promise<(row: TallyRow) => number> {
  const counted = filter.statuses ?? COUNTED_STATUSES;
  const statuses = counted.filter((status) => UNSETTLED.includes(status));
  if (statuses.length === 0 || rows.length === 0) return () => 0;
  if (statuses.length === new Set(counted).size) return (row) => row.n;
  const found = await ask.tally({ filter: { ...filter, statuses }, by: ENDS, pairs: pairsOf(rows), unit: 'CLAIMS' });
  const counts = new Map(found.rows.map(({ keys, n }) => [keys.join(' '), n]));
  return (row) => counts.get(row.keys.join(' ')) ?? 0;
}

function pairsOf(rows: readonly TallyRow[]): [Id, Id][] {
  return rows.map(({ keys }) => [keys[0] as Id, keys[1] as Id]);
}

async function countShown(ask: Asking, filter: ClaimFilter, rows: readonly TallyRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  return (await ask.tally({ filter, by: [], pairs: pairsOf(rows), unit: 'CLAIMS' })).rows[0]?.n ?? 0;
}

/** `named`: the version that their names are read at. */
async function nodesOf(
  store: Store,
  ask: Asking,
  filter: ClaimFilter,
  ids: readonly Id[],
  known: ReadonlyMap<Id, number> | null,
): Promise<NetworkNode[]> {
  if (ids.length === 0) return [];
  const [records, claims, others] = await Promise.all([
    resolveMany(store, ids, filter.asOf),
    ask.tally({ filter, by: ['end'], ends: ids, unit: 'CLAIMS' }),
    known === null ? ask.tally({ filter, by: ['end'], ends: ids, unit: 'OTHERS' }) : null,
  ]);
  const claimsOf = new Map(claims.rows.map(({ keys, n }) => [keys[0], n]));
  const othersOf = known ?? new Map(others?.rows.map(({ keys, n }) => [keys[0] as Id, n]));
  return records.flatMap((resolved, index) => {
    const id = ids[index] as Id;
    if (resolved === null) return [];
    const actorKind = isOf(resolved, 'actor') ? resolved.record.kind : null;
    const name = specOf(resolved.kind).title(resolved.record);
    const counts = { claims: claimsOf.get(id) ?? 0, neighbours: othersOf.get(id) ?? 0 };
    return [{ id, kind: resolved.kind, actorKind, name, ...counts }];
  });
}

/** How many others each end of the edges is joined to. */
function neighboursWithin(rows: readonly TallyRow[]): Map<Id, number> {
  const others = new Map<Id, Set<Id>>();
  const join = (id: Id, other: Id) => {
    const known = others.get(id) ?? new Set();
    if (id !== other) known.add(other);
    others.set(id, known);
  };
  for (const [speaker, target] of pairsOf(rows)) {
    join(speaker, target);
    join(target, speaker);
  }
  return new Map([...others].map(([id, { size }]) => [id, size]));
}

/** Records that are an end of a relation. */
async function countEnds(ask: Asking, filter: ClaimFilter): Promise<number> {
  return (await ask.tally({ filter, by: ['end'], unit: 'CLAIMS', limit: 1, total: true })).groups ?? 0;
}

export async function countClaims(ask: Asking, filter: ClaimFilter): Promise<number> {
  return (await ask.tally({ filter, by: [], unit: 'CLAIMS' })).rows[0]?.n ?? 0;
}

/** Of the claims that pass, those without a date. */
export async function countUndated(ask: Asking, filter: ClaimFilter): Promise<number> {
  const windowed = filter.saidFrom !== undefined || filter.saidTo !== undefined;
  if ((filter.undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE')) === 'EXCLUDE') return 0;
  return countClaims(ask, undatedOnly(filter));
}

/** The same filter, for claims without a date only. */
export function undatedOnly(filter: ClaimFilter): ClaimFilter {
  return { ...filter, saidFrom: undefined, saidTo: undefined, undated: 'ONLY' };
}
