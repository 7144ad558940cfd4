// Writes down references with the path of the field that holds them, so that a dangling one can be named.

import type { FaultPath } from './faults/fault.ts';
import type { Ref } from './kind-spec.ts';
import type { RecordKind } from './record-kinds.ts';
import type { Id } from './records.ts';

/** One per id, each with its index in the list. */
export function idRefs(field: string, ids: readonly Id[], kinds: readonly RecordKind[]): Ref[] {
  return ids.map((id, index) => ({ path: [field, index], id, kinds }));
}

/** None for null. */
export function idRef(path: FaultPath, id: Id | null, kinds: readonly RecordKind[]): Ref[] {
  return id === null ? [] : [{ path, id, kinds }];
}
