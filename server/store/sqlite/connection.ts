// One connection to the file. Everything that SQLite would accept in silence and get wrong is refused here: booleans, NaN,
// fractions, integers beyond 2^53, a parameter left out. Statements are prepared once and kept.

import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import { translated } from './failures.ts';
import type { Bound, SqlFragment } from './sql.ts';
import { sql } from './sql.ts';

/** A row as an array of its columns: twice as fast to read as an object. */
export type Row = readonly (string | number | null)[];

interface Prepared {
  statement: StatementSync;
  placeholders: number;
}

/** A fragment brings its parameters along. */
type Query = [fragment: SqlFragment] | [text: string, parameters?: readonly Bound[]];

/** More texts than the store has; past it the oldest go, so that filters of many shapes cannot fill the memory. */
const KEPT_STATEMENTS = 400;
const BUSY_MS = 5_000;

export class Connection {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(path: string, role: 'reader' | 'writer', cacheMegabytes: number) {
    this.path = path;
    this.#db = translated(() => new DatabaseSync(path, { readOnly: role === 'reader', timeout: BUSY_MS }));
    this.script(`PRAGMA cache_size = -${cacheMegabytes * 1024}; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;`);
    // A write that was acknowledged survives the power going off, not only the process.
    this.script(role === 'reader' ? 'PRAGMA query_only = ON' : 'PRAGMA synchronous = FULL');
  }

  /** Statements without parameters. */
  script(text: string): void {
    translated(() => this.#db.exec(text));
  }

  all<T extends Row = Row>(...query: Query): T[] {
    const { statement, parameters } = this.#bound(query);
    return translated(() => statement.all(...parameters)) as unknown as T[];
  }

  get<T extends Row = Row>(...query: Query): T | undefined {
    const { statement, parameters } = this.#bound(query);
    return translated(() => statement.get(...parameters)) as unknown as T | undefined;
  }

  /**
   * All rows, column by column; `from` is all that follows what is selected. SQLite writes each column as one JSON array, which
   * takes less time and leaves less behind than an array for each row.
   */
  columns(select: readonly SqlFragment[], from: SqlFragment): Bound[][] {
    const arrays = select.map((column) => sql`json_group_array(${column})`);
    const row = this.get<readonly string[]>(sql`SELECT ${sql.join(arrays, ', ')} ${from}`);
    return (row ?? []).map((array) => JSON.parse(array));
  }

  /** Rows one by one; nothing else may use the same statement until the walk is over. */
  *each<T extends Row = Row>(...query: Query): Generator<T, void, void> {
    const { statement, parameters } = this.#bound(query);
    const rows = translated(() => statement.iterate(...parameters)) as unknown as Iterable<T>;
    yield* rows;
  }

  /** The first column of the first row. */
  value<T extends Bound = number>(...query: Query): T {
    const row = this.get(...query);
    if (row === undefined) throw new Error(`no row: ${textOf(query)}`);
    return row[0] as T;
  }

  run(text: string, ...parameters: readonly Bound[]): number {
    const statement = this.#statement(text, parameters);
    return translated(() => statement.run(...parameters)).changes as number;
  }

  /** A function for use in SQL, of values that never change by themselves. */
  define(name: string, work: (...values: SQLOutputValue[]) => Bound): void {
    this.#db.function(name, { deterministic: true }, work);
  }

  /** Every statement inside sees the same moment. */
  snapshot<T>(read: () => T): T {
    this.script('BEGIN');
    try {
      return read();
    } finally {
      this.rollback();
    }
  }

  /** Also where SQLite has done so by itself, as it does when the disk is full. */
  rollback(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
  }

  close(): void {
    this.#prepared.clear();
    this.#db.close();
  }

  #bound(query: Query): { statement: StatementSync; parameters: readonly Bound[] } {
    const text = textOf(query);
    const parameters = typeof query[0] === 'string' ? (query[1] ?? []) : query[0].parameters;
    return { statement: this.#statement(text, parameters), parameters };
  }

  #statement(text: string, parameters: readonly Bound[]): StatementSync {
    let prepared = this.#prepared.get(text);
    if (prepared === undefined) {
      const statement = translated(() => this.#db.prepare(text));
      statement.setReturnArrays(true);
      prepared = { statement, placeholders: text.split('?').length - 1 };
      if (this.#prepared.size >= KEPT_STATEMENTS) this.#prepared.delete(this.#prepared.keys().next().value as string);
      this.#prepared.set(text, prepared);
    }
    if (prepared.placeholders !== parameters.length)
      throw new TypeError(`${parameters.length} parameters for ${prepared.placeholders} placeholders: ${text}`);
    for (const parameter of parameters) check(parameter, text);
    return prepared.statement;
  }
}

function textOf([statement]: Query): string {
  return typeof statement === 'string' ? statement : statement.text;
}

function check(parameter: Bound, text: string): void {
  if (parameter === null || typeof parameter === 'string' || Number.isSafeInteger(parameter)) return;
  throw new TypeError(`cannot bind ${typeof parameter} ${String(parameter)}: ${text}`);
}
