// Applies identity judgements to what is indexed: which record stands for which, from which version to which. Works on one
// cluster at a time, so a judgement costs what its cluster costs, however many others there are.

import { clusters } from '../../domain/identity.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Id, Judgement } from '../../domain/records.ts';
import type { ClaimIndex } from './claim-index.ts';
import { ADD_MERGED, CLAIMS_OF, END_MERGED, JUDGEMENTS_ABOUT } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import type { Entries } from './entries.ts';
import { FOREVER } from './forever.ts';
import { facetKey } from './version-row.ts';

export interface Judged {
  version: number;
  records: readonly Id[];
}

const CLAIMS_AT_ONCE = 1_000;

export class IdentityIndex {
  readonly #entries: Entries;
  readonly #claims: ClaimIndex;

  constructor(entries: Entries, claims: ClaimIndex) {
    this.#entries = entries;
    this.#claims = claims;
  }

  /**
   * All judgements of one write together; everything else of it is in the database. `count` hears how many records of a kind
   * gained a stand-in (or lost it: negative), `paused` may begin another transaction.
   */
  async apply(
    judged: readonly Judged[],
    runner: () => Runner,
    count: (kind: RecordKind, merged: number) => void,
    paused: () => Promise<void>,
  ): Promise<void> {
    const done = new Set<Id>();
    for (const { records } of judged)
      for (const id of records) {
        if (done.has(id)) continue;
        const cluster = await this.#cluster(runner(), id);
        for (const member of cluster.ids) done.add(member);
        const touching = judged.filter((one) => one.records.some((record) => cluster.ids.has(record)));
        const at = Math.max(...touching.map((one) => one.version));
        await this.#settle(runner, cluster.ids, clusters(cluster.judgements).canonical, at, count, paused);
      }
  }

  /** Everything that judgements, in force or not, join to this record: what one of them changes lies within it. */
  async #cluster(runner: Runner, start: Id): Promise<{ ids: Set<Id>; judgements: Judgement[] }> {
    const ids = new Set([start]);
    const found = new Map<number, Judgement>();
    for (const id of ids) {
      const rows = await runner.run<{ first: number; data: string }>(JUDGEMENTS_ABOUT, {
        key: facetKey('judgement', 'about', id),
        forever: FOREVER,
      });
      for (const { first, data } of rows) {
        const judgement = readRecord<Judgement>('judgement', data);
        found.set(first, judgement);
        for (const record of judgement.records) ids.add(record);
      }
    }
    const judgements = [...found].sort(([a], [b]) => a - b).map(([, judgement]) => judgement);
    return { ids, judgements };
  }

  async #settle(
    runner: () => Runner,
    ids: ReadonlySet<Id>,
    canonical: ReadonlyMap<Id, Id>,
    at: number,
    count: (kind: RecordKind, merged: number) => void,
    paused: () => Promise<void>,
  ): Promise<void> {
    const touched = new Set<number>();
    await this.#entries.load(runner(), [...ids, ...canonical.values()]);
    for (const id of ids) {
      const entry = this.#entries.find(id);
      const stands = this.#entries.find(canonical.get(id) ?? id);
      if (entry === undefined || stands === undefined || stands.id === entry.canonical) continue;
      const claims = await runner().run<{ first: number }>(CLAIMS_OF, {
        canonical: entry.canonical,
        key: facetKey('claim', 'at', id),
        forever: FOREVER,
      });
      for (const { first } of claims) touched.add(first);
      if (entry.canonical !== id) await runner().run(END_MERGED, { id, at, forever: FOREVER });
      if (stands.id !== id) await runner().run(ADD_MERGED, { id, to: stands.id, at, forever: FOREVER });
      count(entry.kind, (stands.id === id ? 0 : 1) - (entry.canonical === id ? 0 : 1));
      entry.canonical = stands.id;
    }
    const all = [...touched];
    for (let start = 0; start < all.length; start += CLAIMS_AT_ONCE) {
      await this.#claims.reopen(runner(), all.slice(start, start + CLAIMS_AT_ONCE), at);
      await paused();
    }
  }
}
