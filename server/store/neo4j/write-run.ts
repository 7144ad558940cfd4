// One attempt at one write: takes changes in pieces, keeps everything that is derived in step, checks at its end what only
// the end can tell (references that point forward, removal of what is in use), and publishes all of it at once or nothing.
//
// While the database works on one piece, or commits, the next ones are derived: what they need to know is asked for before the
// pieces ahead of them are brought in.

import { sameValue } from '../../domain/diff.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { RECORD_KINDS } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord, recordText } from '../../domain/record-format.ts';
import type { AnyRecord, Claim, Id, Judgement } from '../../domain/records.ts';
import { continues, goesOn, replayBegins, replayEnds } from '../../domain/replay.ts';
import type { Judged } from '../engine/write-decisions.ts';
import { expectationProblem } from '../expectation.ts';
import type { Change, Outcome, Write, Written } from '../store.ts';
import { ClaimIndex } from './claim-index.ts';
import { BEGAN, CARRIED_OUT, COMMIT, PUBLISH } from './cypher/writes.ts';
import type { Database, Work } from './database.ts';
import { IdentityIndex } from './identity-index.ts';
import type { Deferred, Known, Removed } from './integrity-checks.ts';
import { checkUnused, resume } from './integrity-checks.ts';
import { putEntries } from './key-values.ts';
import { OrderedQueue } from './ordered-queue.ts';
import type { RecordHead } from './record-heads.ts';
import { dataOf, RecordHeads } from './record-heads.ts';
import { Transactions } from './transactions.ts';
import { VersionIndex } from './version-index.ts';

type Result = Written['results'][number];

/** Past this much, a transaction is brought to an end and the next one begun. */
const CHANGES_AT_ONCE = 2_000;
const LENGTH_AT_ONCE = 20_000_000;
/** Also of what turns out to be unchanged: the driver holds every answer of a transaction until its end. */
const LOOKED_AT_ONCE = 20_000;
/** Pieces that are looked up, and pieces that are derived, before the database needs them. */
const AHEAD = 3;
/** So long may other writers wait for whoever gives changes slowly. */
const LOCKED_MS = 10_000;
const RESUMED_AT_ONCE = 1_000;
const REMOVED_AT_ONCE = 500;

/** Changes that came together, and the texts of the versions that they change, once these are known. */
interface Piece {
  changes: readonly Change[];
  held: Promise<ReadonlyMap<number, string | null>>;
}

export class WriteRun {
  readonly #database: Database;
  readonly #transactions: Transactions;
  readonly #write: Write;
  readonly #listed: boolean;
  #heads = new RecordHeads();
  #versions = new VersionIndex(AHEAD);
  #claims = new ClaimIndex(this.#heads);
  #identity = new IdentityIndex(this.#heads, this.#claims);
  /** The published version before the write, and its own newest. */
  #start = 0;
  #last = 0;
  #commit = 0;
  #changeIndex = 0;
  #changes = 0;
  #length = 0;
  #looked = 0;
  #ended = false;
  #watching: NodeJS.Timeout | null = null;
  #waiting: Piece[] = [];
  readonly #queue = new OrderedQueue();
  /** The last pieces that were derived, until they are in the database. */
  #flushes: Promise<unknown>[] = [];
  readonly #results: Result[] = [];
  readonly #counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  readonly #perKind = new Map<RecordKind, number>();
  readonly #judged: Judged[] = [];
  readonly #removed: Removed[] = [];
  /** Indexes of changes to records that this write has changed before. */
  readonly #rewritten: number[] = [];
  readonly #deferred: Deferred[] = [];
  readonly #conflicts = new FaultCollector();

  /** `listed`: whether each change is told its result. */
  constructor(database: Database, write: Write, listed: boolean) {
    this.#database = database;
    this.#transactions = new Transactions(database);
    this.#write = write;
    this.#listed = listed;
  }

  get token(): string {
    return this.#transactions.token;
  }

