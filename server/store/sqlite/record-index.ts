// What a record of any kind is found by: facets, names, the terms of its text, and for sources the publisher. Rows of the
// newest version only, but for text (by version) and publishers (from version to version), which filters read `asOf`.

import type { Facet } from '../../domain/kind-spec.ts';
import { specOf } from '../../domain/kinds.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { AnyRecord } from '../../domain/records.ts';
import { partTerms, terms } from '../../domain/text.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';

const ADD_TERMS = 'INSERT INTO name_term (term, name_no) SELECT value, ? FROM json_each(?)';
const REMOVE_TERMS = 'DELETE FROM name_term WHERE term IN (SELECT value FROM json_each(?)) AND name_no = ?';
const ADD_TEXT = 'INSERT INTO text (rowid, terms) VALUES (?, ?)';
/** Claims are many and filters look for their text alone. */
const ADD_CLAIM_TEXT = 'INSERT INTO claim_text (rowid, terms) VALUES (?, ?)';
/** Bounds the memory of a long import. */
const KEPT = 50_000;

export class RecordIndex {
  readonly #connection: Connection;
  readonly #valueNumbers = new Map<string, number>();
  readonly #terms = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(kind: RecordKind, num: number, version: number, record: AnyRecord): void {
    this.addHead(kind, num, record);
    const found = terms(
      specOf(kind)
        .texts(record)
        .map(({ text }) => text)
        .join('\n'),
    );
    for (const term of found) this.#addTerm(term);
    if (found.length > 0) this.#connection.run(kind === 'claim' ? ADD_CLAIM_TEXT : ADD_TEXT, version, found.join(' '));
    if ('publisher' in record && record.publisher !== null)
      this.#connection.run(
        'INSERT INTO publication (source, publisher, since, until) VALUES (?, ?, ?, NULL)',
        num,
        record.publisher,
        version,
      );
  }

  /** What stands for the newest version alone. */
  addHead(kind: RecordKind, num: number, record: AnyRecord): void {
    const spec = specOf(kind);
    for (const facet of spec.facets(record))
      this.#connection.run('INSERT INTO facet (value_no, num) VALUES (?, ?)', this.#valueNumber(kind, facet), num);
    for (const name of spec.names(record)) this.#addName(num, name);
  }

  /** `version` is the one that comes instead. */
  remove(kind: RecordKind, num: number, version: number, record: AnyRecord): void {
    for (const facet of specOf(kind).facets(record))
      this.#connection.run('DELETE FROM facet WHERE value_no = ? AND num = ?', this.#valueNumber(kind, facet), num);
    for (const [no, name] of this.#connection.all<[number, string]>('SELECT no, name FROM name WHERE num = ?', [num])) {
      this.#connection.run(REMOVE_TERMS, JSON.stringify([...nameTerms(name)]), no);
      this.#connection.run('DELETE FROM name WHERE no = ?', no);
    }
    if (kind === 'source')
      this.#connection.run('UPDATE publication SET until = ? WHERE source = ? AND until IS NULL', version, num);
  }

  forget(): void {
    this.#valueNumbers.clear();
    this.#terms.clear();
  }

  #addName(num: number, name: string): void {
    this.#connection.run('INSERT INTO name (num, name) VALUES (?, ?)', num, name);
    const no = this.#connection.value('SELECT last_insert_rowid()');
    this.#connection.run(ADD_TERMS, no, JSON.stringify([...nameTerms(name)]));
  }

  /** Terms stay: they are few, and one that nothing holds any more costs a look-up. */
  #addTerm(term: string): void {
    if (this.#terms.has(term)) return;
    if (this.#terms.size >= KEPT) this.#terms.clear();
    this.#terms.add(term);
    this.#connection.run('INSERT OR IGNORE INTO term (term) VALUES (?)', term);
  }

  #valueNumber(kind: RecordKind, { field, value }: Facet): number {
    const key = `${kind} ${field} ${value}`;
    const known = this.#valueNumbers.get(key);
    if (known !== undefined) return known;
    if (this.#valueNumbers.size >= KEPT) this.#valueNumbers.clear();
    const row = [value, kinds.code(kind), field];
    this.#connection.run('INSERT OR IGNORE INTO facet_value (value, kind, field) VALUES (?, ?, ?)', ...row);
    const no = this.#connection.value('SELECT no FROM facet_value WHERE value = ? AND kind = ? AND field = ?', row);
    this.#valueNumbers.set(key, no);
    return no;
  }
}

/** What a name is found by the beginning of. */
export function nameTerms(name: string): Set<string> {
  return new Set([...terms(name), ...partTerms(name)]);
}
