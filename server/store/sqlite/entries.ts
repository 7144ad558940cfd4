// Ids and the small numbers that stand for them inside the file, as the writer sees them: looked up once, kept in step
// with what the write under way does, and forgotten when the file may have changed behind it.

import type { Id } from '../../domain/records.ts';
import type { Connection } from './connection.ts';

export interface Entry {
  id: Id;
  num: number;
  /** A record that was removed keeps its number. */
  removed: boolean;
  /** The number of the record that stands for it. */
  canonical: number;
}

/** Bounds the memory of a long import; what is asked for again is looked up again. */
const KEPT = 50_000;

export class Entries {
  readonly #connection: Connection;
  readonly #byId = new Map<Id, Entry>();
  readonly #byNum = new Map<number, Entry>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** A record, removed or not; undefined when there never was one. */
  find(id: Id): Entry | undefined {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const row = this.#connection.get<[number, number, number]>(
      'SELECT num, removed, canonical FROM record WHERE id = ?',
      [id],
    );
    return row === undefined ? undefined : this.keep({ id, num: row[0], removed: row[1] === 1, canonical: row[2] });
  }

  /** A record that can be referred to. */
  live(id: Id): Entry | undefined {
    const entry = this.find(id);
    return entry === undefined || entry.removed ? undefined : entry;
  }

  byNum(num: number): Entry {
    const known = this.#byNum.get(num);
    if (known !== undefined) return known;
    const row = this.#connection.get<[string, number, number]>(
      'SELECT id, removed, canonical FROM record WHERE num = ?',
      [num],
    );
    if (row === undefined) throw new Error(`no record has the number ${num}`);
    return this.keep({ id: row[0], num, removed: row[1] === 1, canonical: row[2] });
  }

  canonicalId(id: Id): Id {
    const entry = this.find(id);
    return entry === undefined || entry.canonical === entry.num ? id : this.byNum(entry.canonical).id;
  }

  keep(entry: Entry): Entry {
    if (this.#byId.size >= KEPT) this.forget();
    this.#byId.set(entry.id, entry);
    this.#byNum.set(entry.num, entry);
    return entry;
  }

  /** In step with a removal or a return, where it is known here. */
  mark(id: Id, removed: boolean): void {
    const entry = this.#byId.get(id);
    if (entry !== undefined) entry.removed = removed;
  }

  forget(): void {
    this.#byId.clear();
    this.#byNum.clear();
  }
}
