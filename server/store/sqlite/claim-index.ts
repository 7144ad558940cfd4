// Keeps the attributions in step with the claims: derived by the domain, closed when the claim or an identity changes,
// never edited. Also counts in how many counted claims each record is a speaker or a target.

import type { Claim } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import type { AttributionRow } from './attribution-rows.ts';
import { attributionRows, COLUMNS, citedSources, SPEAKER, STATUS, TARGET } from './attribution-rows.ts';
import { statuses } from './codes.ts';
import type { Connection } from './connection.ts';
import type { RecordHeads } from './record-heads.ts';

const INSERT = `INSERT INTO attribution (${COLUMNS.join(', ')}, since, until) VALUES (${COLUMNS.map(() => '?').join(', ')}, ?, NULL)`;
const HELD = `SELECT ${COLUMNS.join(', ')}, since FROM attribution WHERE num = ? AND until IS NULL ORDER BY rowid`;
const COUNTED = new Set(COUNTED_STATUSES.map(statuses.code));
const FLUSH_AT = 20_000;

export class ClaimIndex {
  readonly #connection: Connection;
  readonly #heads: RecordHeads;
  readonly #mentions = new Map<number, number>();

  constructor(connection: Connection, heads: RecordHeads) {
    this.#connection = connection;
    this.#heads = heads;
  }

  open(num: number, version: number, claim: Claim): void {
    const sources = citedSources(this.#heads, claim);
    if (sources.length > 1)
      for (const source of sources)
        this.#connection.run('INSERT INTO cited (version, source) VALUES (?, ?)', version, source);
    this.#insert(attributionRows(this.#heads, num, version, claim), version);
  }

  close(num: number, until: number): void {
    this.#mention(this.#connection.all(HELD, [num]), -1);
    // What began within the version that ends it was never seen by anyone.
    this.#connection.run('DELETE FROM attribution WHERE num = ? AND until IS NULL AND since >= ?', num, until);
    this.#connection.run('UPDATE attribution SET until = ? WHERE num = ? AND until IS NULL', until, num);
  }

  /** After identities changed at version `at`; a claim that was written later in the same write is set right in place. */
  reopen(num: number, version: number, claim: Claim, at: number): void {
    const fresh = attributionRows(this.#heads, num, version, claim);
    const held = this.#connection.all(HELD, [num]);
    const since = Number(held[0]?.at(-1) ?? at);
    if (JSON.stringify(fresh) === JSON.stringify(held.map((row) => row.slice(0, -1)))) return;
    const from = Math.max(at, since);
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

  #insert(rows: readonly AttributionRow[], since: number): void {
    for (const row of rows) this.#connection.run(INSERT, ...row, since);
    this.#mention(rows, 1);
  }

  /** A claim counts once for each record, however often it names it. */
  #mention(rows: readonly (readonly unknown[])[], change: 1 | -1): void {
    const mentioned = new Set<number>();
    for (const row of rows)
      if (COUNTED.has(Number(row[STATUS]))) mentioned.add(Number(row[SPEAKER])).add(Number(row[TARGET]));
    for (const end of mentioned) this.#mentions.set(end, (this.#mentions.get(end) ?? 0) + change);
    if (this.#mentions.size > FLUSH_AT) this.flush();
  }
}
