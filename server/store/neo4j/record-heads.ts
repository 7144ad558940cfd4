// A cache of the head of each record (its newest version, whether it is removed, and which record stands for it) as the
// running write sees it. Heads are looked up many at once and updated with every change that the write makes.

import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { DATA, STANDINGS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import { FOREVER } from './forever.ts';

export interface RecordHead {
  id: Id;
  kind: RecordKind;
  /** The number of its first version. */
  first: number;
  version: number;
  live: boolean;
  /** The record that stands for it. */
  canonical: Id;
}

/** Bounds the memory of a long import: a head that was not used while this many others were is dropped, and looked up again. */
const KEPT = 50_000;
const AT_ONCE = 5_000;

export class RecordHeads {
  #heads = new Map<Id, RecordHead | null>();
  #older = new Map<Id, RecordHead | null>();
  #loading: Promise<unknown> = Promise.resolve();

  /** Loads the heads that `find` and `live` will be asked for. */
  async load(runner: Runner, ids: Iterable<Id>): Promise<void> {
    const wanted = new Set(ids);
    if (this.#heads.size > KEPT) {
      this.#older = this.#heads;
      this.#heads = new Map();
    }
    const unknown = [...wanted].filter((id) => this.#known(id) === undefined);
    // From here on, the changes of the write itself take precedence over what the look-up finds.
    for (const id of unknown) this.#heads.set(id, null);
    // Also waits for look-ups that other callers have started.
    this.#loading = Promise.all([this.#loading, this.#fetch(runner, unknown)]).then(() => undefined);
    await this.#loading;
  }

  async #fetch(runner: Runner, unknown: readonly Id[]): Promise<void> {
    for (let start = 0; start < unknown.length; start += AT_ONCE) {
      const rows = await runner.run<Omit<RecordHead, 'canonical'> & { canonical: Id | null }>(STANDINGS, {
        ids: unknown.slice(start, start + AT_ONCE),
        forever: FOREVER,
      });
      for (const row of rows) this.#heads.set(row.id, { ...row, canonical: row.canonical ?? row.id });
    }
  }

  /** A record, removed or not; undefined when there never was one. */
  find(id: Id): RecordHead | undefined {
    const head = this.#known(id);
    if (head === undefined) throw new Error(`${id} was not looked up`);
    return head ?? undefined;
  }

  /** Null: there is no such record. Undefined: it was not looked up, or has been dropped since. */
  #known(id: Id): RecordHead | null | undefined {
    if (!this.#heads.has(id)) {
      const older = this.#older.get(id);
      if (older === undefined) return undefined;
      this.#heads.set(id, older);
    }
    return this.#heads.get(id);
  }

  live(id: Id): RecordHead | undefined {
    const head = this.find(id);
    return head?.live === true ? head : undefined;
  }

  keep(head: RecordHead): RecordHead {
    this.#heads.set(head.id, head);
    return head;
  }
}

/** The JSON texts of versions. */
export async function dataOf(runner: Runner, versions: readonly number[]): Promise<Map<number, string | null>> {
  if (versions.length === 0) return new Map();
  const rows = await runner.run<{ version: number; data: string | null }>(DATA, { versions });
  return new Map(rows.map(({ version, data }) => [version, data]));
}
