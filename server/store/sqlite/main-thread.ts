// Decides which reads are answered on the main thread: those that are short whatever the size of the graph. Sending them to a
// worker would cost more than the read, and there they could wait behind a long tally.

import type { ClaimFilter, ClaimQuery, ListQuery, Related } from '../store.ts';
import type { ReadName } from './reads.ts';

const MANY = 200;
/** Filters that an index in order of saying serves alone. */
const INDEXED = new Set<keyof ClaimFilter>(['speakers', 'targets', 'about', 'sources', 'statuses', 'undated']);

export function runsOnMainThread(name: ReadName, given: readonly unknown[]): boolean {
  switch (name) {
    case 'getMany':
      return (given[0] as readonly string[]).length <= most(given[2] as Related | undefined);
    case 'authors':
      return (given[0] as readonly number[]).length <= MANY;
    case 'history':
    case 'changes':
      return limitOf(given) <= MANY;
    case 'getEntry':
    case 'listEntries':
      return true;
    case 'stats':
      return given[0] === undefined;
    case 'find':
      return isShortList(given[0] as ListQuery);
    case 'claimPage':
    case 'attributionPage':
      return isShortPage(given[0] as ClaimQuery);
    default:
      return false;
  }
}

function limitOf(given: readonly unknown[]): number {
  return (given.at(-1) as { limit: number }).limit;
}

/** Some four records are related to each. */
function most(related: Related | undefined): number {
  return related === undefined ? MANY : MANY / 4;
}

function isShortList({ kind, facets, from, to, limit, total, related }: ListQuery): boolean {
  return (
    kind !== 'claim' &&
    facets === undefined &&
    from === undefined &&
    to === undefined &&
    total !== true &&
    limit <= most(related)
  );
}

/** One list of one end, in the order in which it is indexed. */
function isShortPage({ filter, order, limit, total, related }: ClaimQuery): boolean {
  if (total === true || limit > most(related) || !order.startsWith('SAID')) return false;
  const used = (Object.keys(filter) as (keyof ClaimFilter)[]).filter((field) => filter[field] !== undefined);
  if (!used.every((field) => INDEXED.has(field))) return false;
  const ends = [filter.speakers, filter.targets, filter.about, filter.sources].filter((list) => list !== undefined);
  return ends.length === 0 || (ends.length === 1 && ends[0]?.length === 1);
}
