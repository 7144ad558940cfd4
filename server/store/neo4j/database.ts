// The only access to the server: every statement names its database, has a time limit and speaks Cypher 5, which 5.26 and the
// releases after it share. Reads are one round trip each and see every write that this process has made.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Driver, Record as DriverRecord, QueryResult, Session } from 'neo4j-driver';
import neo4j from 'neo4j-driver';
import { unavailable } from '../../domain/errors.ts';
import type { DatabaseLocation } from './failures.ts';
import { passes, translate, Unanswered } from './failures.ts';

export interface Neo4jAddress {
  url: string;
  user: string;
  password: string;
  database: string;
}

/** Values of a statement. Numbers are whole ones: the driver would send them as fractions. */
export type Parameters = Readonly<Record<string, unknown>>;
export type Row = Record<string, unknown>;

const LANGUAGE = 'CYPHER 5 ';
const CONNECT_MS = 3_000;
const POOL = 50;
const NOT_WANTED = 'nobody waits for this answer any more';
/** Rows of one answer that travel together. */
const FETCHED = 10_000;
const READ_MS = 30_000;
const WRITE_MS = 60_000;
/** A question that is still open after this is asked about on a connection of its own. */
const DOUBT_MS = 1_000;
const PROBE_MS = 3_500;
/** A timer that is this late was held up by this process itself, and proves nothing. */
const LATE_MS = 250;
/** A read that fails this soon, on a connection that had died unnoticed, is asked again. */
const SOON_MS = 1_000;

/** Takes part in a transaction. */
export interface Runner {
  run<R extends Row = Row>(text: string, parameters?: Parameters): Promise<R[]>;
}

export interface Work extends Runner {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** What the planner has to say about a statement: that it is deprecated, say, or that it multiplies. */
export type Noticed = (text: string, category: string, description: string) => void;

export interface DatabaseOptions {
  noticed?: Noticed | undefined;
  /** Is called with each reading statement before it is sent. */
  asked?: ((text: string, parameters: Row) => void) | undefined;
  /** How long one statement that reads may take, and one part of a write. */
  readMs?: number;
  writeMs?: number;
}

export class Database implements Runner {
  readonly #connect: (connections: number) => Driver;
  readonly #driver: Driver;
  readonly #noticed: DatabaseOptions['noticed'];
  readonly #asked: DatabaseOptions['asked'];
  readonly #readMs: number;
  readonly #writeMs: number;
  readonly #transaction = new AsyncLocalStorage<Work>();
  readonly #wanted = new AsyncLocalStorage<AbortSignal>();
  readonly #location: DatabaseLocation;
  readonly #bookmarks = neo4j.bookmarkManager();

  #probing: Promise<boolean> | null = null;

  constructor({ url, user, password, database }: Neo4jAddress, options: DatabaseOptions = {}) {
    const { noticed, asked, readMs = READ_MS, writeMs = WRITE_MS } = options;
    this.#location = { url, user, database };
    this.#noticed = noticed;
    this.#asked = asked;
    this.#readMs = readMs;
    this.#writeMs = writeMs;
    this.#connect = (connections) =>
      neo4j.driver(url, neo4j.auth.basic(user, password), {
        disableLosslessIntegers: true,
        telemetryDisabled: true,
        connectionTimeout: CONNECT_MS,
        connectionAcquisitionTimeout: CONNECT_MS,
        connectionLivenessCheckTimeout: 10_000,
        maxConnectionPoolSize: connections,
        maxTransactionRetryTime: 0,
        userAgent: 'on-record',
      });
    this.#driver = this.#connect(POOL);
  }

  get url(): string {
    return this.#location.url;
  }

  /** The release of the server, such as `Neo4j/5.26.28`. */
  async agent(): Promise<string> {
    const info = await this.#translated(() => this.#driver.getServerInfo({ database: this.#location.database }));
    return info.agent ?? '';
  }

  /** Once the signal aborts, a statement that reads, made in `work`, is ended in the database too. */
  whileWanted<T>(left: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.#wanted.run(left, work);
  }

  /** Statements that read, made in `work`, are made in this transaction, and see what it sees. */
  within<T>(transaction: Work, work: () => Promise<T>): Promise<T> {
    return this.#transaction.run(transaction, work);
  }

  /** One statement that reads. */
  async run<R extends Row = Row>(text: string, parameters: Parameters = {}): Promise<R[]> {
    const transaction = this.#transaction.getStore();
    if (transaction !== undefined) return transaction.run(text, parameters);
    const started = Date.now();
    this.#asked?.(LANGUAGE + text, packed(parameters));
    try {
      return await this.#single<R>(neo4j.session.READ, text, parameters, this.#readMs);
    } catch (error) {
      if (!passes((error as Error).cause) || Date.now() - started > SOON_MS) throw error;
      return this.#single(neo4j.session.READ, text, parameters, this.#readMs);
    }
  }

  /** One statement that writes by itself, as those do that make indexes or go in batches. */
  change<R extends Row = Row>(text: string, parameters: Parameters = {}, milliseconds = this.#writeMs): Promise<R[]> {
    return this.#single(neo4j.session.WRITE, text, parameters, milliseconds);
  }

