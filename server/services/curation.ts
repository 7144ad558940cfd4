// Adds and edits records of any kind: checks the whole input, settles its references and quotes, and writes once. A new
// kind needs nothing here; what claims and sources have beyond the others (repeats, quotes in a text) is asked for by name.

import type { Fault, FaultPath } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { idProblem, newId } from '../domain/ids.ts';
import { KINDS } from '../domain/kinds.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { AnyRecord, Id, RecordOf } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';
import { writeTexts } from './edited-texts.ts';
import { mapFaultPaths } from './map-fault-paths.ts';
import { settle } from './quotes-in-sources.ts';
import { refuseRepeats } from './repeated-claims.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isEdited, staleEdit } from './stale-edit.ts';
import type { Authorship, Draft, Writing } from './writing.ts';

/** Fields that are undefined stay as they are; null clears. */
export type Patch = Readonly<Record<string, unknown>>;

export interface Addition {
  input: Patch;
  /** Where it stands in the caller's input, such as `['claims', 3]`; empty when it is the whole. */
  at: FaultPath;
}

export interface Edit<K extends RecordKind> {
  id: Id;
  baseVersion: number;
  /** Sees the record as it is, never a stale one. */
  revise(current: RecordOf[K], faults: FaultCollector): Patch;
  at: FaultPath;
  /** Whether the caller's input has a field of this name; by default, those that records are edited by. */
  hasField?: ((field: string) => boolean) | undefined;
}

export function createCuration(store: Store, writing: Writing) {
  async function addAll<K extends RecordKind>(
    kind: K,
    additions: readonly Addition[],
    authorship: Authorship,
    early: readonly Fault[] = [],
  ): Promise<Stored<K>[]> {
    const shape = new FaultCollector(early);
    const parsed = additions.map(({ input, at }) => {
      const whole = { ...input, id: input.id ?? newId(kind) };
      return { input: whole, record: KINDS[kind].parse(whole, shape.at(at)), base: null, at };
    });
    return retryOnConflict(async () => {
      const faults = new FaultCollector(shape.list);
      const checked = await writing.checkAuthorship(authorship, faults);
      const { records, holds } = await settle(store, kind, parsed, faults);
      faults.throwIfAny();
      const drafts = records.map((record): Draft<K> => ({ kind, record, base: null }));
      const looks = [...checked.looks, () => refuseRepeats(store, records, parsed)];
      return mapFaultPaths(
        pathsOf(additions),
        writing.write({ ...checked, looks, holds: [...checked.holds, ...holds] }, drafts),
      );
    });
  }

  async function editAll<K extends RecordKind>(
    kind: K,
    edits: readonly Edit<K>[],
    authorship: Authorship,
    early: readonly Fault[] = [],
  ): Promise<Stored<K>[]> {
    return retryOnConflict(async () => {
      const bases = await standing(store, kind, edits);
      const faults = new FaultCollector(early);
      const checked = await writing.checkAuthorship(authorship, faults);
      const parsed = edits.map(({ revise, at }, index) => {
        const base = bases[index] as Stored<K>;
        const whole = merge(base.record, revise(base.record, faults.at(at)));
        return { input: whole, record: KINDS[kind].parse(whole, faults.at(at)), base, at };
      });
      const { records, holds } = await settle(store, kind, parsed, faults);
      faults.throwIfAny();
      const drafts = records.map((record, index): Draft<K> => ({ kind, record, base: bases[index] as Stored<K> }));
      const held = { ...checked, holds: [...checked.holds, ...holds] };
      if (kind !== 'source') return mapFaultPaths(pathsOf(edits), writing.write(held, drafts));
      return (await writeTexts(
        store,
        writing,
        held,
        drafts as Draft[] as Draft<'source'>[],
      )) as Stored[] as Stored<K>[];
    });
  }

  return {
    addAll,
    editAll,
    /** `early` holds faults found on the way here; all are listed together. */
    async add<K extends RecordKind>(
      kind: K,
      input: Patch,
      authorship: Authorship,
      early?: readonly Fault[],
    ): Promise<Stored<K>> {
      return only(await addAll(kind, [{ input, at: [] }], authorship, early));
    },
    async edit<K extends RecordKind>(
      kind: K,
      id: Id,
      baseVersion: number,
      patch: Patch,
      authorship: Authorship,
      early?: readonly Fault[],
    ): Promise<Stored<K>> {
      return only(await editAll(kind, [{ id, baseVersion, revise: () => patch, at: [] }], authorship, early));
    },
  };
}

export type Curation = ReturnType<typeof createCuration>;

/** The records to be edited, each at the version that the author of the edit read. */
async function standing<K extends RecordKind>(store: Store, kind: K, edits: readonly Edit<K>[]): Promise<Stored<K>[]> {
  const faults = new FaultCollector();
  edits.forEach(({ id, at }, index) => {
    const problem = idProblem(id, [kind]);
    if (problem !== null) faults.at(at).add(['id'], problem);
    const first = edits.findIndex((other) => other.id === id);
    if (first !== index) faults.at(at).add(['id'], { code: 'REPEATED_RECORD', first: edits[first]?.at ?? [] });
  });
  faults.throwIfAny();
  const found = (await store.getMany(edits.map(({ id }) => id))) as (Stored<K> | null)[];
  const missing = new FaultCollector();
  const stale = new FaultCollector();
  const isField = (field: string) => isEdited(kind, field);
  for (const [index, { id, baseVersion, at, hasField = isField }] of edits.entries()) {
    const current = found[index];
    if (!current) missing.at(at).add(['id'], { code: 'NOT_FOUND', kind, record: id });
    else if (current.version !== baseVersion) await staleEdit(store, current, baseVersion, hasField, stale.at(at));
  }
  missing.throwIfAny('NOT_FOUND');
  stale.throwIfAny('CONFLICT');
  return found as Stored<K>[];
}

/** Fields that are left out stay. The mark of a text follows the text, unless it is given with it, and so does what was changed in it. */
function merge(base: AnyRecord, patch: Patch): Patch {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const marked = 'sha256' in base && typeof given.text === 'string' ? { sha256: null, normalised: [] } : {};
  return { ...base, ...marked, ...given, id: base.id };
}

function pathsOf(entries: readonly { at: FaultPath }[]): FaultPath[] {
  return entries.map(({ at }) => at);
}

function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length !== 1)
    throw new Error(`one record was written, and ${items.length} came back`);
  return item;
}
