// What a write decides about each change and about itself as a whole, alike in every store. An adapter looks up where a record
// stands and applies what is decided. Nothing here waits for anything: a store in this thread looks up when it is asked, one behind
// a network has looked up before it asks, for many changes at once.

import type { Fault } from '../../domain/faults/fault.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import { specOf } from '../../domain/kinds.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { AnyRecord, Batch, Id, Judgement } from '../../domain/records.ts';
import { goesOn, replayBegins, replayEnds } from '../../domain/replay.ts';
import type { Change, Outcome, Write, Written } from '../store.ts';
import type { Standing } from './expectation.ts';
import { expectationProblem } from './expectation.ts';

export interface Decision {
  /** Of the change within its write. */
  changeIndex: number;
  id: Id;
  /** Of the new version, or of the one that stays. */
  version: number;
  outcome: Outcome;
}

/** A version that refers to what is not there yet. */
export interface Deferred {
  changeIndex: number;
  version: number;
  kind: RecordKind;
  id: Id;
}

export interface Removed {
  changeIndex: number;
  id: Id;
}

/** A judgement was made, changed or removed: from which version on, and which records it is about. */
export interface JudgementChange {
  version: number;
  records: readonly Id[];
}

/** How many of the records that refer to another one a refusal names. */
const NAMED = 3;

export class WriteDecisions {
  readonly #write: Write;
  /** The newest version before the write. */
  readonly start: number;
  #last: number;
  #changes = 0;
  readonly #counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  /** By how many the live records of each kind have grown. */
  readonly perKind = new Map<RecordKind, number>();
  readonly judgementChanges: JudgementChange[] = [];
  readonly deferred: Deferred[] = [];
  readonly removed: Removed[] = [];
  /** Records whose own references are at fault, and told. */
  readonly #dangling = new Set<Id>();
  /** Changes to what came before in this write, and came otherwise. */
  readonly #rewritten: { changeIndex: number; id: Id }[] = [];
  /** A bit for each version before the write: whether a change left it as it is. Ids would take much more room. */
  #kept: Uint8Array | null = null;
  readonly #conflicts = new FaultCollector();
  readonly #faults: FaultCollector;

  /** `newest`: the first version of the newest write before this one; 0 for none. */
  constructor(write: Write, start: number, newest: number) {
    this.#write = write;
    this.#faults = write.allFaults === true ? FaultCollector.ofFiles() : new FaultCollector();
    this.start = this.#last = start;
    const misplaced = write.replay === undefined ? null : replayBegins(write.replay, start, newest);
    if (misplaced !== null) this.#conflicts.add(['replay'], misplaced);
  }

  /** The newest version, those of this write among them. */
  get last(): number {
    return this.#last;
  }

  get changed(): boolean {
    return this.#last > this.start;
  }

