// A cache of the head of each record (its number inside the file, whether it is removed, and which record stands for it) as
// the writer sees it. It follows the changes of the running write, and is cleared when the file may have changed otherwise.

import type { Id } from '../../domain/records.ts';
import type { Connection } from './connection.ts';

export interface RecordHead {
  id: Id;
  num: number;
  /** A record that was removed keeps its number. */
  removed: boolean;
  /** The number of the record that stands for it. */
  canonical: number;
}

/** Bounds the memory of a long import; a head that was dropped is looked up again. */
const KEPT = 50_000;

export class RecordHeads {
  readonly #connection: Connection;
  readonly #byId = new Map<Id, RecordHead>();
  readonly #byNum = new Map<number, RecordHead>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** A record, removed or not; undefined when there never was one. */
  find(id: Id): RecordHead | undefined {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const row = this.#connection.get<[number, number, number]>(
      'SELECT num, removed, canonical FROM record WHERE id = ?',
      [id],
    );
    return row === undefined ? undefined : this.keep({ id, num: row[0], removed: row[1] === 1, canonical: row[2] });
  }

  /** A record that can be referred to. */
  live(id: Id): RecordHead | undefined {
    const head = this.find(id);
    return head === undefined || head.removed ? undefined : head;
  }

  byNum(num: number): RecordHead {
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
    const head = this.find(id);
    return head === undefined || head.canonical === head.num ? id : this.byNum(head.canonical).id;
  }

  keep(head: RecordHead): RecordHead {
    if (this.#byId.size >= KEPT) this.forget();
    this.#byId.set(head.id, head);
    this.#byNum.set(head.num, head);
    return head;
  }

  /** Notes that a record was removed or came back, if its head is cached. */
  mark(id: Id, removed: boolean): void {
    const head = this.#byId.get(id);
    if (head !== undefined) head.removed = removed;
  }

  forget(): void {
    this.#byId.clear();
    this.#byNum.clear();
  }
}