  /** Each that is begun must be committed or rolled back. */
  begin(): Work {
    const session = this.#session(neo4j.session.WRITE);
    let silent = false;
    const watched = <T>(work: () => Promise<T>) =>
      this.#translated(() => this.#watched(this.#writeMs, work)).catch((error) => {
        silent ||= error instanceof Unanswered;
        throw error;
      });
    // Not waited for: it travels with the first statement, which is told what went wrong.
    const transaction = session.beginTransaction({ timeout: this.#writeMs });
    return {
      run: <R extends Row>(text: string, parameters: Parameters = {}) =>
        watched(async () => this.#rows<R>(text, await transaction.run(LANGUAGE + text, packed(parameters)))),
      commit: async () => {
        try {
          await watched(() => transaction.commit());
        } finally {
          close(session);
        }
      },
      rollback: async () => {
        try {
          // What cannot be reached any more is rolled back by the server itself.
          if (!silent) await this.#watched(CONNECT_MS, () => transaction.rollback()).catch(() => undefined);
        } finally {
          close(session);
        }
      },
    };
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  async #single<R extends Row>(
    mode: 'READ' | 'WRITE',
    text: string,
    parameters: Parameters,
    timeout: number,
  ): Promise<R[]> {
    const left = mode === neo4j.session.READ ? this.#wanted.getStore() : undefined;
    const session = this.#session(mode);
    const answer = async () => this.#rows<R>(text, await session.run(LANGUAGE + text, packed(parameters), { timeout }));
    try {
      return await this.#translated(() => this.#watched(timeout, answer, left));
    } finally {
      // What is still under way ends with its session.
      close(session);
    }
  }

  #session(mode: 'READ' | 'WRITE'): Session {
    return this.#driver.session({
      database: this.#location.database,
      defaultAccessMode: mode,
      bookmarkManager: this.#bookmarks,
      fetchSize: FETCHED,
    });
  }

  async #translated<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw translate(error, this.#location);
    }
  }

  /**
   * A connection that was cut without a word stays silent for minutes. So silence is doubted: when a new connection gets no
   * answer either, the question is given up; and past its time limit it is given up anyway.
   */
  async #watched<T>(timeout: number, work: () => Promise<T>, left?: AbortSignal): Promise<T> {
    if (left?.aborted) throw unavailable(NOT_WANTED);
    const ended = new AbortController();
    const working = work();
    const waiting: Promise<T>[] = [working, this.#doubt(timeout, ended.signal)];
    if (left !== undefined) waiting.push(leaving(left, ended.signal));
    try {
      return await Promise.race(waiting);
    } finally {
      ended.abort();
      working.catch(() => undefined);
    }
  }

  async #doubt(timeout: number, ended: AbortSignal): Promise<never> {
    const until = Date.now() + timeout + PROBE_MS;
    for (;;) {
      await pause(DOUBT_MS, ended);
      if (Date.now() > until) throw unavailable(`the database at ${this.url} gave no answer in time`);
      this.#probing ??= this.#probe().finally(() => {
        this.#probing = null;
      });
      if (!(await this.#probing)) throw new Unanswered(this.url);
    }
  }

  /**
   * Whether a new connection gets an answer. One probe serves everyone who doubts. It is made apart from the pool, whose
   * connections may be believed to be alive because they were, or be dead without the database being so.
   */
  async #probe(): Promise<boolean> {
    const ended = new AbortController();
    const driver = this.#connect(1);
    const answer = driver.verifyConnectivity({ database: this.#location.database }).then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([answer, pause(PROBE_MS, ended.signal).then(() => false)]);
    } finally {
      ended.abort();
      driver.close().catch(() => undefined);
    }
  }

  #rows<R extends Row>(text: string, { records, summary }: QueryResult): R[] {
    if (this.#noticed !== undefined)
      for (const { category, description } of summary.notifications) this.#noticed(text, category, description);
    return records.map((record) => rowOf<R>(record));
  }
}

/** As the driver's `toObject` does, which goes through two iterators: of many rows, that took longer than reading them. */
function rowOf<R extends Row>(record: DriverRecord): R {
  const row: Row = {};
  const { keys } = record;
  for (let index = 0; index < keys.length; index++) row[keys[index] as string] = record.get(index);
  return row as R;
}

/** Rejects when somebody leaves. */
function leaving(left: AbortSignal, ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    left.addEventListener('abort', () => reject(unavailable(NOT_WANTED)), { once: true, signal: ended });
  });
}

/** Never resolves once it is no longer waited for. */
function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const started = Date.now();
    const wake = () => {
      const late = Date.now() - started - milliseconds;
      // What came in meanwhile has still to be looked at.
      if (late > LATE_MS) timer = setTimeout(resolve, Math.min(late, milliseconds));
      else resolve();
    };
    let timer = setTimeout(wake, milliseconds);
    ended.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

/** Numbers as integers of the database. */
function packed(parameters: Parameters): Row {
  return pack(parameters) as Row;
}

function pack(value: unknown): unknown {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`cannot send ${value} to the database`);
    return neo4j.int(value);
  }
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(pack);
  if (value !== null && typeof value === 'object') {
    const out: Row = {};
    for (const [key, field] of Object.entries(value)) out[key] = pack(field);
    return out;
  }
  return value;
}

/** Not waited for: where the connection is gone, nothing would ever answer. */
function close(session: Session): void {
  session.close().catch(() => undefined);
}