  /** `results` is for the adapter to add. */
  get written(): Written {
    return { version: this.#last, ...this.#counts, results: [] };
  }

  /** Before any change: what the write relies on must stand where it stood. */
  checkHolds(standingOf: (id: Id) => Standing | undefined): void {
    for (const [index, { id, version }] of (this.#write.holds ?? []).entries()) {
      const problem = expectationProblem(id, standingOf(id), version);
      if (problem !== null) this.#conflicts.add(['holds', index], problem);
    }
  }

  /** `same`: the record that is there holds what the change would make of it. */
  decide(
    { kind, id, expect }: Omit<Change, 'record'>,
    removes: boolean,
    standing: Standing | undefined,
    same: boolean,
  ): Decision {
    const changeIndex = this.#changes++;
    const problem = expectationProblem(id, standing, expect);
    if (problem !== null) this.#conflicts.add([], problem, changeIndex);
    const live = standing?.live === true;
    if (problem !== null || (live ? same && !removes : removes)) {
      this.#counts.unchanged++;
      if (problem === null && standing !== undefined) this.#keep(standing.version);
      return { changeIndex, id, version: standing?.version ?? 0, outcome: 'UNCHANGED' };
    }
    if (this.#write.once === true && standing !== undefined && this.#hasCome(standing.version))
      this.#rewritten.push({ changeIndex, id });
    const version = ++this.#last;
    if (removes) this.removed.push({ changeIndex, id });
    if (removes || !live) this.count(kind, removes ? -1 : 1);
    this.#counts[removes ? 'removed' : live ? 'changed' : 'added']++;
    return { changeIndex, id, version, outcome: removes ? 'REMOVED' : live ? 'CHANGED' : 'ADDED' };
  }

  /** Whether a change of this write made this version, or left it as it is. */
  #hasCome(version: number): boolean {
    return version > this.start || (((this.#kept?.[version >> 3] ?? 0) >> (version & 7)) & 1) === 1;
  }

  #keep(version: number): void {
    if (this.#write.once !== true || version > this.start) return;
    this.#kept ??= new Uint8Array((this.start >> 3) + 1);
    this.#kept[version >> 3] = (this.#kept[version >> 3] ?? 0) | (1 << (version & 7));
  }

  /**
   * Notes what only the end of the write can settle about a new version. Tells whether all that the record refers to is there;
   * what refers forward comes back as `deferred`.
   */
  note(
    { changeIndex, id, version }: Decision,
    kind: RecordKind,
    before: AnyRecord | null,
    record: AnyRecord | null,
    isLive: (id: Id) => boolean,
  ): boolean {
    if (kind === 'judgement')
      for (const judgement of [before, record])
        if (judgement !== null) this.judgementChanges.push({ version, records: (judgement as Judgement).records });
    if (record === null) return true;
    const complete = specOf(kind)
      .refs(record)
      .every((ref) => isLive(ref.id));
    if (!complete) this.deferred.push({ changeIndex, version, kind, id });
    return complete;
  }

  count(kind: RecordKind, change: number): void {
    this.perKind.set(kind, (this.perKind.get(kind) ?? 0) + change);
  }

  /** The record of the batch, to be decided as the last change: only now is it known whether there is anything in it. */
  batchRecord(): (Change & { record: Batch }) | null {
    const { batchRecord } = this.#write;
    if (batchRecord === undefined || !this.changed) return null;
    return { kind: 'batch', id: batchRecord.id, record: batchRecord, expect: 'ANY' };
  }

  /** After the last change, before what was deferred and removed is checked. */
  end(): void {
    const { replay } = this.#write;
    const uneven = replay === undefined ? null : replayEnds(replay, this.#changes, this.#last);
    // After another conflict it only follows from that.
    if (uneven !== null && !this.#conflicts.any) this.#conflicts.add(['replay'], uneven);
    this.#checkRewritten();
  }

  /** Instead of `end`, where no more changes come because their giver found a fault in them. */
  giveUp(): void {
    this.#checkRewritten();
  }

  #checkRewritten(): void {
    for (const { changeIndex, id } of this.#rewritten)
      this.#faults.add([], { code: 'COMES_TWICE', record: id }, changeIndex);
  }

  /** At the end, what referred forward: tells whether all of it has come. */
  checkDeferred({ changeIndex, kind, id }: Deferred, record: AnyRecord, isLive: (id: Id) => boolean): boolean {
    const dangling = specOf(kind)
      .refs(record)
      .filter((ref) => !isLive(ref.id));
    for (const ref of dangling)
      this.#faults.add(ref.path, { code: 'DANGLING_REFERENCE', record: ref.id, mayComeWithIt: true }, changeIndex);
    if (dangling.length > 0) this.#dangling.add(id);
    return dangling.length === 0;
  }

  /**
   * At the end, after all that was deferred, what is gone: `referrers` are the first of those that refer to it still, in order of
   * recording, without those that are at fault themselves.
   */
  checkRemoved({ changeIndex, id }: Removed, referrers: readonly Id[]): void {
    const users = referrers.filter((user) => !this.#dangling.has(user));
    if (users.length === 0) return;
    const more = users.length > NAMED;
    this.#faults.add([], { code: 'IN_USE', record: id, users: users.slice(0, NAMED), more }, changeIndex);
  }

  /** The batch whose record must be there now, or null: also where a conflict refuses the write whatever there is. */
  get batchWanted(): Id | null {
    if (!this.changed || this.#conflicts.any) return null;
    return goesOn(this.#write.replay, this.#last) ? null : this.#write.batch;
  }

  /** Once everything is checked: throws what refuses the write. `batchLives`: whether `batchWanted` is there. */
  throwIfRefused(batchLives: boolean): void {
    this.#conflicts.throwIfAny('CONFLICT');
    if (this.batchWanted !== null && !batchLives)
      this.#faults.add(['batch'], { code: 'BATCH_NOT_WRITTEN', record: this.batchWanted });
    this.#faults.throwIfAny();
  }

  /** What would have been refused of a write that was given up, once everything is checked. */
  found(): Fault[] {
    return [...this.#conflicts.list, ...this.#faults.list];
  }
}
