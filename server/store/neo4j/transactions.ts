// The transactions of one write. Neo4j shows a commit bit by bit, so a version must not be published by the commit that brings
// what it consists of: one transaction takes the lock that all writers meet at, another one writes and commits, and only then
// does the first one publish. Whatever lies beyond the published version was left by a write that came to no end, and is swept
// away by the next one.
//
// A write that grows beyond one piece goes on in further ones; between them, a lease keeps other writers out.

import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '../../domain/errors.ts';
import { LEASE, LOCK, RENEW } from './cypher/writes.ts';
import type { Database, Runner, Work } from './database.ts';
import { sweep } from './sweep.ts';

const LEASE_MS = 30_000;
const RENEW_MS = 8_000;
/** How long another server's import is waited for. */
const PATIENCE_MS = 30_000;
const WAIT_MS = 100;

/** Another writer of another server holds the lease. */
export class Leased extends Error {}

interface LockRow {
  version: number;
  commit: number;
  lease: string | null;
  leased: boolean;
  beyond: boolean;
}

/** Once the lease is free, which is waited for. A `begin` that is refused it must leave nothing open. */
export async function whenUnleased<T>(begin: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await begin();
    } catch (error) {
      if (!(error instanceof Leased)) throw error;
      if (Date.now() > until) throw unavailable('a large write of another server is under way; try again later', error);
      await sleep(WAIT_MS);
    }
  }
}

export class Transactions {
  readonly token = crypto.randomUUID();
  readonly #database: Database;
  /** Holds the lock, and publishes. */
  #lock: Work | null = null;
  /** Writes. */
  #work: Work | null = null;
  #spilled = false;
  #opening: Promise<unknown> | null = null;
  #opened = 0;
  #renewing: NodeJS.Timeout | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether more than one piece was needed. */
  get spilled(): boolean {
    return this.#spilled;
  }

  get current(): Work {
    if (this.#lock === null) throw new Error('no transaction is open');
    this.#work ??= this.#database.begin();
    return this.#work;
  }

  /** Milliseconds for which the lock has been held. */
  get age(): number {
    return this.#lock === null ? 0 : Date.now() - this.#opened;
  }

  /** Takes the lock, once no other writer is there, and tells what is published. */
  async open(): Promise<Pick<LockRow, 'version' | 'commit'>> {
    const lock = this.#database.begin();
    this.#lock = lock;
    this.#opened = Date.now();
    const [state] = await lock.run<LockRow & Record<string, unknown>>(LOCK, { token: this.token });
    if (state === undefined) throw unavailable('the database holds no graph any more; start again');
    const { lease, leased, beyond } = state;
    if (this.#spilled && lease !== this.token)
      throw unavailable('this write took too long between two of its parts, and another one went ahead');
    if (lease === this.token || (lease === null && !beyond)) return state;
    if (leased) throw new Leased();
    if (lease === null) {
      await lock.run(LEASE, { token: this.token, milliseconds: LEASE_MS });
      await lock.commit();
    } else await lock.rollback();
    this.#lock = null;
    await sweep(this.#database, lease ?? this.token, lease === null);
    return this.open();
  }

  /** The open one, or the next, whoever asks for it first. */
  async resume(): Promise<Work> {
    if (this.#lock !== null && this.#opening === null) return this.current;
    this.#opening ??= this.open().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
    return this.current;
  }

  /** Ends this piece, if there is one, without publishing it, and keeps other writers out until the next one begins. */
  async spill(): Promise<void> {
    const lock = this.#lock;
    if (lock === null) return;
    await lock.run(LEASE, { token: this.token, milliseconds: LEASE_MS });
    this.#spilled = true;
    await this.#commitWork();
    this.#lock = null;
    await lock.commit();
    this.#renewing ??= setInterval(() => {
      if (this.#lock !== null) return;
      // One that fails is followed by the next; a lease that was lost is noticed by the next transaction.
      this.#database.change(RENEW, { token: this.token, milliseconds: LEASE_MS }).catch(() => undefined);
    }, RENEW_MS).unref();
  }

  /** `publishing` must touch the graph's own node alone; it also shows that the lock is still held. `last` comes with it. */
  async publish(
    publishing: (runner: Runner) => Promise<unknown>,
    last: (runner: Runner) => Promise<unknown>,
  ): Promise<void> {
    const lock = this.#locked();
    await publishing(lock);
    await this.#commitWork();
    await last(lock);
    this.#rest();
    this.#lock = null;
    await lock.commit();
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    this.#rest();
    const open = [this.#work, this.#lock];
    this.#work = null;
    this.#lock = null;
    // At once: where nothing answers, each is waited for.
    await Promise.all(open.map((work) => work?.rollback()));
    if (this.#spilled) await sweep(this.#database, this.token, true);
  }

  #locked(): Work {
    if (this.#lock === null) throw new Error('no transaction is open');
    return this.#lock;
  }

  async #commitWork(): Promise<void> {
    const work = this.#work;
    this.#work = null;
    await work?.commit();
  }

  #rest(): void {
    if (this.#renewing !== null) clearInterval(this.#renewing);
    this.#renewing = null;
  }
}
