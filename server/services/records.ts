// Reads records as readers see them: a merged record is answered by the record that stands for it, which shows what only
// its other members know. The number of store calls never depends on how many records are read.

import { mergeRecords } from '../domain/identity.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';

/** A record as readers see it, at the version of the graph that it was read at (undefined: the newest). */
export interface ResolvedRecord<K extends RecordKind = RecordKind> extends Stored<K> {
  asOf?: number | undefined;
}

/** One per id, in their order; null where there is none. A merged id gives the record that stands for it. */
export async function resolveMany(store: Store, ids: readonly Id[], asOf?: number): Promise<(ResolvedRecord | null)[]> {
  const resolve = resolveFrom(await store.getMany(ids, asOf, 'DISPLAYED'), asOf);
  return ids.map(resolve);
}

/** Of records and those related to them: each id as readers see it. */
export function resolveFrom(
  found: readonly (Stored | null)[],
  asOf: number | undefined,
): (id: Id) => ResolvedRecord | null {
  const known = new Map(found.flatMap((stored) => (stored === null ? [] : [[stored.id, stored] as const])));
  const resolved = new Map<Id, ResolvedRecord>();
  return (id) => {
    const asked = known.get(id);
    const stored = asked && (known.get(asked.canonical) ?? asked);
    if (stored === undefined) return null;
    const before = resolved.get(stored.id);
    if (before !== undefined) return before;
    const made = withMembersOf(stored, known, asOf);
    resolved.set(stored.id, made);
    return made;
  };
}

function withMembersOf<K extends RecordKind>(
  stored: Stored<K>,
  known: ReadonlyMap<Id, Stored>,
  asOf: number | undefined,
): ResolvedRecord<K> {
  if (stored.members.length < 2) return { ...stored, asOf };
  const members = stored.members.slice(1).flatMap((id) => {
    const member = known.get(id);
    return member && isOf(member, stored.kind) ? [member.record] : [];
  });
  return { ...stored, record: mergeRecords(stored.record, members), asOf };
}

/** Canonical records as they came from the store, with what only their other members know. */
export async function resolveStored<K extends RecordKind>(
  store: Store,
  records: readonly Stored<K>[],
  asOf?: number,
): Promise<ResolvedRecord<K>[]> {
  const others = records.flatMap(({ members }) => members.slice(1));
  const known = new Map<Id, Stored>();
  if (others.length > 0)
    for (const stored of await store.getMany(others, asOf)) if (stored) known.set(stored.id, stored);
  return records.map((stored) => withMembersOf(stored, known, asOf));
}

/**
 * A record that is read by itself, without what its other members know. Where judgements make it one with others, that is not what
 * readers see now: it is shown as it was written last, under the id of that version.
 */
export function resolveAlone<K extends RecordKind>(stored: Stored<K>, asOf?: number): ResolvedRecord<K> {
  const { id, version, canonical, members } = stored;
  const isAlone = canonical === id && members.length < 2;
  return { ...stored, canonical: id, members: [id], asOf: asOf ?? (isAlone ? undefined : version) };
}

/** The record that stands for each id; ids without a record stand for themselves. */
export async function canonicalIds(store: Store, ids: readonly Id[], asOf?: number): Promise<Map<Id, Id>> {
  if (ids.length === 0) return new Map();
  const found = await store.getMany(ids, asOf);
  return new Map(ids.map((id, index) => [id, found[index]?.canonical ?? id]));
}

/** The ids, and every other id of the records that they mean: records hold the ids they were written with. */
export async function withMembers(store: Store, ids: readonly Id[]): Promise<Id[]> {
  if (ids.length === 0) return [];
  const resolved = await resolveMany(store, ids);
  return [...new Set([...ids, ...resolved.flatMap((record) => record?.members ?? [])])];
}

export function isOf<K extends RecordKind>(stored: Stored, kind: K): stored is Stored<K> {
  return stored.kind === kind;
}
