// One attempt at one write: takes changes in pieces, keeps everything that is derived in step, checks at its end what only
// the end can tell (references that point forward, removal of what is in use), and publishes all of it at once or nothing.
//
// A small write is one transaction. One that grows beyond that goes on in further transactions, while a lease keeps other
// writers out; what they hold lies beyond the published version, where no reader looks, and is swept away if the end never comes.

import type { Fault } from '../../domain/errors.ts';
import { invalid, unavailable } from '../../domain/errors.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { RECORD_KINDS } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import type { AnyRecord, Claim, Id, Judgement } from '../../domain/records.ts';
import { continues, goesOn, replayBegins, replayEnds } from '../../domain/replay.ts';
import { expectationProblem } from '../expectation.ts';
import { conflicting, Listed } from '../listed.ts';
import type { Change, Outcome, Write, Written } from '../store.ts';
import { ClaimIndex } from './claim-index.ts';
import { BEGAN, COMMIT, LEASE, LOCK, PUBLISH, RENEW, USERS } from './cypher/writes.ts';
import type { Database, Work } from './database.ts';
import type { Entry } from './entries.ts';
import { dataOf, Entries } from './entries.ts';
import { FOREVER } from './forever.ts';
import type { Judged } from './identity-index.ts';
import { IdentityIndex } from './identity-index.ts';
import { keep } from './kept.ts';
import { sweep } from './sweep.ts';
import { VersionIndex } from './version-index.ts';

type Result = Written['results'][number];

/** Past this much, a transaction is brought to an end and the next one begun. */
const CHANGES_AT_ONCE = 5_000;
const LENGTH_AT_ONCE = 20_000_000;
/** Also of what turns out to be unchanged: the driver holds every answer of a transaction until its end. */
const LOOKED_AT_ONCE = 20_000;
const LEASE_MS = 30_000;
const RENEW_MS = 8_000;
const RESUMED_AT_ONCE = 1_000;

/** Another writer of another server holds the lease. */
export class Leased extends Error {}

export class WriteRun {
  readonly token = crypto.randomUUID();
  readonly #database: Database;
  readonly #write: Write;
  readonly #listed: boolean;
  #work: Work | null = null;
  #entries = new Entries();
  #versions = new VersionIndex();
  #claims = new ClaimIndex(this.#entries);
  #identity = new IdentityIndex(this.#entries, this.#claims);
  /** The published version before the write, and its own newest. */
  #start = 0;
  #last = 0;
  #commit = 0;
  #place = 0;
  #changes = 0;
  #length = 0;
  #looked = 0;
  #spilled = false;
  #ended = false;
  #renewing: NodeJS.Timeout | null = null;
  readonly #results: Result[] = [];
  readonly #counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  readonly #perKind = new Map<RecordKind, number>();
  readonly #judged: Judged[] = [];
  readonly #removed: { place: number; id: Id }[] = [];
  /** Places of changes to what this write has changed already. */
  readonly #rewritten: number[] = [];
  readonly #deferred: { place: number; version: number; id: Id; kind: RecordKind }[] = [];
  readonly #conflicts = new Listed();

  /** `listed`: whether each change is told its result. */
  constructor(database: Database, write: Write, listed: boolean) {
    this.#database = database;
    this.#write = write;
    this.#listed = listed;
  }

  get commitNo(): number {
    return this.#commit;
  }

