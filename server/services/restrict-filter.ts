// Restricts a claim filter to the record that a query is about. Where the filter names other records in the same field, both hold.

import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { ClaimFilter } from '../store/store.ts';

/** Fields that hold for one speaker and one target: a record that is not in the list cannot be that end. */
type EndField = 'speakers' | 'targets';
/** Fields that a claim can meet with another record than the one asked about. */
type ClaimField = 'about' | 'events' | 'sources';
const ALSO = { about: 'alsoAbout', events: 'alsoEvents', sources: 'alsoSources' } as const;

/** `members` are all ids of the one record, the canonical one first. Null: nothing can pass. */
export function restrictEnd(filter: ClaimFilter, field: EndField, members: readonly Id[]): ClaimFilter | null {
  const given = filter[field];
  return given && !given.some((id) => members.includes(id)) ? null : { ...filter, [field]: members.slice(0, 1) };
}

/** Where the filter names other records in that field, a claim must meet the condition with one of them too. */
export function restrictClaim(filter: ClaimFilter, field: ClaimField, members: readonly Id[]): ClaimFilter {
  const given = filter[field];
  const others = given && !given.some((id) => members.includes(id)) ? { [ALSO[field]]: given } : {};
  return { ...filter, ...others, [field]: members.slice(0, 1) };
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
