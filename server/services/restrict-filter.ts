// Restricts a claim filter to the record that a query is about. A filter has one list per field, so it cannot hold both the
// caller's list and this record: where the answer is certain it is given, otherwise the error names the field to leave out.

import { invalid } from '../domain/errors.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { ClaimFilter } from '../store/store.ts';

/** Fields that hold for one speaker and one target: a record that is not in the list cannot be that end. */
type EndField = 'speakers' | 'targets';
/** Fields that a claim can meet with another record than the one asked about. */
type ClaimField = 'about' | 'events' | 'sources' | 'topics';

/** `members` are all ids of the one record, the canonical one first. Null: nothing can pass. */
export function restrictEnd(filter: ClaimFilter, field: EndField, members: readonly Id[]): ClaimFilter | null {
  const given = filter[field];
  return given && !given.some((id) => members.includes(id)) ? null : { ...filter, [field]: members.slice(0, 1) };
}

/** Throws INVALID where the filter already names other records in that field. */
export function restrictClaim(filter: ClaimFilter, field: ClaimField, members: readonly Id[]): ClaimFilter {
  const given = filter[field];
  if (given && !given.some((id) => members.includes(id)))
    throw invalid(['filter', field], { code: 'NARROWED_ALREADY', record: members[0] ?? '' });
  return { ...filter, [field]: members.slice(0, 1) };
}

/** The same filter, counting only targets of these kinds. */
export function restrictTargetKinds(filter: ClaimFilter, kinds: readonly RecordKind[] | undefined): ClaimFilter {
  if (kinds === undefined) return filter;
  return { ...filter, targetKinds: filter.targetKinds?.filter((kind) => kinds.includes(kind)) ?? kinds };
}

/** Ids that are in both lists, by the records that they mean; without a list, all of them. */
export function among(given: readonly Id[] | undefined, ids: readonly Id[], canonical: ReadonlyMap<Id, Id>): Id[] {
  const allowed = given && new Set(given.map((id) => canonical.get(id) ?? id));
  return [...new Set(ids.map((id) => canonical.get(id) ?? id))].filter((id) => allowed?.has(id) ?? true);
}
