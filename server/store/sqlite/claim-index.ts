// Keeps the attributions in step with the claims: derived by the domain, closed when the claim or an identity changes,
// never edited. Also counts in how many counted claims each record is a speaker or a target.

import { deriveAttributions } from '../../domain/attributions.ts';
import { kindOf } from '../../domain/ids.ts';
import type { Claim, ClaimStatus, Id } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import { claimKinds, dayNumber, kinds, saidNumber, stances, statuses } from './codes.ts';
import type { Bound, Connection } from './connection.ts';
import type { Entries } from './entries.ts';

const INSERT = `INSERT INTO attribution (num, version, claim, speaker, target, speaker_as, target_as, target_kind, stance, status,
  kind, direct, joint, alone, span, said, lo, hi, source, more, at, since, until)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`;
const COUNTED = new Set(COUNTED_STATUSES.map((status: ClaimStatus) => statuses.code(status)));
const FLUSH_AT = 20_000;
/** Places of columns in a derived row. */
const SPEAKER = 3;
const TARGET = 4;
const STANCE = 8;
const STATUS = 9;
const AT = 20;

export class ClaimIndex {
  readonly #connection: Connection;
  readonly #entries: Entries;
  readonly #mentions = new Map<number, number>();

  constructor(connection: Connection, entries: Entries) {
    this.#connection = connection;
    this.#entries = entries;
  }

  /** `version` is that of the claim, `since` the one from which the attributions hold. */
  open(num: number, version: number, claim: Claim, since: number): void {
    this.#insert(this.#derive(num, version, claim), since);
  }

  close(num: number, until: number): void {
    const held = this.#connection.all<[number, number, number]>(
      'SELECT speaker, target, status FROM attribution WHERE num = ? AND until IS NULL',
      [num],
    );
    this.#mention(held, -1);
    // What began within the version that ends it was never seen by anyone.
    this.#connection.run('DELETE FROM attribution WHERE num = ? AND until IS NULL AND since >= ?', num, until);
    this.#connection.run('UPDATE attribution SET until = ? WHERE num = ? AND until IS NULL', until, num);
  }

  /** After identities changed at version `at`; a claim that was written later in the same write is set right in place. */
  reopen(num: number, version: number, claim: Claim, at: number): void {
    const fresh = this.#derive(num, version, claim);
    const held = this.#connection.all(
      'SELECT speaker, target, stance, at, since FROM attribution WHERE num = ? AND until IS NULL ORDER BY rowid',
      [num],
    );
    const same = (row: readonly Bound[], index: number) =>
      row[SPEAKER] === held[index]?.[0] &&
      row[TARGET] === held[index]?.[1] &&
      row[STANCE] === held[index]?.[2] &&
      row[AT] === held[index]?.[3];
    if (fresh.length === held.length && fresh.every(same)) return;
    const from = Math.max(at, Number(held[0]?.[4] ?? at));
    this.close(num, from);
    this.#insert(fresh, from);
  }

  /** Writes the counts gathered so far; the write calls it before it ends. */
  flush(): void {
    for (const [num, change] of this.#mentions)
      if (change !== 0) this.#connection.run('UPDATE record SET mentions = mentions + ? WHERE num = ?', change, num);
    this.#mentions.clear();
  }

  forget(): void {
    this.#mentions.clear();
  }

  #derive(num: number, version: number, claim: Claim): Bound[][] {
    const sources = [...new Set(claim.quotes.map((quote) => quote.source))].map((id) => this.#num(id));
    if (sources.length > 1)
      for (const source of sources)
        this.#connection.run('INSERT OR IGNORE INTO cited (version, source) VALUES (?, ?)', version, source);
    const at = claim.at === null ? null : (this.#entries.find(claim.at)?.canonical ?? null);
    const rows = deriveAttributions(claim, (id) => this.#entries.canonicalId(id));
    return rows.map((row) => {
      const single = row.earliest === row.latest;
      return [
        num,
        version,
        row.claim,
        this.#num(row.speaker),
        this.#num(row.target),
        this.#num(row.speakerAs),
        this.#num(row.targetAs),
        kinds.code(kindOf(row.target) ?? 'claim'),
        stances.code(row.stance),
        statuses.code(row.status),
        claimKinds.code(row.claimKind),
        claim.directSpeech ? 1 : 0,
        row.joint,
        rows.length === 1 ? 1 : 0,
        single ? 0 : 1,
        saidNumber(row.said),
        row.earliest === null ? null : dayNumber(row.earliest),
        row.latest === null ? null : dayNumber(row.latest),
        sources[0] ?? null,
        sources.length > 1 ? 1 : 0,
        at,
      ];
    });
  }

  #insert(rows: readonly Bound[][], since: number): void {
    for (const row of rows) this.#connection.run(INSERT, ...row, since);
    this.#mention(
      rows.map((row) => [Number(row[SPEAKER]), Number(row[TARGET]), Number(row[STATUS])]),
      1,
    );
  }

  /** A claim counts once for each record, however often it names it. */
  #mention(rows: readonly (readonly [number, number, number])[], change: 1 | -1): void {
    const mentioned = new Set<number>();
    for (const [speaker, target, status] of rows) if (COUNTED.has(status)) mentioned.add(speaker).add(target);
    for (const end of mentioned) this.#mentions.set(end, (this.#mentions.get(end) ?? 0) + change);
    if (this.#mentions.size > FLUSH_AT) this.flush();
  }

  #num(id: Id): number {
    const entry = this.#entries.find(id);
    if (entry === undefined) throw new Error(`${id} has no number yet`);
    return entry.num;
  }
}
