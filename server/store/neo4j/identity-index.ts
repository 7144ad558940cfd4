// Applies identity judgements to what is indexed: which record stands for which, from which version to which. The engine says
// what changes.

import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id, Judgement } from '../../domain/records.ts';
import type { Cluster, StandingJudgement } from '../engine/identity.ts';
import { judgedClusters, movesOf } from '../engine/identity.ts';
import { answeringLater } from '../engine/look-ups.ts';
import type { JudgementChange } from '../engine/write-decisions.ts';
import type { ClaimIndex } from './claim-index.ts';
import { ADD_MERGED, CLAIMS_OF, END_MERGED, JUDGEMENTS_ABOUT } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import type { RecordHead, RecordHeads } from './record-heads.ts';
import { facetKey } from './version-row.ts';

const CLAIMS_AT_ONCE = 1_000;

export class IdentityIndex {
  readonly #heads: RecordHeads;
  readonly #claims: ClaimIndex;

  constructor(heads: RecordHeads, claims: ClaimIndex) {
    this.#heads = heads;
    this.#claims = claims;
  }

  /**
   * All judgements of one write together; everything else of it is in the database. `count` hears how many records of a kind
   * gained a stand-in (or lost it: negative), `paused` may begin another transaction.
   */
  async apply(
    changes: readonly JudgementChange[],
    runner: () => Runner,
    count: (kind: RecordKind, merged: number) => void,
    paused: () => Promise<void>,
  ): Promise<void> {
    const found = await answeringLater(judgedClusters(changes), (id) => judgementsAbout(runner(), id));
    for (const cluster of found) await this.#settle(runner, cluster, count, paused);
  }

  async #settle(
    runner: () => Runner,
    cluster: Cluster,
    count: (kind: RecordKind, merged: number) => void,
    paused: () => Promise<void>,
  ): Promise<void> {
    const { ids, canonical, at } = cluster;
    const touched = new Set<number>();
    await this.#heads.load(runner(), [...ids, ...canonical.values()]);
    for (const { id, from, to, merged } of movesOf(cluster, (id) => this.#heads.find(id)?.canonical)) {
      const claims = await runner().run<{ first: number }>(CLAIMS_OF, {
        canonical: from,
        key: facetKey('claim', 'at', id),
        forever: FOREVER,
      });
      for (const { first } of claims) touched.add(first);
      if (from !== id) await runner().run(END_MERGED, { id, at, forever: FOREVER });
      if (to !== id) await runner().run(ADD_MERGED, { id, to, at, forever: FOREVER });
      const head = this.#heads.find(id) as RecordHead;
      count(head.kind, merged);
      head.canonical = to;
    }
    const all = [...touched];
    for (let start = 0; start < all.length; start += CLAIMS_AT_ONCE) {
      await this.#claims.reopen(runner(), all.slice(start, start + CLAIMS_AT_ONCE), at);
      await paused();
    }
  }
}

async function judgementsAbout(runner: Runner, id: Id): Promise<StandingJudgement[]> {
  const rows = await runner.run<{ first: number; data: string }>(JUDGEMENTS_ABOUT, {
    key: facetKey('judgement', 'about', id),
    forever: FOREVER,
  });
  return rows.map(({ first, data }) => ({ first, judgement: readRecord<Judgement>('judgement', data) }));
}
