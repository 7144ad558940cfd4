// What judgements of one write change: the clusters that they lie in, and which record stands for which after it. Works on one
// cluster at a time, so a judgement costs what its cluster costs, however many others there are.

import { clusters } from '../../domain/identity.ts';
import type { Id, Judgement } from '../../domain/records.ts';
import type { Asking } from './look-ups.ts';
import type { JudgementChange } from './write-decisions.ts';

/** A judgement, and the first version of it, which gives the order in which judgements are applied. */
export interface StandingJudgement {
  first: number;
  judgement: Judgement;
}

/** Everything that judgements, in force or not, join to one of the records judged: what one of them changes lies within it. */
export interface Cluster {
  ids: ReadonlySet<Id>;
  canonical: ReadonlyMap<Id, Id>;
  /** The last version that judges within it: all of the write takes effect together. */
  at: number;
}

/** Asks for the judgements that stand about one record after another. */
export function* judgedClusters(
  changes: readonly JudgementChange[],
): Asking<Id, readonly StandingJudgement[], Cluster[]> {
  const found: Cluster[] = [];
  const done = new Set<Id>();
  for (const { records } of changes)
    for (const id of records) {
      if (done.has(id)) continue;
      const ids = new Set([id]);
      const judgements = new Map<number, Judgement>();
      for (const member of ids) {
        done.add(member);
        for (const { first, judgement } of yield member) {
          judgements.set(first, judgement);
          for (const record of judgement.records) ids.add(record);
        }
      }
      const inOrder = [...judgements].sort(([a], [b]) => a - b).map(([, judgement]) => judgement);
      const touching = changes.filter((one) => one.records.some((record) => ids.has(record)));
      const at = Math.max(...touching.map(({ version }) => version));
      found.push({ ids, canonical: clusters(inOrder).canonical, at });
    }
  return found;
}

/** A record that another one stands for from now on, or itself again. */
export interface Move {
  id: Id;
  from: Id;
  to: Id;
  /** By how many the records with a stand-in have grown. */
  merged: number;
}

/** `canonicalOf`: which record stands for another so far; undefined where there is no such record. */
export function movesOf({ ids, canonical }: Cluster, canonicalOf: (id: Id) => Id | undefined): Move[] {
  return [...ids].flatMap((id) => {
    const from = canonicalOf(id);
    const to = canonical.get(id) ?? id;
    if (from === undefined || from === to || canonicalOf(to) === undefined) return [];
    return [{ id, from, to, merged: Number(to !== id) - Number(from !== id) }];
  });
}