  /** What it has come to, once it is published. */
  get written(): Written {
    return { version: this.#last, ...this.#counts, results: this.#results };
  }

  async begin(): Promise<void> {
    this.#ended = false;
    const state = await this.#open();
    this.#start = this.#last = state.version;
    this.#commit = state.commit + 1;
    const { look } = this.#write;
    if (look !== undefined) await this.#database.within(this.#runner(), look);
    await this.#beginReplay(state.commit);
    const holds = this.#write.holds ?? [];
    await this.#entries.load(
      this.#runner(),
      holds.map(({ id }) => id),
    );
    for (const [place, { id, version }] of holds.entries()) {
      const problem = expectationProblem(this.#entries.find(id), version);
      if (problem !== null) this.#conflicts.add(`holds[${place}]`, `${id} ${problem}`);
    }
  }

  async #beginReplay(newest: number): Promise<void> {
    const { replay } = this.#write;
    if (replay === undefined) return;
    const [row] = await this.#runner().run<{ first: number }>(BEGAN, { no: newest });
    const problem = replayBegins(replay, this.#start, row?.first ?? 0);
    if (problem !== null) this.#conflicts.add('replay', problem);
    if (continues(replay)) this.#commit = newest;
  }

  async apply(changes: readonly Change[]): Promise<void> {
    if (this.#work === null) await this.#resumeWork();
    const runner = this.#runner();
    const ids = new Set<Id>();
    for (const { kind, id, record } of changes) {
      ids.add(id);
      if (record !== null) for (const ref of specOf(kind).refs(record)) ids.add(ref.id);
    }
    await this.#entries.load(runner, ids);
    const standing = changes.flatMap(({ id }) => this.#entries.live(id)?.version ?? []);
    const held = await dataOf(runner, [...new Set(standing)]);
    for (const change of changes) {
      const result = this.#apply(this.#place++, change, held);
      if (this.#listed) this.#results.push(result);
    }
    await this.#flush();
    this.#looked += changes.length;
    if (this.#changes >= CHANGES_AT_ONCE || this.#length >= LENGTH_AT_ONCE || this.#looked >= LOOKED_AT_ONCE)
      await this.#spill();
  }

  /** Publishes, or throws; then `abort` must follow. */
  async finish(): Promise<Written> {
    this.#ended = true;
    if (this.#work === null) await this.#resumeWork();
    const { batch, batchRecord, dryRun, replay } = this.#write;
    // Only now is it known whether there is anything to say that it belongs to.
    if (batchRecord !== undefined && this.#last > this.#start)
      await this.#add({ kind: 'batch', id: batchRecord.id, record: batchRecord, expect: 'ANY' });
    const uneven = replay === undefined ? null : replayEnds(replay, this.#place, this.#last);
    // After another conflict it only follows from that.
    if (uneven !== null && !this.#conflicts.any) this.#conflicts.add('replay', uneven);
    const faults = await this.#faultsAtEnd();
    this.#conflicts.throwIfAny(conflicting);
    const changed = this.#last > this.#start;
    if (changed && batch !== null && !goesOn(replay, this.#last)) {
      await this.#entries.load(this.#runner(), [batch]);
      if (this.#entries.live(batch) === undefined)
        faults.add('batch', `is ${batch}, which does not exist; create the batch first, or in the same write`);
    }
    faults.throwIfAny(invalid);
    await this.#identity.apply(
      this.#judged,
      () => this.#runner(),
      (kind, merged) => this.#count(kind, -merged),
      async () => {
        this.#changes += RESUMED_AT_ONCE;
        if (this.#changes >= CHANGES_AT_ONCE) await this.#spill(true);
      },
    );
    await this.#claims.count(this.#runner());
    await keep(this.#runner(), this.#write.keep ?? []);
    if (dryRun === true) {
      await this.abort();
      return { ...this.written, version: this.#start };
    }
    await this.#publish(changed);
    return this.written;
  }

  /** Aborts a write whose input turned out to be at fault, and tells what else would have been refused. */
  async giveUp(): Promise<Fault[]> {
    if (this.#ended) return [];
    if (this.#work === null) await this.#resumeWork();
    const faults = [...this.#conflicts.list(), ...(await this.#faultsAtEnd()).list()];
    await this.abort();
    return faults;
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    this.#ended = true;
    this.#rest();
    const work = this.#work;
    this.#work = null;
    await work?.rollback();
    if (this.#spilled) await sweep(this.#database, this.token, true);
  }

  async #publish(changed: boolean): Promise<void> {
    const runner = this.#runner();
    const kinds = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, this.#perKind.get(kind) ?? 0]));
    if (changed || this.#spilled) {
      if (changed) await this.#recordCommit();
      await runner.run(PUBLISH, {
        version: this.#last,
        commit: changed ? this.#commit : this.#commit - 1,
        counts: [kinds],
      });
    }
    this.#rest();
    const work = this.#work;
    this.#work = null;
    await work?.commit();
  }

  #apply(place: number, { kind, id, record, expect }: Change, held: ReadonlyMap<number, string | null>): Result {
    const entry = this.#entries.find(id);
    const problem = expectationProblem(entry, expect);
    if (problem !== null) this.#conflicts.add(`[${place}]`, `${id} ${problem}`);
    const data = record === null ? null : JSON.stringify(record);
    const before =
      entry?.live === true ? (this.#versions.data(entry.version) ?? held.get(entry.version) ?? null) : null;
    if (before === data || problem !== null) {
      this.#counts.unchanged++;
      return { id, version: entry?.version ?? 0, outcome: 'UNCHANGED' };
    }
    if (this.#write.once === true && entry !== undefined && entry.version > this.#start) this.#rewritten.push(place);
    const outcome: Outcome = data === null ? 'REMOVED' : before === null ? 'ADDED' : 'CHANGED';
    const version = ++this.#last;
    const first = entry?.first ?? version;
    if (entry === undefined) this.#versions.addRecord(kind, id, first);
    else this.#versions.end(entry.version, version);
    this.#versions.add({ version, id, kind, first, outcome, commit: this.#commit, data }, record);
    const live = record !== null;
    const next: Entry = { id, kind, first, version, live, canonical: entry?.canonical ?? id };
    if (before !== null) this.#unindex(next, version, before);
    this.#entries.keep(next);
    if (record === null) this.#removed.push({ place, id });
    else this.#index(next, record, place);
    if (outcome !== 'CHANGED') this.#count(kind, outcome === 'ADDED' ? 1 : -1);
    this.#counts[outcome === 'ADDED' ? 'added' : outcome === 'CHANGED' ? 'changed' : 'removed']++;
    this.#changes++;
    this.#length += data?.length ?? 0;
    return { id, version, outcome };
  }

  #index({ kind, id, first, version }: Entry, record: AnyRecord, place: number): void {
    // Until all that it refers to is there, it has no ends to be joined to.
    const forward = specOf(kind)
      .refs(record)
      .some((ref) => this.#entries.live(ref.id) === undefined);
    if (forward) this.#deferred.push({ place, version, id, kind });
    else if (kind === 'claim') this.#claims.open(first, version, record as Claim);
    if (kind === 'judgement') this.#judged.push({ version, records: (record as Judgement).records });
  }

  #unindex({ kind, id, first }: Entry, version: number, before: string): void {
    if (kind === 'claim') this.#claims.close(first, id, version);
    if (kind === 'judgement') this.#judged.push({ version, records: (JSON.parse(before) as Judgement).records });
  }

  async #add(change: Change): Promise<void> {
    await this.#entries.load(this.#runner(), [change.id]);
    const version = this.#entries.live(change.id)?.version;
    const held = await dataOf(this.#runner(), version === undefined ? [] : [version]);
    this.#apply(this.#place, change, held);
    await this.#flush();
  }

  async #faultsAtEnd(): Promise<Listed> {
    const faults = new Listed();
    for (const place of this.#rewritten)
      faults.add(`[${place}]`, 'comes twice in this write, with different content; keep one of the two');
    await this.#resume(faults);
    for (const { place, id } of this.#removed) await this.#checkUnused(place, id, faults);
    return faults;
  }

  /** Takes up what referred forward; what still refers to nothing is a fault. */
  async #resume(faults: Listed): Promise<void> {
    for (let start = 0; start < this.#deferred.length; start += RESUMED_AT_ONCE) {
      const part = this.#deferred.slice(start, start + RESUMED_AT_ONCE);
      const texts = await dataOf(
        this.#runner(),
        part.map(({ version }) => version),
      );
      const records = part.map((one) => ({
        ...one,
        record: JSON.parse(texts.get(one.version) ?? 'null') as AnyRecord,
      }));
      await this.#entries.load(
        this.#runner(),
        records.flatMap(({ id, kind, record }) => [
          id,
          ...specOf(kind)
            .refs(record)
            .map((ref) => ref.id),
        ]),
      );
      for (const { place, version, id, kind, record } of records) {
        const dangling = specOf(kind)
          .refs(record)
          .filter((ref) => this.#entries.live(ref.id) === undefined);
        for (const ref of dangling)
          faults.add(
            `[${place}].${ref.field}`,
            `refers to ${ref.id}, which does not exist; add it first, or in the same write`,
          );
        const entry = this.#entries.find(id);
        if (kind === 'claim' && dangling.length === 0 && entry?.version === version)
          this.#claims.open(entry.first, version, record as Claim);
      }
      await this.#claims.flush(this.#runner());
    }
  }

  async #checkUnused(place: number, id: Id, faults: Listed): Promise<void> {
    await this.#entries.load(this.#runner(), [id]);
    const entry = this.#entries.find(id);
    if (entry === undefined || entry.live) return;
    const rows = await this.#runner().run<{ id: Id; kind: RecordKind; data: string }>(USERS, {
      id,
      merged: entry.canonical !== id,
      forever: FOREVER,
    });
    const users = rows
      .filter(({ kind, data }) =>
        specOf(kind)
          .refs(JSON.parse(data) as AnyRecord)
          .some((ref) => ref.id === id),
      )
      .map((row) => row.id);
    if (users.length === 0) return;
    const named = users.slice(0, 3).join(', ');
    faults.add(
      `[${place}]`,
      `cannot be removed: ${id} is used by ${named}${users.length > 3 ? ' and others' : ''}; change or remove these first`,
    );
  }

  async #flush(): Promise<void> {
    await Promise.all([this.#versions.flush(this.#runner()), this.#claims.flush(this.#runner())]);
  }

  async #recordCommit(): Promise<void> {
    const { author, time, reason, batch } = this.#write;
    const row = { author, time, reason, batch, token: this.token, first: this.#start + 1, last: this.#last };
    await this.#runner().run(COMMIT, { no: this.#commit, ...row });
  }

  /** Ends this transaction without publishing it, and keeps the others out until the next one begins. */
  async #spill(goOn = false): Promise<void> {
    const work = this.#runner();
    await work.run(LEASE, { token: this.token, milliseconds: LEASE_MS });
    this.#work = null;
    this.#spilled = true;
    await work.commit();
    this.#changes = 0;
    this.#length = 0;
    this.#looked = 0;
    this.#renewing ??= setInterval(() => {
      if (this.#work !== null) return;
      // One that fails is followed by the next; a lease that was lost is noticed by the next transaction.
      this.#database.change(RENEW, { token: this.token, milliseconds: LEASE_MS }).catch(() => undefined);
    }, RENEW_MS).unref();
    if (goOn) await this.#resumeWork();
  }

  #rest(): void {
    if (this.#renewing !== null) clearInterval(this.#renewing);
    this.#renewing = null;
  }

  async #resumeWork(): Promise<void> {
    const { lease } = await this.#open();
    if (lease !== this.token)
      throw unavailable('this write took too long between two of its parts, and another one went ahead');
  }

  async #open(): Promise<LockRow> {
    const work = await this.#database.begin();
    this.#work = work;
    const [state] = await work.run<LockRow & Record<string, unknown>>(LOCK, { token: this.token });
    if (state === undefined) throw unavailable('the database holds no graph any more; start again');
    if (state.lease !== null && state.lease !== this.token) {
      if (state.leased) throw new Leased();
      await work.rollback();
      await sweep(this.#database, state.lease);
      return this.#open();
    }
    return state;
  }

  #runner(): Work {
    if (this.#work === null) throw new Error('no transaction is open');
    return this.#work;
  }

  #count(kind: RecordKind, change: number): void {
    this.#perKind.set(kind, (this.#perKind.get(kind) ?? 0) + change);
  }
}

interface LockRow {
  version: number;
  commit: number;
  lease: string | null;
  leased: boolean;
}
