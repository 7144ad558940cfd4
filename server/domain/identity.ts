// Applies identity judgements: which record stands for which, and what readers see when several are one. Nothing here
// rewrites a record, so a judgement that is withdrawn leaves no trace: the clusters are simply computed without it.

import { externalKey } from './name-fields.ts';
import type { Actor, AnyRecord, Event, Id, Judgement, Name, Topic } from './records.ts';

export interface Clusters {
  /** From each member that another record stands for to the one that stands for it. */
  canonical: Map<Id, Id>;
  /** Every record that this one stands for: itself first, the others in order of id. */
  members(canonical: Id): Id[];
}

/** Takes the judgements in order of their first version. The kept id of the first record absorbs that of the second. */
export function clusters(judgements: Iterable<Pick<Judgement, 'verdict' | 'records' | 'withdrawn'>>): Clusters {
  const parent = new Map<Id, Id>();
  for (const { verdict, records, withdrawn } of judgements) {
    if (verdict !== 'SAME' || withdrawn) continue;
    const kept = rootOf(parent, records[0]);
    const absorbed = rootOf(parent, records[1]);
    if (kept !== absorbed) parent.set(absorbed, kept);
  }
  const canonical = new Map<Id, Id>();
  const others = new Map<Id, Id[]>();
  for (const member of [...parent.keys()].sort()) {
    const root = rootOf(parent, member);
    canonical.set(member, root);
    const known = others.get(root);
    if (known) known.push(member);
    else others.set(root, [member]);
  }
  return { canonical, members: (id) => [id, ...(others.get(id) ?? [])] };
}

function rootOf(parent: Map<Id, Id>, id: Id): Id {
  let root = id;
  for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
  // Every step on the way now points at the root, so that long chains are walked once.
  for (let step = id; step !== root; ) {
    const next = parent.get(step) ?? root;
    parent.set(step, root);
    step = next;
  }
  return root;
}

/**
 * The one record that readers see: that of the canonical id, with what only the others know, in their order. Kinds without
 * identity come back unchanged.
 */
export function mergeRecords<R extends AnyRecord>(canonical: R, others: readonly R[]): R;
export function mergeRecords(canonical: AnyRecord, others: readonly AnyRecord[]): AnyRecord {
  if (others.length === 0 || !hasNames(canonical)) return canonical;
  const named = others.filter(hasNames);
  const members = new Set([canonical.id, ...named.map((record) => record.id)]);
  const merged = {
    ...canonical,
    names: mergeNames(canonical, named),
    description: canonical.description ?? firstKnown(named.map((record) => record.description)),
    externalIds: union(
      [canonical, ...named].map((record) => record.externalIds),
      externalKey,
    ),
  };
  if ('roles' in merged) {
    const roles = named.map((record) => ('roles' in record ? record.roles : []));
    merged.roles = union([merged.roles, ...roles], JSON.stringify).filter((role) => !members.has(role.in));
  }
  if ('broader' in merged) {
    const broader = [merged, ...named].map((record) => ('broader' in record ? record.broader : null));
    // What was broader than one of them may be one of them: nothing is broader than itself.
    merged.broader = firstKnown(broader.filter((id) => id === null || !members.has(id)));
  }
  return 'participants' in merged
    ? mergeEvents(
        merged,
        named.filter((record) => 'participants' in record),
      )
    : merged;
}

function mergeEvents(merged: Event, others: readonly Event[]): Event {
  return {
    ...merged,
    when: merged.when ?? firstKnown(others.map((event) => event.when)),
    place: merged.place ?? firstKnown(others.map((event) => event.place)),
    participants: union(
      [merged, ...others].map((event) => event.participants),
      JSON.stringify,
    ),
    affected: union(
      [merged, ...others].map((event) => event.affected),
      (id) => id,
    ),
    quotes: union(
      [merged, ...others].map((event) => event.quotes),
      JSON.stringify,
    ),
  };
}

function hasNames(record: AnyRecord): record is Actor | Event | Topic {
  return 'names' in record;
}

function mergeNames(canonical: Actor | Event | Topic, others: (Actor | Event | Topic)[]): Name[] {
  const names = [...canonical.names];
  const known = new Set([canonical.name, ...names.map((name) => name.text)]);
  for (const other of others) {
    const own: Name = { text: other.name, language: null, kind: 'ALIAS', from: null, to: null };
    for (const name of [own, ...other.names]) {
      if (known.has(name.text)) continue;
      known.add(name.text);
      // A second preferred name would contradict the first; the other kinds say something true of the merged record too.
      names.push(name.kind === 'PREFERRED' ? { ...name, kind: 'ALIAS' } : name);
    }
  }
  return names;
}

/** In order, the first of those with one key. */
function union<T>(lists: readonly (readonly T[])[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const list of lists)
    for (const item of list) {
      const itsKey = key(item);
      if (!seen.has(itsKey)) seen.set(itsKey, item);
    }
  return [...seen.values()];
}

function firstKnown<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}
