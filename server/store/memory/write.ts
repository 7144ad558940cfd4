// One write: facts are drafted as the engine decides, and join the others when all of them may.

import { sameValue } from '../../domain/diff.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { specOf } from '../../domain/kinds.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import { continues } from '../../domain/replay.ts';
import { WriteDecisions } from '../engine/write-decisions.ts';
import type { Change, Write, Written } from '../store.ts';
import type { Commit, Fact, Facts } from './facts.ts';
import { standingOf } from './facts.ts';

export class MemoryWrite {
  readonly #facts: Facts;
  readonly #write: Write;
  readonly #decisions: WriteDecisions;
  readonly #commit: Commit;
  readonly #drafted: Fact[] = [];
  /** Of what this write has changed. */
  readonly #newest = new Map<Id, Fact>();

  constructor(facts: Facts, write: Write) {
    this.#facts = facts;
    this.#write = write;
    const before = facts.all.at(-1)?.commit;
    this.#decisions = new WriteDecisions(write, facts.version, before?.first ?? 0);
    this.#decisions.checkHolds((id) => standingOf(this.#factOf(id)));
    const { author, time, reason, batch } = write;
    const goesOn = before !== undefined && write.replay !== undefined && continues(write.replay);
    this.#commit = goesOn ? before : { author, time, reason, batch, first: facts.version + 1, last: 0 };
  }

  apply(changes: readonly Change[]): Written['results'] {
    return changes.map((change) => this.#apply(change));
  }

  #apply({ kind, id, record, expect }: Change): Written['results'][number] {
    const before = this.#factOf(id);
    const held = before?.record ?? null;
    // What is held may not change when the caller's object does.
    const next = record === null ? null : frozen(JSON.parse(JSON.stringify(record)) as AnyRecord);
    const same = sameValue(held, next);
    const decision = this.#decisions.decide({ kind, id, expect }, record === null, standingOf(before), same);
    const { version, outcome } = decision;
    if (outcome === 'UNCHANGED') return { id, version, outcome };
    const fact = { version, first: before?.first ?? version, id, kind, outcome, record: next, commit: this.#commit };
    this.#drafted.push(fact);
    this.#newest.set(id, fact);
    this.#decisions.note(decision, kind, held, next, this.#isLive);
    return { id, version, outcome };
  }

  /** Throws what refuses it; then nothing has happened. */
  finish(): Written {
    const batchRecord = this.#decisions.batchRecord();
    if (batchRecord !== null) this.#apply(batchRecord);
    this.#decisions.end();
    this.#check();
    const { batchWanted } = this.#decisions;
    this.#decisions.throwIfRefused(batchWanted !== null && this.#isLive(batchWanted));
    const { written } = this.#decisions;
    if (this.#write.dryRun === true) return { ...written, version: this.#facts.version };
    if (this.#decisions.changed) this.#commit.last = this.#decisions.last;
    this.#facts.add(this.#drafted);
    return written;
  }

  /** What would have been refused. */
  giveUp(): Fault[] {
    this.#decisions.giveUp();
    this.#check();
    return this.#decisions.found();
  }

  #check(): void {
    for (const deferred of this.#decisions.deferred) {
      const { record } = this.#drafted[deferred.version - this.#facts.version - 1] as Fact;
      if (record !== null) this.#decisions.checkDeferred(deferred, record, this.#isLive);
    }
    const { removed } = this.#decisions;
    const referrers = removed.length === 0 ? new Map<Id, Id[]>() : this.#referrers();
    for (const one of removed)
      if (!this.#isLive(one.id)) this.#decisions.checkRemoved(one, referrers.get(one.id) ?? []);
  }

  /** By record, those that refer to it as the write would leave them, in order of recording. */
  #referrers(): Map<Id, Id[]> {
    const referrers = new Map<Id, Id[]>();
    for (const id of new Set([...this.#facts.all, ...this.#drafted].map((fact) => fact.id))) {
      const { kind, record } = this.#factOf(id) as Fact;
      if (record === null) continue;
      for (const ref of new Set(
        specOf(kind)
          .refs(record)
          .map((ref) => ref.id),
      ))
        referrers.set(ref, [...(referrers.get(ref) ?? []), id]);
    }
    return referrers;
  }

  #factOf(id: Id): Fact | undefined {
    return this.#newest.get(id) ?? this.#facts.of(id).at(-1);
  }

  #isLive = (id: Id): boolean => (this.#factOf(id)?.record ?? null) !== null;
}

/** All of it: what a reader gets is the record that is held. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
