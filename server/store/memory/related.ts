// Records related to others: those that are one with them, those that said them, and those that they refer to.

import { compareCodePoints } from '../../domain/code-points.ts';
import { specOf } from '../../domain/kinds.ts';
import type { Id } from '../../domain/records.ts';
import type { Related, Stored } from '../store.ts';
import type { LiveFact, Moment } from './moment.ts';

/** In order of id, without those asked for. */
export function relatedTo(moment: Moment, asked: readonly Id[], related: Related): Stored[] {
  const reached = new Set(asked.filter((id) => moment.records.has(id)));
  const held = () => [...reached].map((id) => moment.records.get(id) as LiveFact);
  const add = (ids: readonly Id[]) => {
    for (const id of ids) if (moment.records.has(id)) reached.add(id);
  };
  const addOnes = () => {
    add(held().map(({ id }) => moment.canonical(id)));
    add(held().flatMap((one) => moment.stored(one).members));
  };
  if (related === 'REFERENCED') {
    addOnes();
    add(held().flatMap(namesOf));
  }
  add(held().flatMap(({ record }) => ('speakers' in record ? record.speakers : [])));
  addOnes();
  return held()
    .filter(({ id }) => !asked.includes(id))
    .map((one) => moment.stored(one))
    .sort((a, b) => compareCodePoints(a.id, b.id));
}

/** What it refers to, and what it is filed under, where that is the id of a record. */
function namesOf({ kind, record }: LiveFact): Id[] {
  const { refs, facets } = specOf(kind);
  return [...refs(record).map(({ id }) => id), ...facets(record).map(({ value }) => value)];
}
