// Cuts the writes of a history into parts that a store takes one by one, each as a transaction: what is made is kept when the
// copy is stopped. A write may be cut wherever nothing before the cut refers to what comes after it; from its first judgement
// or removal on it stays whole, because these take effect together.

import { specOf } from '../../domain/kinds.ts';
import type { Id } from '../../domain/records.ts';
import type { Replay } from '../../domain/replay.ts';
import type { Change, Store, Version } from '../../store/store.ts';
import type { HistoryReader } from './history-reader.ts';

export interface WritePart {
  /** The first version in it, with author, time, reason and batch of the write. */
  head: Version;
  replay: Replay;
  changes: readonly Change[] | AsyncIterable<readonly Change[]>;
}

/** Few enough that a store takes them in one go. */
const PART_CHANGES = 4_000;
const PART_LENGTH = 8_000_000;
const TAKEN_AT_ONCE = 1_000;
/** Where a write cannot be cut within this many, it is not tried any further. */
const TRIED_CHANGES = 40_000;
const KNOWN = 200_000;
/** Few, because each may be a source with a long text. */
const ASKED_AT_ONCE = 50;

export async function* writeParts(reader: HistoryReader, to: Store): AsyncGenerator<WritePart> {
  const known = new KnownIds(to);
  for (let head = await reader.peek(); head !== null; head = await reader.peek()) {
    const { first, last } = head.write;
    const replay = { after: head.version - 1, first, last };
    const ties = new Ties(known);
    const changes: Change[] = [];
    while (changes.length < PART_CHANGES && ties.length < PART_LENGTH) {
      const versions = await reader.take(first, Math.min(TAKEN_AT_ONCE, PART_CHANGES - changes.length));
      if (versions.length === 0) break;
      changes.push(...ties.take(versions));
    }
    const next = await reader.peek();
    if (next === null || next.write.first !== first || (await ties.areLoose())) {
      yield { head, replay, changes };
      continue;
    }
    const done = Promise.withResolvers<void>();
    yield { head, replay, changes: onwards(changes, reader, first, ties, done.resolve) };
    await done.promise;
  }
}

async function* onwards(
  begun: Change[],
  reader: HistoryReader,
  first: number,
  ties: Ties,
  done: () => void,
): AsyncGenerator<Change[]> {
  yield begun;
  do {
    const versions = await reader.take(first, TAKEN_AT_ONCE);
    if (versions.length === 0) break;
    yield ties.take(versions);
  } while (!(await ties.areLoose()));
  done();
}

/** What ties the changes of a part to those after it. */
class Ties {
  length = 0;
  readonly #known: KnownIds;
  readonly #wanted = new Set<Id>();
  #count = 0;
  #whole = false;

  constructor(known: KnownIds) {
    this.#known = known;
  }

  take(versions: readonly Version[]): Change[] {
    this.#count += versions.length;
    if (this.#count > TRIED_CHANGES || versions.some(({ kind, record }) => kind === 'judgement' || record === null)) {
      this.#whole = true;
      this.#wanted.clear();
    }
    for (const { kind, id, record } of versions) {
      this.#known.note(id, record !== null);
      // Only the text of a source is ever large.
      this.length += record !== null && 'text' in record ? (record.text?.length ?? 0) : 0;
      if (this.#whole || record === null) continue;
      for (const ref of specOf(kind).refs(record)) this.#wanted.add(ref.id);
    }
    return versions.map(({ kind, id, record }) => ({ kind, id, record, expect: 'ANY' }));
  }

  /** Whether all that was referred to so far is there. */
  async areLoose(): Promise<boolean> {
    if (this.#whole) return false;
    for (const id of await this.#known.among([...this.#wanted])) this.#wanted.delete(id);
    return this.#wanted.size === 0;
  }
}

/** Which records the copy holds, or will when the parts before this one are made: the ones met last, else it is asked. */
class KnownIds {
  readonly #store: Store;
  readonly #ids = new Set<Id>();

  constructor(store: Store) {
    this.#store = store;
  }

  note(id: Id, live: boolean): void {
    // Taken out first, so that it stands among the newest.
    this.#ids.delete(id);
    if (live) this.#ids.add(id);
    if (this.#ids.size > KNOWN) for (const oldest of this.#ids) if (this.#ids.delete(oldest)) break;
  }

  async among(ids: readonly Id[]): Promise<Id[]> {
    const unmet = ids.filter((id) => !this.#ids.has(id));
    for (let start = 0; start < unmet.length; start += ASKED_AT_ONCE)
      for (const found of await this.#store.getMany(unmet.slice(start, start + ASKED_AT_ONCE)))
        if (found !== null) this.note(found.id, true);
    return ids.filter((id) => this.#ids.has(id));
  }
}
