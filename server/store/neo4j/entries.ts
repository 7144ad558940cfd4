// Where records stand, as the write under way sees them: looked up many at once, and kept in step with what the write does.

import type { RecordKind } from '../../domain/ids.ts';
import type { Id } from '../../domain/records.ts';
import { DATA, STANDINGS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import { FOREVER } from './forever.ts';

export interface Entry {
  id: Id;
  kind: RecordKind;
  /** The number of its first version. */
  first: number;
  version: number;
  live: boolean;
  /** The record that stands for it. */
  canonical: Id;
}

/** Bounds the memory of a long import: what was not asked for while so many others were is forgotten, and looked up again. */
const KEPT = 50_000;
const AT_ONCE = 5_000;

export class Entries {
  #entries = new Map<Id, Entry | null>();
  #older = new Map<Id, Entry | null>();
  #loading: Promise<unknown> = Promise.resolve();

  /** Makes sure that what is asked for next is known. */
  async load(runner: Runner, ids: Iterable<Id>): Promise<void> {
    const wanted = new Set(ids);
    if (this.#entries.size > KEPT) {
      this.#older = this.#entries;
      this.#entries = new Map();
    }
    const unknown = [...wanted].filter((id) => this.#known(id) === undefined);
    // From here on, what the write does to them is the newer news.
    for (const id of unknown) this.#entries.set(id, null);
    // Also for what others are looking up already.
    this.#loading = Promise.all([this.#loading, this.#fetch(runner, unknown)]).then(() => undefined);
    await this.#loading;
  }

  async #fetch(runner: Runner, unknown: readonly Id[]): Promise<void> {
    for (let start = 0; start < unknown.length; start += AT_ONCE) {
      const rows = await runner.run<Omit<Entry, 'canonical'> & { canonical: Id | null }>(STANDINGS, {
        ids: unknown.slice(start, start + AT_ONCE),
        forever: FOREVER,
      });
      for (const row of rows) this.#entries.set(row.id, { ...row, canonical: row.canonical ?? row.id });
    }
  }

  /** A record, removed or not; undefined when there never was one. */
  find(id: Id): Entry | undefined {
    const entry = this.#known(id);
    if (entry === undefined) throw new Error(`${id} was not looked up`);
    return entry ?? undefined;
  }

  /** Null: there is none. Undefined: it was not looked up, or long ago. */
  #known(id: Id): Entry | null | undefined {
    if (!this.#entries.has(id)) {
      const older = this.#older.get(id);
      if (older === undefined) return undefined;
      this.#entries.set(id, older);
    }
    return this.#entries.get(id);
  }

  live(id: Id): Entry | undefined {
    const entry = this.find(id);
    return entry?.live === true ? entry : undefined;
  }

  keep(entry: Entry): Entry {
    this.#entries.set(entry.id, entry);
    return entry;
  }
}

/** The texts of versions. */
export async function dataOf(runner: Runner, versions: readonly number[]): Promise<Map<number, string | null>> {
  if (versions.length === 0) return new Map();
  const rows = await runner.run<{ version: number; data: string | null }>(DATA, { versions });
  return new Map(rows.map(({ version, data }) => [version, data]));
}
