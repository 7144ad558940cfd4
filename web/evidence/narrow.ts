// Narrows the filter in force to what one part of the evidence is about. Where the filter already names other records, or
// another stance, nothing can pass: an empty list says so, for the server keeps it and matches nothing.

import type { ClaimFilter, Stance } from '../gql/generated.ts';

type Field = 'speakers' | 'targets' | 'sources';

/** `ids` are all ids of the one record, its own first. */
export function narrowed(filter: ClaimFilter, field: Field, ids: readonly string[]): ClaimFilter {
  const given = filter[field];
  const id = ids.slice(0, 1);
  return { ...filter, [field]: !given || given.some((one) => ids.includes(one)) ? id : [] };
}

export const narrowedToEdge = (filter: ClaimFilter, speaker: string, target: string): ClaimFilter =>
  narrowed(narrowed(filter, 'speakers', [speaker]), 'targets', [target]);

export function narrowedToStances(filter: ClaimFilter, stances: readonly Stance[]): ClaimFilter {
  const given = filter.stances;
  return { ...filter, stances: stances.filter((stance) => given?.includes(stance) ?? true) };
}

/** Claims whose date touches both the filter's window and this one; a date that is an interval touches their overlap then. */
export function narrowedToDays(filter: ClaimFilter, from: string, to: string): ClaimFilter {
  const { saidFrom, saidTo } = filter;
  return {
    ...filter,
    saidFrom: saidFrom && saidFrom > from ? saidFrom : from,
    saidTo: saidTo && saidTo < to ? saidTo : to,
    undated: 'EXCLUDE',
  };
}

/** Claims about an event or said at it. Where the filter names other events already, it stands, and claims about this one remain. */
export function narrowedToEvent(filter: ClaimFilter, ids: readonly string[]): ClaimFilter {
  const other = filter.events && !filter.events.some((one) => ids.includes(one));
  return other ? narrowed(filter, 'targets', ids) : { ...filter, events: ids.slice(0, 1) };
}
