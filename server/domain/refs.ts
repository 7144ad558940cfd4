// Writes down references with the path of the field that holds them, so that a dangling one can be named.

import type { RecordKind } from './ids.ts';
import type { Ref } from './kind-spec.ts';
import type { Id } from './records.ts';

/** One per id, as `field[0]`, `field[1]`, ... */
export function idRefs(field: string, ids: readonly Id[], kinds: readonly RecordKind[]): Ref[] {
  return ids.map((id, index) => ({ field: `${field}[${index}]`, id, kinds }));
}

/** None for null. */
export function idRef(field: string, id: Id | null, kinds: readonly RecordKind[]): Ref[] {
  return id === null ? [] : [{ field, id, kinds }];
}
