// The list of all versions, which is everything that this store holds: each fact says what a record was from a version on.

import type { RecordKind } from '../../domain/record-kinds.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import type { Standing } from '../engine/expectation.ts';
import type { Version } from '../store.ts';

/** What all versions of one write share. */
export interface Commit {
  author: string;
  time: string;
  reason: string | null;
  batch: Id | null;
  first: number;
  last: number;
}

export interface Fact {
  version: number;
  /** The first version of its record. */
  first: number;
  id: Id;
  kind: RecordKind;
  outcome: Version['outcome'];
  /** Null where it was removed. */
  record: AnyRecord | null;
  commit: Commit;
}

export class Facts {
  /** Version n is at n - 1. */
  readonly all: Fact[] = [];
  readonly #byId = new Map<Id, Fact[]>();

  get version(): number {
    return this.all.length;
  }

  add(facts: readonly Fact[]): void {
    for (const fact of facts) {
      this.all.push(fact);
      const known = this.#byId.get(fact.id);
      if (known === undefined) this.#byId.set(fact.id, [fact]);
      else known.push(fact);
    }
  }

  /** Oldest first. */
  of(id: Id): readonly Fact[] {
    return this.#byId.get(id) ?? [];
  }
}

export function standingOf(fact: Fact | undefined): Standing | undefined {
  return fact && { version: fact.version, live: fact.record !== null };
}