  get commitNo(): number {
    return this.#commit;
  }

  /** What it has come to, once it is published. */
  get written(): Written {
    return { version: this.#last, ...this.#counts, results: this.#results };
  }

  /** False: the attempt before, whose answer was lost, has been carried out after all. */
  async begin(before: WriteRun | null = null): Promise<boolean> {
    this.#ended = false;
    const state = await this.#transactions.open();
    if (before !== null && (await this.#carriedOut(before))) return false;
    this.#start = this.#last = state.version;
    this.#commit = state.commit + 1;
    const { look } = this.#write;
    if (look !== undefined) await this.#database.within(this.#runner, look);
    await this.#beginReplay(state.commit);
    const holds = this.#write.holds ?? [];
    await this.#heads.load(
      this.#runner,
      holds.map(({ id }) => id),
    );
    for (const [index, { id, version }] of holds.entries()) {
      const problem = expectationProblem(id, this.#heads.find(id), version);
      if (problem !== null) this.#conflicts.add(['holds', index], problem);
    }
    this.#watch();
    return true;
  }

  /** Asked under the lock, when whatever was still under way has come to its end. */
  async #carriedOut({ commitNo, token }: WriteRun): Promise<boolean> {
    return (await this.#runner.run(CARRIED_OUT, { after: commitNo - 1, token })).length > 0;
  }

  /** Whoever gives the changes may take their time; the lock is not held for so long, and the server would end it. */
  #watch(): void {
    this.#watching ??= setInterval(() => {
      if (this.#transactions.age > LOCKED_MS) this.#queue.sendAlone(this.#spilled());
    }, LOCKED_MS / 4).unref();
  }

  #unwatch(): void {
    if (this.#watching !== null) clearInterval(this.#watching);
    this.#watching = null;
  }

  async #beginReplay(newest: number): Promise<void> {
    const { replay } = this.#write;
    if (replay === undefined) return;
    const [row] = await this.#runner.run<{ first: number }>(BEGAN, { no: newest });
    const problem = replayBegins(replay, this.#start, row?.first ?? 0);
    if (problem !== null) this.#conflicts.add(['replay'], problem);
    if (continues(replay)) this.#commit = newest;
  }

  /** Takes them up, and applies those that came a few pieces before. */
  async apply(changes: readonly Change[]): Promise<void> {
    this.#waiting.push({ changes, held: this.#queue.send(() => this.#lookUp(changes)) });
    if (this.#waiting.length > AHEAD) await this.#applyNext();
  }

  async #lookUp(changes: readonly Change[]): Promise<ReadonlyMap<number, string | null>> {
    const runner = await this.#transactions.resume();
    const ids = new Set<Id>();
    for (const { kind, id, record } of changes) {
      ids.add(id);
      if (record !== null) for (const ref of specOf(kind).refs(record)) ids.add(ref.id);
    }
    await this.#heads.load(runner, ids);
    const standing = changes.flatMap(({ id }) => this.#heads.live(id)?.version ?? []);
    return dataOf(runner, [...new Set(standing)]);
  }

  async #applyNext(): Promise<void> {
    const { changes, held } = this.#waiting.shift() as Piece;
    const texts = await held;
    for (const change of changes) {
      const result = this.#apply(this.#changeIndex++, change, texts);
      if (this.#listed) this.#results.push(result);
    }
    if (this.#flushes.length === AHEAD) await this.#flushes.shift();
    this.#flushes.push(this.#sendPiece());
    this.#looked += changes.length;
    if (this.#changes >= CHANGES_AT_ONCE || this.#length >= LENGTH_AT_ONCE || this.#looked >= LOOKED_AT_ONCE)
      this.#queue.sendAlone(this.#spilled());
  }

  /** All that was given is in the database. */
  async #settle(): Promise<void> {
    this.#unwatch();
    while (this.#waiting.length > 0) await this.#applyNext();
    await this.#queue.all();
    await this.#transactions.resume();
  }

  /** Publishes, or throws; then `abort` must follow. */
  async finish(): Promise<Written> {
    await this.#settle();
    this.#ended = true;
    const { batch, batchRecord, dryRun, replay } = this.#write;
    // Only now is it known whether there is anything to say that it belongs to.
    if (batchRecord !== undefined && this.#last > this.#start)
      await this.#add({ kind: 'batch', id: batchRecord.id, record: batchRecord, expect: 'ANY' });
    const uneven = replay === undefined ? null : replayEnds(replay, this.#changeIndex, this.#last);
    // After another conflict it only follows from that.
    if (uneven !== null && !this.#conflicts.any) this.#conflicts.add(['replay'], uneven);
    const faults = await this.#faultsAtEnd();
    this.#conflicts.throwIfAny('CONFLICT');
    const changed = this.#last > this.#start;
    if (changed && batch !== null && !goesOn(replay, this.#last)) {
      await this.#heads.load(this.#runner, [batch]);
      if (this.#heads.live(batch) === undefined) faults.add(['batch'], { code: 'BATCH_NOT_WRITTEN', record: batch });
    }
    faults.throwIfAny();
    await this.#identity.apply(
      this.#judged,
      () => this.#runner,
      (kind, merged) => this.#count(kind, -merged),
      async () => {
        this.#changes += RESUMED_AT_ONCE;
        if (this.#changes < CHANGES_AT_ONCE) return;
        await this.#spilled()();
        await this.#transactions.resume();
      },
    );
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
    await this.#settle();
    const faults = [...this.#conflicts.list, ...(await this.#faultsAtEnd()).list];
    await this.abort();
    return faults;
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    this.#ended = true;
    this.#unwatch();
    this.#waiting = [];
    await this.#queue.quiet();
    await this.#transactions.abort();
  }

  async #publish(changed: boolean): Promise<void> {
    const kinds = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, this.#perKind.get(kind) ?? 0]));
    const commit = changed ? this.#commit : this.#commit - 1;
    if (changed) await this.#recordCommit();
    // Nothing of this shows before it is published: it is of no version, and would stay if the end never came.
    await this.#transactions.publish(
      async (runner) => {
        if (changed || this.#transactions.spilled)
          await runner.run(PUBLISH, { version: this.#last, commit, counts: [kinds] });
      },
      (runner) => Promise.all([this.#claims.count(runner), putEntries(runner, this.#write.entries ?? [])]),
    );
  }

  #apply(changeIndex: number, { kind, id, record, expect }: Change, held: ReadonlyMap<number, string | null>): Result {
    const head = this.#heads.find(id);
    const problem = expectationProblem(id, head, expect);
    if (problem !== null) this.#conflicts.add([], problem, changeIndex);
    const data = record === null ? null : recordText(kind, record);
    this.#length += data?.length ?? 0;
    const before = head?.live === true ? (this.#versions.data(head.version) ?? held.get(head.version) ?? null) : null;
    if (problem !== null || before === data || isSame(kind, before, data)) {
      this.#counts.unchanged++;
      return { id, version: head?.version ?? 0, outcome: 'UNCHANGED' };
    }
    if (this.#write.once === true && head !== undefined && head.version > this.#start)
      this.#rewritten.push(changeIndex);
    const outcome: Outcome = data === null ? 'REMOVED' : before === null ? 'ADDED' : 'CHANGED';
    const version = ++this.#last;
    const first = head?.first ?? version;
    if (head === undefined) this.#versions.addRecord(kind, id, first);
    else this.#versions.end(head.version, version);
    this.#versions.add({ version, id, kind, first, outcome, commit: this.#commit, data }, record);
    const live = record !== null;
    const next: RecordHead = { id, kind, first, version, live, canonical: head?.canonical ?? id };
    if (before !== null) this.#unindex(next, version, before);
    this.#heads.keep(next);
    if (record === null) this.#removed.push({ changeIndex, id });
    else this.#index(next, record, changeIndex);
    if (outcome !== 'CHANGED') this.#count(kind, outcome === 'ADDED' ? 1 : -1);
    this.#counts[outcome === 'ADDED' ? 'added' : outcome === 'CHANGED' ? 'changed' : 'removed']++;
    this.#changes++;
    return { id, version, outcome };
  }

  #index({ kind, id, first, version }: RecordHead, record: AnyRecord, changeIndex: number): void {
    // Until all that it refers to is there, it has no ends to be joined to.
    const forward = specOf(kind)
      .refs(record)
      .some((ref) => this.#heads.live(ref.id) === undefined);
    if (forward) this.#deferred.push({ changeIndex, version, id, kind });
    else if (kind === 'claim') this.#claims.open(first, version, record as Claim);
    if (kind === 'judgement') this.#judged.push({ version, records: (record as Judgement).records });
  }

  #unindex({ kind, id, first }: RecordHead, version: number, before: string): void {
    if (kind === 'claim') this.#claims.close(first, id, version);
    if (kind === 'judgement')
      this.#judged.push({ version, records: readRecord<Judgement>('judgement', before).records });
  }

  async #add(change: Change): Promise<void> {
    await this.#heads.load(this.#runner, [change.id]);
    const version = this.#heads.live(change.id)?.version;
    const held = await dataOf(this.#runner, version === undefined ? [] : [version]);
    this.#apply(this.#changeIndex, change, held);
    await this.#sendPiece();
  }

  async #faultsAtEnd(): Promise<FaultCollector> {
    const faults = new FaultCollector();
    for (const changeIndex of this.#rewritten) faults.add([], { code: 'COMES_TWICE' }, changeIndex);
    const dangling = new Set<Id>();
    await this.#inParts(this.#deferred, RESUMED_AT_ONCE, async (part) => {
      for (const id of await resume(part, this.#known, faults)) dangling.add(id);
    });
    await this.#inParts(this.#removed, REMOVED_AT_ONCE, (part) => checkUnused(part, dangling, this.#known, faults));
    return faults;
  }

  /** Each part but the last in a transaction of its own: time and memory of one are bounded. */
  async #inParts<T>(all: readonly T[], size: number, work: (part: readonly T[]) => Promise<void>): Promise<void> {
    for (let start = 0; start < all.length; start += size) {
      if (start > 0) await this.#spilled()();
      await this.#transactions.resume();
      await work(all.slice(start, start + size));
    }
  }

  /** Brings what has been applied so far into the database. */
  #sendPiece(): Promise<void> {
    const [versions, claims] = [this.#versions.take(), this.#claims.take()];
    const work = async () => {
      const runner = await this.#transactions.resume();
      await versions(runner, (made) => claims.into(runner, made));
    };
    return claims.inSteps ? this.#queue.sendAlone(work) : this.#queue.send(work);
  }

  /** Ends this transaction without publishing it. */
  #spilled(): () => Promise<void> {
    this.#changes = 0;
    this.#length = 0;
    this.#looked = 0;
    return () => this.#transactions.spill();
  }

  async #recordCommit(): Promise<void> {
    const { author, time, reason, batch } = this.#write;
    const row = { author, time, reason, batch, token: this.token, first: this.#start + 1, last: this.#last };
    await this.#runner.run(COMMIT, { no: this.#commit, ...row });
  }

  get #known(): Known {
    return { runner: this.#runner, heads: this.#heads, claims: this.#claims };
  }

  get #runner(): Work {
    return this.#transactions.current;
  }

  #count(kind: RecordKind, change: number): void {
    this.#perKind.set(kind, (this.#perKind.get(kind) ?? 0) + change);
  }
}

/** Parsed only where the text differs: the same record may have been written with its fields in another order. */
function isSame(kind: RecordKind, before: string | null, data: string | null): boolean {
  return before !== null && data !== null && sameValue(readRecord(kind, before), readRecord(kind, data));
}
