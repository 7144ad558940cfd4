// Relations: directed edges from a speaker to a target, computed from the claims that pass a filter and never stored.
// Everything here is a small function over tallies, and every number can be opened: the claims of the filter that an
// edge carries, counted again, give that number.

import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { ClaimFilter, Dimension, Tally, TallyRow } from '../store/store.ts';
import type { Asking } from './asking.ts';
import type { ResolvedRecord } from './records.ts';
import { restrictClaim, restrictEnd, restrictTargetKinds } from './restrict-filter.ts';

export interface Counts {
  n: number;
  supports: number;
  opposes: number;
  neutral: number;
  mixed: number;
  /** (supports - opposes) / n. */
  balance: number;
  firstSaid: string | null;
  lastSaid: string | null;
}

/** An edge, with the filter that its claims pass. Ids are canonical. */
export interface Relation extends Counts {
  speaker: Id;
  target: Id;
  filter: ClaimFilter;
}

/** The cursor of a page of groups: the count and the keys of the last one. */
export type GroupCursor = NonNullable<Tally['after']>;

export interface Groups<T> {
  items: { item: T; cursor: GroupCursor }[];
  more: boolean;
  total: number | null;
}

export interface GroupPaging {
  limit: number;
  after?: GroupCursor | undefined;
  total: boolean;
}

export type Direction = 'OUT' | 'IN' | 'BOTH';
export type RelationOrder = 'CLAIMS_DESC' | 'ENDS_ASC';

export function countsOf(row: TallyRow): Counts {
  const { n, supports, opposes, neutral, mixed } = row;
  return {
    n,
    supports,
    opposes,
    neutral,
    mixed,
    balance: n === 0 ? 0 : (supports - opposes) / n,
    firstSaid: row.first,
    lastSaid: row.last,
  };
}

export function relationOf(row: TallyRow, filter: ClaimFilter): Relation {
  const [speaker, target] = row.keys as [Id, Id];
  return { speaker, target, ...countsOf(row), filter: { ...filter, speakers: [speaker], targets: [target] } };
}

export async function relations(
  ask: Asking,
  filter: ClaimFilter,
  options: GroupPaging & { minimum: number; order: RelationOrder },
): Promise<Groups<Relation>> {
  const found = await groups(ask, filter, ['speaker', 'target'], {
    ...options,
    order: options.order === 'ENDS_ASC' ? 'KEYS' : 'COUNT',
  });
  return { ...found, items: found.items.map(({ item, cursor }) => ({ item: relationOf(item, filter), cursor })) };
}

/** Null when no claim of the one about the other passes. */
export async function relation(
  ask: Asking,
  speaker: ResolvedRecord,
  target: ResolvedRecord,
  filter: ClaimFilter,
): Promise<Relation | null> {
  const spoken = restrictEnd(filter, 'speakers', speaker.members);
  const restricted = spoken && restrictEnd(spoken, 'targets', target.members);
  if (restricted === null) return null;
  const { rows } = await ask.tally({ filter: restricted, by: ['speaker', 'target'], unit: 'CLAIMS' });
  return rows[0] ? relationOf(rows[0], filter) : null;
}

export interface Neighbour {
  id: Id;
  n: number;
}

/** The records at the other end of the relations of one record, itself left out; most claims first. */
export async function neighbours(
  ask: Asking,
  of: ResolvedRecord,
  filter: ClaimFilter,
  options: GroupPaging & { direction: Direction; kinds?: readonly RecordKind[] | undefined },
): Promise<Groups<Neighbour>> {
  const around = aroundFilter(of, filter, options.direction, options.kinds);
  if (around === null) return { items: [], more: false, total: 0 };
  const found = await groups(ask, around.filter, [around.by], {
    ...options,
    minimum: 1,
    order: 'COUNT',
    withoutSelf: true,
  });
  return {
    ...found,
    items: found.items.map(({ item, cursor }) => ({ item: { id: item.keys[0] as Id, n: item.n }, cursor })),
  };
}

/** The relations between one record and each of the others, in one tally. */
export async function relationsAround(
  ask: Asking,
  of: ResolvedRecord,
  others: readonly Id[],
  filter: ClaimFilter,
  direction: Direction,
): Promise<Map<Id, Relation[]>> {
  const around = aroundFilter(of, filter, direction, undefined);
  const found = new Map<Id, Relation[]>(others.map((id) => [id, []]));
  if (around === null || others.length === 0) return found;
  // The others have passed a `between` of the caller already, so this narrower one may replace it.
  const between = [of.id, ...others];
  const { rows } = await ask.tally({
    filter: { ...around.filter, between },
    by: ['speaker', 'target'],
    unit: 'CLAIMS',
    order: 'COUNT',
    withoutSelf: true,
  });
  for (const row of rows) {
    const edge = relationOf(row, filter);
    found.get(edge.speaker === of.id ? edge.target : edge.speaker)?.push(edge);
  }
  return found;
}

/** How to ask for the other ends of one record's relations; null when there can be none. */
function aroundFilter(
  of: ResolvedRecord,
  filter: ClaimFilter,
  direction: Direction,
  kinds: readonly RecordKind[] | undefined,
): { filter: ClaimFilter; by: Dimension } | null {
  const speaks = of.kind === 'actor';
  // Only actors speak: without them among the kinds there is nothing that speaks about this record.
  const heard = kinds === undefined || kinds.includes('actor');
  const way = direction === 'BOTH' && (!speaks || !heard) ? (speaks ? 'OUT' : 'IN') : direction;
  if (way === 'OUT') {
    const restricted = speaks ? restrictEnd(restrictTargetKinds(filter, kinds), 'speakers', of.members) : null;
    return restricted && { filter: restricted, by: 'target' };
  }
  if (!heard) return null;
  if (way === 'IN') {
    const restricted = restrictEnd(filter, 'targets', of.members);
    return restricted && { filter: restricted, by: 'speaker' };
  }
  // Where an actor is spoken about, the target is an actor too, so one list of kinds holds for both directions.
  return { filter: restrictClaim(restrictTargetKinds(filter, kinds), 'about', of.members), by: 'other' };
}

/** Pages through the groups of a tally; each row comes with its cursor. */
async function groups(
  ask: Asking,
  filter: ClaimFilter,
  by: readonly Dimension[],
  options: GroupPaging & { minimum: number; order: 'KEYS' | 'COUNT'; withoutSelf?: boolean },
): Promise<Groups<TallyRow>> {
  const { limit, after, total, minimum, order, withoutSelf } = options;
  const found = await ask.tally({ filter, by, unit: 'CLAIMS', order, minimum, limit, after, total, withoutSelf });
  return {
    items: found.rows.map((row) => ({ item: row, cursor: { n: row.n, keys: row.keys } })),
    more: found.more,
    total: found.groups,
  };
}
