// The transactions of one write. A small write is one. One that grows beyond that goes on in further ones, while a lease keeps
// other writers out; what they hold lies beyond the published version, where no reader looks, and is swept away if the end
// never comes.

import { unavailable } from '../../domain/errors.ts';
import { LEASE, LOCK, RENEW } from './cypher/writes.ts';
import type { Database, Work } from './database.ts';
import { sweep } from './sweep.ts';

const LEASE_MS = 30_000;
const RENEW_MS = 8_000;

/** Another writer of another server holds the lease. */
export class Leased extends Error {}

interface LockRow {
  version: number;
  commit: number;
  lease: string | null;
  leased: boolean;
}

export class Transactions {
  readonly token = crypto.randomUUID();
  readonly #database: Database;
  #work: Work | null = null;
  #spilled = false;
  #opening: Promise<unknown> | null = null;
  #renewing: NodeJS.Timeout | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether more than one was needed. */
  get spilled(): boolean {
    return this.#spilled;
  }

  get current(): Work {
    if (this.#work === null) throw new Error('no transaction is open');
    return this.#work;
  }

  /** Opens one, once no other writer is there, and tells what is published. */
  async open(): Promise<Pick<LockRow, 'version' | 'commit'>> {
    const work = this.#database.begin();
    this.#work = work;
    const [state] = await work.run<LockRow & Record<string, unknown>>(LOCK, { token: this.token });
    if (state === undefined) throw unavailable('the database holds no graph any more; start again');
    const { lease, leased } = state;
    if (this.#spilled && lease !== this.token)
      throw unavailable('this write took too long between two of its parts, and another one went ahead');
    if (lease === null || lease === this.token) return state;
    if (leased) throw new Leased();
    await work.rollback();
    await sweep(this.#database, lease);
    return this.open();
  }

  /** The open one, or the next, whoever asks for it first. */
  async resume(): Promise<Work> {
    if (this.#work !== null && this.#opening === null) return this.#work;
    this.#opening ??= this.open().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
    return this.current;
  }

  /** Ends this one without publishing it, and keeps other writers out until the next one begins. */
  async spill(): Promise<void> {
    const work = this.current;
    await work.run(LEASE, { token: this.token, milliseconds: LEASE_MS });
    this.#work = null;
    this.#spilled = true;
    await work.commit();
    this.#renewing ??= setInterval(() => {
      if (this.#work !== null) return;
      // One that fails is followed by the next; a lease that was lost is noticed by the next transaction.
      this.#database.change(RENEW, { token: this.token, milliseconds: LEASE_MS }).catch(() => undefined);
    }, RENEW_MS).unref();
  }

  async commit(): Promise<void> {
    await this.#end()?.commit();
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    await this.#end()?.rollback();
    if (this.#spilled) await sweep(this.#database, this.token, true);
  }

  #end(): Work | null {
    if (this.#renewing !== null) clearInterval(this.#renewing);
    this.#renewing = null;
    const work = this.#work;
    this.#work = null;
    return work;
  }
}
