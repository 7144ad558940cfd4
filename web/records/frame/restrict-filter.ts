// Restricts the filter in force to one record, relation, stance or time. Where the filter already names other records, or
// another stance, nothing can pass: an empty list says so, for the server keeps it and matches nothing.

import type { ClaimFilter, Stance } from '../../gql/generated.ts';

type Field = 'speakers' | 'targets' | 'sources';

/** `ids` are all ids of the one record, its own first. */
export function restrictFilter(filter: ClaimFilter, field: Field, ids: readonly string[]): ClaimFilter {
  const given = filter[field];
  const id = ids.slice(0, 1);
  return { ...filter, [field]: !given || given.some((one) => ids.includes(one)) ? id : [] };
}

export const restrictToRelation = (filter: ClaimFilter, speaker: string, target: string): ClaimFilter =>
  restrictFilter(restrictFilter(filter, 'speakers', [speaker]), 'targets', [target]);

export function restrictToStances(filter: ClaimFilter, stances: readonly Stance[]): ClaimFilter {
  const given = filter.stances;
  return { ...filter, stances: stances.filter((stance) => given?.includes(stance) ?? true) };
}

/** Claims whose date touches both the filter's window and this one; a date that is an interval touches their overlap then. */
export function restrictToDays(filter: ClaimFilter, from: string, to: string): ClaimFilter {
  const { saidFrom, saidTo } = filter;
  return {
    ...filter,
    saidFrom: saidFrom && saidFrom > from ? saidFrom : from,
    saidTo: saidTo && saidTo < to ? saidTo : to,
    undated: 'EXCLUDE',
  };
}

/** Claims about an event or said at it. Where the filter names other events already, it stands, and claims about this one remain. */
export function restrictToEvent(filter: ClaimFilter, ids: readonly string[]): ClaimFilter {
  const other = filter.events && !filter.events.some((one) => ids.includes(one));
  return other ? restrictFilter(filter, 'targets', ids) : { ...filter, events: ids.slice(0, 1) };
}
