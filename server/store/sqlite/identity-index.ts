// Applies identity judgements to what is indexed: which record stands for which, from which version to which. The engine says
// what changes.

import { kindOf } from '../../domain/ids.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Claim, Id, Judgement } from '../../domain/records.ts';
import type { Cluster, StandingJudgement } from '../engine/identity.ts';
import { judgedClusters, movesOf } from '../engine/identity.ts';
import { answering } from '../engine/look-ups.ts';
import type { JudgementChange } from '../engine/write-decisions.ts';
import type { ClaimIndex } from './claim-index.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { RecordHead, RecordHeads } from './record-heads.ts';

const JUDGEMENTS_ABOUT = `SELECT f.num, v.data FROM facet_value fv JOIN facet f ON f.value_no = fv.no
  JOIN record r ON r.num = f.num JOIN version v ON v.version = r.version
  WHERE fv.value = ? AND fv.kind = ${kinds.code('judgement')} AND fv.field = 'about'`;
const CLAIMS_OF = `SELECT DISTINCT a.num FROM attribution a WHERE a.until IS NULL AND a.speaker = ?
  UNION SELECT DISTINCT a.num FROM attribution a WHERE a.until IS NULL AND a.target = ?
  UNION SELECT f.num FROM facet_value fv JOIN facet f ON f.value_no = fv.no
    WHERE fv.value = ? AND fv.kind = ${kinds.code('claim')} AND fv.field = 'at'`;

export class IdentityIndex {
  readonly #connection: Connection;
  readonly #heads: RecordHeads;
  readonly #claims: ClaimIndex;

  constructor(connection: Connection, heads: RecordHeads, claims: ClaimIndex) {
    this.#connection = connection;
    this.#heads = heads;
    this.#claims = claims;
  }

  /** All judgements of one write together. `count` hears by how many records of a kind with a stand-in have grown. */
  apply(changes: readonly JudgementChange[], count: (kind: RecordKind, merged: number) => void): void {
    for (const cluster of answering(judgedClusters(changes), (id) => this.#judgementsAbout(id)))
      this.#settle(cluster, count);
  }

  #judgementsAbout(id: Id): StandingJudgement[] {
    const rows = this.#connection.all<[number, string]>(JUDGEMENTS_ABOUT, [id]);
    return rows.map(([first, data]) => ({ first, judgement: readRecord<Judgement>('judgement', data) }));
  }

  #settle(cluster: Cluster, count: (kind: RecordKind, merged: number) => void): void {
    const touched = new Set<number>();
    const canonicalOf = (id: Id) => (this.#heads.find(id) === undefined ? undefined : this.#heads.canonicalId(id));
    for (const { id, to, merged } of movesOf(cluster, canonicalOf)) {
      const head = this.#heads.find(id) as RecordHead;
      const stands = this.#heads.find(to) as RecordHead;
      for (const [num] of this.#connection.all<[number]>(CLAIMS_OF, [head.canonical, head.canonical, id]))
        touched.add(num);
      this.#move(head.num, head.canonical, stands.num, cluster.at);
      count(kindOf(id) as RecordKind, merged);
      head.canonical = stands.num;
    }
    for (const num of touched) this.#reopen(num, cluster.at);
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
