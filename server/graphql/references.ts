// Follows the references of a record, those of a past one at the end of the write that its version came with. What was read
// before comes at once; a promise is made only where the store has to be asked, because a page has thousands of fields and each
// promise costs.

import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { isOf } from '../services/records.ts';
import type { Context } from './context.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { chain } from './maybe-promise.ts';
import type { Part } from './parents.ts';

export function one<K extends RecordKind>(
  context: Context,
  kind: K,
  id: Id,
  asOf: number | undefined,
): MaybePromise<ResolvedRecord<K>> {
  return chain(referred(context, id, asOf), (record) => {
    if (record === null || !isOf(record, kind)) throw dangling(id);
    return record;
  });
}

export function maybe<K extends RecordKind>(
  context: Context,
  kind: K,
  id: Id | null,
  asOf: number | undefined,
): MaybePromise<ResolvedRecord<K> | null> {
  return id === null ? null : one(context, kind, id, asOf);
}

export function many<K extends RecordKind>(
  context: Context,
  kind: K,
  ids: readonly Id[],
  asOf: number | undefined,
): MaybePromise<ResolvedRecord<K>[]> {
  return chain(allReferred(context, ids, asOf), (records) => records.filter((record) => isOf(record, kind)));
}

/** The records of these ids, each once, that a record read at a version refers to. */
export function allReferred(
  { data, loaders }: Context,
  ids: readonly Id[],
  asOf: number | undefined,
): MaybePromise<ResolvedRecord[]> {
  if (asOf === undefined) return loaders.records(ids, undefined);
  return chain(data.endOfWrite(asOf), (end) => loaders.records(ids, end));
}

export function referred(
  { data, loaders }: Context,
  id: Id,
  asOf: number | undefined,
): MaybePromise<ResolvedRecord | null> {
  if (asOf === undefined) return loaders.record(id, undefined);
  return chain(data.endOfWrite(asOf), (end) => loaders.record(id, end));
}

type TargetRecord =
  | ResolvedRecord<'actor'>
  | ResolvedRecord<'event'>
  | ResolvedRecord<'topic'>
  | ResolvedRecord<'claim'>;

/** A claim has nothing else for a target. */
export function targetOf(context: Context, id: Id, asOf: number | undefined): MaybePromise<TargetRecord> {
  return chain(referred(context, id, asOf), (record) => {
    if (record === null) throw dangling(id);
    return record as TargetRecord;
  });
}

/** Parts of a record, to be read at the version of the whole. */
export function parts<T extends object>(items: readonly T[], { asOf }: ResolvedRecord): Part<T>[] {
  return asOf === undefined ? (items as Part<T>[]) : items.map((item) => ({ ...item, asOf }));
}

function dangling(id: Id): Error {
  return new Error(`${id} is referred to and not in the store`);
}
