// One attempt at one write: takes changes in pieces, looks up what the engine needs to know to decide about each, keeps everything
// that is derived in step with what it decides, and publishes all of it at once or nothing.
//
// While the database works on one piece, or commits, the next ones are decided and derived: what they need to know is asked for
// before the pieces ahead of them are brought in, one question for all of a piece.

import { sameValue } from '../../domain/diff.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord, recordText } from '../../domain/record-format.ts';
import { RECORD_KINDS } from '../../domain/record-kinds.ts';
import type { Claim, Id } from '../../domain/records.ts';
import { continues } from '../../domain/replay.ts';
import { WriteDecisions } from '../engine/write-decisions.ts';
import type { Change, Write, Written } from '../store.ts';
import { ClaimIndex } from './claim-index.ts';
import { BEGAN, CARRIED_OUT, COMMIT, PUBLISH } from './cypher/writes.ts';
import type { Database, Work } from './database.ts';
import { IdentityIndex } from './identity-index.ts';
import { checkDeferred, checkRemoved } from './integrity-checks.ts';
import { putEntries } from './key-values.ts';
import { OrderedQueue } from './ordered-queue.ts';
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
const DEFERRED_AT_ONCE = 1_000;
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
  /** Of this attempt, once it has begun. */
  #decisions: WriteDecisions | null = null;
  #commit = 0;
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
    return { ...this.#decided.written, results: this.#results };
  }

  /** False: the attempt before, whose answer was lost, has been carried out after all. */
  async begin(before: WriteRun | null = null): Promise<boolean> {
    this.#ended = false;
    const state = await this.#transactions.open();
    if (before !== null && (await this.#carriedOut(before))) return false;
    const { look, replay, holds = [] } = this.#write;
    this.#commit = replay !== undefined && continues(replay) ? state.commit : state.commit + 1;
    if (look !== undefined) await this.#database.within(this.#runner, look);
    const newest = replay === undefined ? 0 : await this.#beginningOf(state.commit);
    const decisions = new WriteDecisions(this.#write, state.version, newest);
    await this.#heads.load(
      this.#runner,
      holds.map(({ id }) => id),
    );
    decisions.checkHolds((id) => this.#heads.find(id));
    this.#decisions = decisions;
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

  /** The first version of a write; 0 where there is none. */
  async #beginningOf(commit: number): Promise<number> {
    const [row] = await this.#runner.run<{ first: number }>(BEGAN, { no: commit });
    return row?.first ?? 0;
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
      const result = this.#apply(change, texts);
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
    const decisions = this.#decided;
    const batch = decisions.batchRecord();
    if (batch !== null) await this.#applyAlone(batch);
    decisions.end();
    await this.#check();
    const { batchWanted } = decisions;
    if (batchWanted !== null) await this.#heads.load(this.#runner, [batchWanted]);
    decisions.throwIfRefused(batchWanted !== null && this.#isLive(batchWanted));
    await this.#identity.apply(
      decisions.judgementChanges,
      () => this.#runner,
      (kind, merged) => decisions.count(kind, -merged),
      async () => {
        this.#changes += DEFERRED_AT_ONCE;
        if (this.#changes < CHANGES_AT_ONCE) return;
        await this.#spilled()();
        await this.#transactions.resume();
      },
    );
    if (this.#write.dryRun === true) {
      await this.abort();
      return { ...this.written, version: decisions.start };
    }
    await this.#publish();
    return this.written;
  }

  /** Aborts a write whose input turned out to be at fault, and tells what else would have been refused. */
  async giveUp(): Promise<Fault[]> {
    if (this.#ended) return [];
    await this.#settle();
    const decisions = this.#decided;
    decisions.giveUp();
    await this.#check();
    await this.abort();
    return decisions.found();
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    this.#ended = true;
    this.#unwatch();
    this.#waiting = [];
    await this.#queue.quiet();
    await this.#transactions.abort();
  }

  async #publish(): Promise<void> {
    const { changed, last, perKind } = this.#decided;
    const kinds = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, perKind.get(kind) ?? 0]));
    const commit = changed ? this.#commit : this.#commit - 1;
    if (changed) await this.#recordCommit();
    // Nothing of this shows before it is published: it is of no version, and would stay if the end never came.
    await this.#transactions.publish(
      async (runner) => {
        if (changed || this.#transactions.spilled)
          await runner.run(PUBLISH, { version: last, commit, counts: [kinds] });
      },
      (runner) => Promise.all([this.#claims.count(runner), putEntries(runner, this.#write.entries ?? [])]),
    );
  }

  /** `texts`: of the versions that stood when the change was looked up. */
  #apply({ kind, id, record, expect }: Change, texts: ReadonlyMap<number, string | null>): Result {
    const decisions = this.#decided;
    const head = this.#heads.find(id);
    const data = record === null ? null : recordText(kind, record);
    this.#length += data?.length ?? 0;
    const held = head?.live === true ? (this.#versions.data(head.version) ?? texts.get(head.version) ?? null) : null;
    // Parsed only where the text differs: the same record may have been written with its fields in another order.
    const alike = held === data;
    const before = alike || held === null ? null : readRecord(kind, held);
    const same = alike || (before !== null && data !== null && sameValue(before, readRecord(kind, data)));
    const decision = decisions.decide({ kind, id, expect }, record === null, head, same);
    const { version, outcome } = decision;
    if (outcome === 'UNCHANGED') return { id, version, outcome };
    const first = head?.first ?? version;
    if (head === undefined) this.#versions.addRecord(kind, id, first);
    else this.#versions.end(head.version, version);
    this.#versions.add({ version, id, kind, first, outcome, commit: this.#commit, data }, record);
    this.#heads.keep({ id, kind, first, version, live: record !== null, canonical: head?.canonical ?? id });
    if (before !== null && kind === 'claim') this.#claims.close(first, id, version);
    // Until all that it refers to is there, it has no ends to be joined to.
    const complete = decisions.note(decision, kind, before, record, this.#isLive);
    if (record !== null && complete && kind === 'claim') this.#claims.open(first, version, record as Claim);
    this.#changes++;
    return { id, version, outcome };
  }

  async #applyAlone(change: Change): Promise<void> {
    this.#apply(change, await this.#lookUp([change]));
    await this.#sendPiece();
  }

  /** What only the end can tell. Takes up what referred forward, where all of it has come. */
  async #check(): Promise<void> {
    const decisions = this.#decided;
    await this.#inParts(decisions.deferred, DEFERRED_AT_ONCE, (part) =>
      checkDeferred(decisions, part, this.#runner, this.#heads, this.#claims),
    );
    await this.#inParts(decisions.removed, REMOVED_AT_ONCE, (part) =>
      checkRemoved(decisions, part, this.#runner, this.#heads),
    );
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
    const { start, last } = this.#decided;
    const row = { author, time, reason, batch, token: this.token, first: start + 1, last };
    await this.#runner.run(COMMIT, { no: this.#commit, ...row });
  }

  #isLive = (id: Id): boolean => this.#heads.live(id) !== undefined;

  get #decided(): WriteDecisions {
    if (this.#decisions === null) throw new Error('the write has not begun');
    return this.#decisions;
  }

  get #runner(): Work {
    return this.#transactions.current;
  }
}
