// Paths: all of them are walked, step by step, and then sorted. The one thing spared is to go where the end is too far away.

import { kindOf } from '../../domain/ids.ts';
import type { Id } from '../../domain/records.ts';
import { MOST_STEPS, tooManyPaths } from '../engine/refusals.ts';
import type { PathQuery } from '../store.ts';
import { passing } from './filter.ts';
import type { Moment } from './moment.ts';
import { compareKeys } from './pages.ts';

type Neighbours = ReadonlyMap<Id, ReadonlySet<Id>>;

export function paths(moment: Moment, { filter, from, to, maxHops, limit, exclude }: PathQuery): Id[][] {
  const neighbours = neighboursIn(moment, filter);
  const [start, end] = [moment.canonical(from), moment.canonical(to)];
  const closed = new Set(exclude.map(moment.canonical));
  const away = distances(neighbours, end);
  const found: Id[][] = [];
  let steps = 0;
  const walk = (path: Id[], hops: number) => {
    for (const id of neighbours.get(path.at(-1) ?? '') ?? []) {
      if (++steps > MOST_STEPS) throw tooManyPaths();
      if (path.includes(id) || (away.get(id) ?? Number.POSITIVE_INFINITY) > hops - path.length) continue;
      if (id !== end && !closed.has(id) && kindOf(id) !== 'claim') walk([...path, id], hops);
      else if (id === end && path.length === hops) found.push([...path, id]);
    }
  };
  if (start !== end) for (let hops = 1; hops <= maxHops && found.length < limit; hops++) walk([start], hops);
  return found.sort((a, b) => a.length - b.length || compareKeys(a, b)).slice(0, limit);
}

function neighboursIn(moment: Moment, filter: PathQuery['filter']): Neighbours {
  const neighbours = new Map<Id, Set<Id>>();
  const join = (a: Id, b: Id) => neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
  for (const { rows } of passing(moment, filter))
    for (const { speaker, target } of rows) {
      join(speaker, target);
      join(target, speaker);
    }
  return neighbours;
}

/** How many hops each record is away from this one. */
function distances(neighbours: Neighbours, end: Id): Map<Id, number> {
  const away = new Map([[end, 0]]);
  for (const [id, hops] of away)
    for (const next of neighbours.get(id) ?? []) if (!away.has(next)) away.set(next, hops + 1);
  return away;
}
