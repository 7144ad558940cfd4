// One write: a transaction that takes changes in chunks, keeps every table in step with the records, checks at its end what
// only the end can tell (references that point forward, removal of what is in use), and then holds entirely or not at all.

import { sameValue } from '../../domain/diff.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord, recordText } from '../../domain/record-format.ts';
import type { AnyRecord, Claim, Id, Judgement } from '../../domain/records.ts';
import { goesOn, replayEnds } from '../../domain/replay.ts';
import type { Judged } from '../engine/write-decisions.ts';
import { expectationProblem } from '../expectation.ts';
import type { Change, KeyValueEntry, Outcome, Write, Written } from '../store.ts';
import { ClaimIndex } from './claim-index.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import { Entries } from './entries.ts';
import { IdentityIndex } from './identity-index.ts';
import { putEntries } from './key-values.ts';
import { RecordIndex } from './record-index.ts';
import { usersOf } from './usage.ts';
import { Versions } from './versions.ts';

/** A change as it travels to the writer: the record as the JSON text that is stored. */
export type PackedChange = readonly [kind: RecordKind, id: Id, data: string | null, expect: Change['expect']];
type Result = Written['results'][number];

/** A kind that is younger than the file has no number yet. */
const COUNT = 'INSERT INTO counts (kind, n) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n';
const DEFERRED =
  'SELECT d.place, v.version, v.num, r.kind, v.data, r.version FROM deferred d JOIN version v ON v.version = d.version JOIN record r ON r.num = v.num ORDER BY d.place';

