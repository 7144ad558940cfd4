// Applies identity judgements to what is indexed: which record stands for which, from which version to which. Works on one
// cluster at a time, so a judgement costs what its cluster costs, however many others there are.

import { clusters } from '../../domain/identity.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Claim, Id, Judgement } from '../../domain/records.ts';
import type { ClaimIndex } from './claim-index.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Entries } from './entries.ts';

export interface Judged {
  version: number;
  records: readonly Id[];
}

const JUDGEMENTS_ABOUT = `SELECT f.num, v.data FROM facet_value fv JOIN facet f ON f.value_no = fv.no
  JOIN record r ON r.num = f.num JOIN version v ON v.version = r.version
  WHERE fv.value = ? AND fv.kind = ${kinds.code('judgement')} AND fv.field = 'about'`;
const CLAIMS_OF = `SELECT DISTINCT a.num FROM attribution a WHERE a.until IS NULL AND a.speaker = ?
  UNION SELECT DISTINCT a.num FROM attribution a WHERE a.until IS NULL AND a.target = ?
  UNION SELECT f.num FROM facet_value fv JOIN facet f ON f.value_no = fv.no
    WHERE fv.value = ? AND fv.kind = ${kinds.code('claim')} AND fv.field = 'at'`;

export class IdentityIndex {
  readonly #connection: Connection;
  readonly #entries: Entries;
  readonly #claims: ClaimIndex;

  constructor(connection: Connection, entries: Entries, claims: ClaimIndex) {
    this.#connection = connection;
    this.#entries = entries;
    this.#claims = claims;
  }

  /** All judgements of one write together. Returns how many records of each kind gained a stand-in (or lost it: negative). */
  apply(judged: readonly Judged[]): Map<number, number> {
    const merged = new Map<number, number>();
    const done = new Set<Id>();
    for (const { records } of judged)
      for (const id of records) {
        if (done.has(id)) continue;
        const cluster = this.#cluster(id);
        for (const member of cluster.ids) done.add(member);
        const at = Math.max(
          ...judged.filter((one) => one.records.some((record) => cluster.ids.has(record))).map((one) => one.version),
        );
        this.#settle(cluster.ids, clusters(cluster.judgements).canonical, at, merged);
      }
    return merged;
  }

  /** Everything that judgements, in force or not, join to this record: what one of them changes lies within it. */
  #cluster(start: Id): { ids: Set<Id>; judgements: Judgement[] } {
    const ids = new Set([start]);
    const found = new Map<number, Judgement>();
    for (const id of ids)
      for (const [num, data] of this.#connection.all<[number, string]>(JUDGEMENTS_ABOUT, [id])) {
        const judgement = readRecord<Judgement>('judgement', data);
        found.set(num, judgement);
        for (const record of judgement.records) ids.add(record);
      }
    const judgements = [...found].sort(([a], [b]) => a - b).map(([, judgement]) => judgement);
    return { ids, judgements };
  }

  #settle(ids: Iterable<Id>, canonical: Map<Id, Id>, at: number, merged: Map<number, number>): void {
    const touched = new Set<number>();
    for (const id of ids) {
      const entry = this.#entries.find(id);
      const stands = this.#entries.find(canonical.get(id) ?? id);
      if (entry === undefined || stands === undefined || stands.num === entry.canonical) continue;
      for (const [num] of this.#connection.all<[number]>(CLAIMS_OF, [entry.canonical, entry.canonical, id]))
        touched.add(num);
      this.#move(entry.num, entry.canonical, stands.num, at);
      const change = (stands.num === entry.num ? 0 : 1) - (entry.canonical === entry.num ? 0 : 1);
      const kind = this.#connection.value('SELECT kind FROM record WHERE num = ?', [entry.num]);
      merged.set(kind, (merged.get(kind) ?? 0) + change);
      entry.canonical = stands.num;
    }
    for (const num of touched) this.#reopen(num, at);
  }

  #move(member: number, from: number, to: number, at: number): void {
    if (from !== member)
      this.#connection.run('UPDATE canon SET until = ? WHERE member = ? AND until IS NULL', at, member);
    if (to !== member)
      this.#connection.run(
        'INSERT INTO canon (member, canonical, since, until) VALUES (?, ?, ?, NULL)',
        member,
        to,
        at,
      );
    this.#connection.run('UPDATE record SET canonical = ? WHERE num = ?', to, member);
  }

  #reopen(num: number, at: number): void {
    const row = this.#connection.get<[number, string | null]>(
      'SELECT v.version, v.data FROM record r JOIN version v ON v.version = r.version WHERE r.num = ?',
      [num],
    );
    if (row === undefined || row[1] === null) return;
    this.#claims.reopen(num, row[0], readRecord<Claim>('claim', row[1]), at);
  }
}
