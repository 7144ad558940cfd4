// One write: a transaction that takes changes in chunks, applies what the engine decides about each, keeps every table in step
// with the records, and then holds entirely or not at all.

import { sameValue } from '../../domain/diff.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { readRecord, recordText } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Claim, Id } from '../../domain/records.ts';
import { WriteDecisions } from '../engine/write-decisions.ts';
import type { Change, KeyValueEntry, Write, Written } from '../store.ts';
import { ClaimIndex } from './claim-index.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import { IdentityIndex } from './identity-index.ts';
import { putEntries } from './key-values.ts';
import { RecordHeads } from './record-heads.ts';
import { RecordIndex } from './record-index.ts';
import { referrersOf } from './referrers.ts';
import { Versions } from './versions.ts';

/** A change as it travels to the writer: the record as the JSON text that is stored. */
export type PackedChange = readonly [kind: RecordKind, id: Id, data: string | null, expect: Change['expect']];
type Result = Written['results'][number];

/** A kind that is younger than the file has no number yet. */
const COUNT = 'INSERT INTO counts (kind, n) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n';
const DEFERRED = 'SELECT v.num, v.data, r.version FROM version v JOIN record r ON r.num = v.num WHERE v.version = ?';

/** The write under way. */
interface Open {
  write: Write;
  decisions: WriteDecisions;
}

export class Writer {
  readonly #connection: Connection;
  readonly #heads: RecordHeads;
  readonly #versions: Versions;
  readonly #records: RecordIndex;
  readonly #claims: ClaimIndex;
  readonly #identity: IdentityIndex;
  /** Of SQLite: changes when another process has written. */
  #dataVersion = -1;
  #open: Open | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#heads = new RecordHeads(connection);
    this.#versions = new Versions(connection, this.#heads);
    this.#records = new RecordIndex(connection);
    this.#claims = new ClaimIndex(connection, this.#heads);
    this.#identity = new IdentityIndex(connection, this.#heads, this.#claims);
  }

  begin(write: Write): void {
    this.#connection.script('BEGIN IMMEDIATE');
    const dataVersion = this.#connection.value('PRAGMA data_version');
    if (dataVersion !== this.#dataVersion) this.#forget();
    this.#dataVersion = dataVersion;
    const { start, newest } = this.#versions.begin(write);
    const decisions = new WriteDecisions(write, start, newest);
    decisions.checkHolds((id) => this.#versions.standing(id));
    this.#open = { write, decisions };
  }

  apply(changes: readonly PackedChange[]): Result[] {
    const { decisions } = this.#opened();
    return changes.map((change) => this.#apply(decisions, change));
  }

  /** Commits, or throws; then `abort` must follow. */
  finish(): Written {
    const { write, decisions } = this.#opened();
    const batch = decisions.batchRecord();
    if (batch !== null)
      this.#apply(decisions, [batch.kind, batch.id, recordText(batch.kind, batch.record), batch.expect]);
    decisions.end();
    this.#check(decisions);
    decisions.throwIfRefused(decisions.batchWanted !== null && this.#isLive(decisions.batchWanted));
    this.#identity.apply(decisions.judgementChanges, (kind, merged) => decisions.count(kind, -merged));
    this.#claims.flush();
    for (const [kind, change] of decisions.perKind) this.#connection.run(COUNT, kinds.code(kind), change);
    this.#versions.end(decisions.last);
    putEntries(this.#connection, write.entries ?? []);
    const { written } = decisions;
    if (write.dryRun === true) {
      this.abort();
      return { ...written, version: decisions.start };
    }
    this.#connection.script('COMMIT');
    this.#open = null;
    return written;
  }

  /** Aborts a write whose input turned out to be at fault, and tells what else would have been refused. */
  giveUp(): Fault[] {
    if (this.#open === null) return [];
    const { decisions } = this.#open;
    decisions.giveUp();
    this.#check(decisions);
    this.abort();
    return decisions.found();
  }

  abort(): void {
    if (this.#open === null) return;
    this.#open = null;
    this.#forget();
    this.#connection.rollback();
  }

  putEntries(entries: readonly KeyValueEntry[]): void {
    this.#connection.script('BEGIN IMMEDIATE');
    try {
      putEntries(this.#connection, entries);
      this.#connection.script('COMMIT');
    } catch (error) {
      this.#connection.rollback();
      throw error;
    }
  }

  #apply(decisions: WriteDecisions, [kind, id, data, expect]: PackedChange): Result {
    const standing = this.#versions.standing(id);
    const held = standing?.live === true ? this.#versions.data(standing.version) : null;
    // Parsed only where the text differs: the same record may have been written with its fields in another order.
    const alike = held === data;
    const record = alike || data === null ? null : readRecord(kind, data);
    const before = alike || held === null ? null : readRecord(kind, held);
    const same = alike || (before !== null && sameValue(before, record));
    const decision = decisions.decide({ kind, id, expect }, data === null, standing, same);
    const { version, outcome } = decision;
    if (outcome === 'UNCHANGED') return { id, version, outcome };
    this.#versions.append({ version, kind, id, data, record, outcome }, standing);
    const num = standing?.num ?? version;
    if (before !== null) {
      this.#records.remove(kind, num, version, before);
      if (kind === 'claim') this.#claims.close(num, version);
    }
    if (record !== null) this.#records.add(kind, num, version, record);
    // Until all that it refers to is there, it has no numbers to be indexed by.
    const complete = decisions.note(decision, kind, before, record, this.#isLive);
    if (record !== null && complete && kind === 'claim') this.#claims.open(num, version, record as Claim);
    return { id, version, outcome };
  }

  /** What only the end can tell. Takes up what referred forward, where all of it has come. */
  #check(decisions: WriteDecisions): void {
    for (const deferred of decisions.deferred) {
      const { version, kind } = deferred;
      const row = this.#connection.get<[number, string, number]>(DEFERRED, [version]);
      const [num, data, current] = row as [number, string, number];
      const record = readRecord(kind, data);
      const complete = decisions.checkDeferred(deferred, record, this.#isLive);
      if (complete && kind === 'claim' && version === current) this.#claims.open(num, version, record as Claim);
    }
    for (const removed of decisions.removed) {
      const head = this.#heads.find(removed.id);
      if (head?.removed === true) decisions.checkRemoved(removed, referrersOf(this.#connection, head));
    }
  }

  #isLive = (id: Id): boolean => this.#heads.live(id) !== undefined;

  #opened(): Open {
    if (this.#open === null) throw new Error('no write is open');
    return this.#open;
  }

  #forget(): void {
    this.#heads.forget();
    this.#records.forget();
    this.#claims.forget();
  }
}