export class Writer {
  readonly #connection: Connection;
  readonly #entries: Entries;
  readonly #versions: Versions;
  readonly #records: RecordIndex;
  readonly #claims: ClaimIndex;
  readonly #identity: IdentityIndex;
  /** Of SQLite: changes when another process has written. */
  #dataVersion = -1;
  #write: Write | null = null;
  #place = 0;
  #counts: Record<Lowercase<Outcome>, number> = noCounts();
  readonly #perKind = new Map<RecordKind, number>();
  #judged: Judged[] = [];
  #removed: { place: number; id: Id }[] = [];
  /** Places of changes to what this write has changed already. */
  #rewritten: number[] = [];
  #conflicts = new FaultCollector();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#entries = new Entries(connection);
    this.#versions = new Versions(connection, this.#entries);
    this.#records = new RecordIndex(connection);
    this.#claims = new ClaimIndex(connection, this.#entries);
    this.#identity = new IdentityIndex(connection, this.#entries, this.#claims);
    connection.script('CREATE TEMP TABLE deferred (version INTEGER PRIMARY KEY, place INTEGER NOT NULL)');
  }

  begin(write: Write): void {
    this.#connection.script('BEGIN IMMEDIATE');
    this.#write = write;
    const dataVersion = this.#connection.value('PRAGMA data_version');
    if (dataVersion !== this.#dataVersion) this.#forget();
    this.#dataVersion = dataVersion;
    const misplaced = this.#versions.begin(write);
    this.#place = 0;
    this.#counts = noCounts();
    this.#perKind.clear();
    this.#judged = [];
    this.#removed = [];
    this.#rewritten = [];
    this.#conflicts = new FaultCollector();
    if (misplaced !== null) this.#conflicts.add(['replay'], misplaced);
    for (const [index, { id, version }] of (write.holds ?? []).entries()) {
      const problem = expectationProblem(id, this.#versions.standing(id), version);
      if (problem !== null) this.#conflicts.add(['holds', index], problem);
    }
  }

  apply(changes: readonly PackedChange[]): Result[] {
    if (this.#write === null) throw new Error('no write is open');
    return changes.map((change) => this.#apply(this.#place++, change));
  }

  /** Commits, or throws; then `abort` must follow. */
  finish(): Written {
    const write = this.#write;
    if (write === null) throw new Error('no write is open');
    // Only now is it known whether there is anything to say that it belongs to.
    if (write.batchRecord !== undefined && this.#versions.last > this.#versions.start)
      this.#apply(this.#place, ['batch', write.batchRecord.id, recordText('batch', write.batchRecord), 'ANY']);
    const { last } = this.#versions;
    const uneven = write.replay === undefined ? null : replayEnds(write.replay, this.#place, last);
    // After another conflict it only follows from that.
    if (uneven !== null && !this.#conflicts.any) this.#conflicts.add(['replay'], uneven);
    const faults = this.#faultsAtEnd();
    this.#conflicts.throwIfAny('CONFLICT');
    const changed = this.#versions.last > this.#versions.start;
    const ends = changed && !goesOn(write.replay, last);
    if (ends && write.batch !== null && this.#entries.live(write.batch) === undefined)
      faults.add(['batch'], { code: 'BATCH_NOT_WRITTEN', record: write.batch });
    faults.throwIfAny();
    this.#identity.apply(this.#judged, (kind, merged) => this.#count(kind, -merged));
    this.#claims.flush();
    for (const [kind, change] of this.#perKind) this.#connection.run(COUNT, kinds.code(kind), change);
    this.#versions.end();
    putEntries(this.#connection, write.entries ?? []);
    this.#connection.script('DELETE FROM temp.deferred');
    const written = { version: this.#versions.last, ...this.#counts, results: [] };
    if (write.dryRun === true) {
      this.abort();
      return { ...written, version: this.#versions.start };
    }
    this.#connection.script('COMMIT');
    this.#write = null;
    return written;
  }

  /** Aborts a write whose input turned out to be at fault, and tells what else would have been refused. */
  giveUp(): Fault[] {
    if (this.#write === null) return [];
    const faults = [...this.#conflicts.list, ...this.#faultsAtEnd().list];
    this.abort();
    return faults;
  }

  abort(): void {
    if (this.#write === null) return;
    this.#write = null;
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

  #apply(place: number, [kind, id, data, expect]: PackedChange): Result {
    const standing = this.#versions.standing(id);
    const problem = expectationProblem(id, standing, expect);
    if (problem !== null) this.#conflicts.add([], problem, place);
    const held = standing?.live === true ? this.#versions.data(standing.version) : null;
    // Parsed only where the text differs: the same record may have been written with its fields in another order.
    const alike = held === data;
    const record = alike || data === null ? null : readRecord(kind, data);
    const before = alike || held === null ? null : readRecord(kind, held);
    if (problem !== null || alike || (before !== null && sameValue(before, record))) {
      this.#counts.unchanged++;
      return { id, version: standing?.version ?? 0, outcome: 'UNCHANGED' };
    }
    if (this.#write?.once === true && standing !== undefined && standing.version > this.#versions.start)
      this.#rewritten.push(place);
    const outcome = data === null ? 'REMOVED' : held === null ? 'ADDED' : 'CHANGED';
    const version = this.#versions.append({ kind, id, data, record, outcome }, standing);
    const num = standing?.num ?? version;
    if (before !== null) this.#unindex(kind, num, version, before);
    if (record === null) this.#removed.push({ place, id });
    else this.#index(kind, num, version, record, place);
    if (outcome !== 'CHANGED') this.#count(kind, outcome === 'ADDED' ? 1 : -1);
    this.#counts[outcome === 'ADDED' ? 'added' : outcome === 'CHANGED' ? 'changed' : 'removed']++;
    return { id, version, outcome };
  }

  #index(kind: RecordKind, num: number, version: number, record: AnyRecord, place: number): void {
    this.#records.add(kind, num, version, record);
    // Until all that it refers to is there, it has no numbers to be indexed by.
    if (
      specOf(kind)
        .refs(record)
        .some((ref) => this.#entries.live(ref.id) === undefined)
    )
      this.#connection.run('INSERT INTO temp.deferred (version, place) VALUES (?, ?)', version, place);
    else if (kind === 'claim') this.#claims.open(num, version, record as Claim);
    if (kind === 'judgement') this.#judged.push({ version, records: (record as Judgement).records });
  }

  #unindex(kind: RecordKind, num: number, version: number, record: AnyRecord): void {
    this.#records.remove(kind, num, version, record);
    if (kind === 'claim') this.#claims.close(num, version);
    if (kind === 'judgement') this.#judged.push({ version, records: (record as Judgement).records });
  }

  #faultsAtEnd(): FaultCollector {
    const faults = new FaultCollector();
    for (const place of this.#rewritten) faults.add([], { code: 'COMES_TWICE' }, place);
    const dangling = this.#resume(faults);
    for (const { place, id } of this.#removed) this.#checkUnused(place, id, dangling, faults);
    return faults;
  }

  /** Takes up what referred forward; what still refers to nothing is a fault. Returns the records at fault. */
  #resume(faults: FaultCollector): ReadonlySet<Id> {
    const atFault = new Set<Id>();
    const rows = this.#connection.each<[number, number, number, number, string, number]>(DEFERRED);
    for (const [place, version, num, kindCode, data, current] of rows) {
      const kind = kinds.word(kindCode);
      const record = readRecord(kind, data);
      const dangling = specOf(kind)
        .refs(record)
        .filter((ref) => this.#entries.live(ref.id) === undefined);
      for (const { path, id } of dangling)
        faults.add(path, { code: 'DANGLING_REFERENCE', record: id, mayComeWithIt: true }, place);
      if (dangling.length > 0) atFault.add(record.id);
      if (kind === 'claim' && dangling.length === 0 && version === current)
        this.#claims.open(num, version, record as Claim);
    }
    return atFault;
  }

  /** `dangling`: records that are at fault themselves, and told so. */
  #checkUnused(place: number, id: Id, dangling: ReadonlySet<Id>, faults: FaultCollector): void {
    const entry = this.#entries.find(id);
    if (entry === undefined || !entry.removed) return;
    const users = usersOf(this.#connection, entry).filter((user) => !dangling.has(user));
    if (users.length === 0) return;
    faults.add([], { code: 'IN_USE', record: id, users: users.slice(0, 3), more: users.length > 3 }, place);
  }

  #count(kind: RecordKind, change: number): void {
    this.#perKind.set(kind, (this.#perKind.get(kind) ?? 0) + change);
  }

  #forget(): void {
    this.#entries.forget();
    this.#records.forget();
    this.#claims.forget();
  }
}

function noCounts(): Record<Lowercase<Outcome>, number> {
  return { added: 0, changed: 0, unchanged: 0, removed: 0 };
}
