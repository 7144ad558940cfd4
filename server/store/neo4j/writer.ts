// Writes of this process, one after the other. A small one that fails through no fault of its own is made again; whether one
// whose answer was lost has been carried out is looked up first, so that nothing is written twice.

import { setTimeout as sleep } from 'node:timers/promises';
import { OnRecordError, unavailable } from '../../domain/errors.ts';
import { prefetch } from '../../domain/prefetch.ts';
import { chunks } from '../engine/chunks.ts';
import type { Change, KeyValueEntry, Write, Written } from '../store.ts';
import type { Database } from './database.ts';
import { passes, Unanswered } from './failures.ts';
import { putEntries } from './key-values.ts';
import { Leased, whenUnleased } from './transactions.ts';
import { WriteRun } from './write-run.ts';

type Changes = readonly Change[] | AsyncIterable<readonly Change[]>;

const PIECE = { items: 400, length: 4_000_000 };
/** Within this, a failure that may pass is waited out. */
const PATIENCE_MS = 2_000;
const WAIT_MS = 100;

export class Writer {
  readonly #database: Database;
  readonly #prepare: () => Promise<void>;
  /** Settles when every write so far has. */
  #written: Promise<unknown> = Promise.resolve();
  #failure: { at: number; error: Unanswered } | null = null;
  #closed = false;

  constructor(database: Database, prepare: () => Promise<void>) {
    this.#database = database;
    this.#prepare = prepare;
  }

  write(write: Write, changes: Changes): Promise<Written> {
    return this.#inTurn(() => (isList(changes) ? this.#writeList(write, changes) : this.#writeStream(write, changes)));
  }

  putEntries(entries: readonly KeyValueEntry[]): Promise<void> {
    return this.#inTurn(() =>
      this.#patiently(async () => {
        const work = this.#database.begin();
        try {
          await putEntries(work, entries);
        } catch (error) {
          await work.rollback();
          throw error;
        }
        await work.commit();
      }),
    );
  }

  /** Waits for writes under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#written;
  }

  #writeList(write: Write, changes: readonly Change[]): Promise<Written> {
    let last: WriteRun | null = null;
    return this.#patiently(async () => {
      const before = last;
      const run = new WriteRun(this.#database, write, true);
      last = run;
      return this.#attempt(run, [changes], before);
    });
  }

  /** A stream cannot be read twice, so there is one attempt once it has been begun. */
  #writeStream(write: Write, changes: AsyncIterable<readonly Change[]>): Promise<Written> {
    return this.#attempt(new WriteRun(this.#database, write, false), changes);
  }

  async #attempt(
    run: WriteRun,
    changes: Iterable<readonly Change[]> | AsyncIterable<readonly Change[]>,
    before: WriteRun | null = null,
  ): Promise<Written> {
    try {
      if (!(await this.#begin(run, before))) {
        await run.abort();
        return (before as WriteRun).written;
      }
      for await (const chunk of prefetch(changes))
        for (const piece of chunks(chunk, PIECE, lengthOf)) await run.apply(piece);
      return await run.finish();
    } catch (error) {
      const found = isInvalid(error) ? await run.giveUp().catch(() => []) : [];
      // What failed is told, not that tidying up after it failed too; the next write sweeps.
      await run.abort().catch(() => undefined);
      if (!isInvalid(error) || found.length === 0) throw error;
      throw new OnRecordError('INVALID', [...error.faults, ...found], { cause: error });
    }
  }

  async #begin(run: WriteRun, before: WriteRun | null): Promise<boolean> {
    return whenUnleased(async () => {
      try {
        return await run.begin(before);
      } catch (error) {
        if (error instanceof Leased) await run.abort();
        throw error;
      }
    });
  }

  async #patiently<T>(attempt: () => Promise<T>): Promise<T> {
    for (const until = Date.now() + PATIENCE_MS; ; ) {
      try {
        return await attempt();
      } catch (error) {
        if (!mayPass(error) || Date.now() > until) throw error;
        await sleep(WAIT_MS);
      }
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(unavailable('the store is closed'));
    const asked = performance.now();
    const done = this.#written.then(async () => {
      // Who waited while the database was found not to answer has waited long enough, and is told the same.
      if (this.#failure !== null && this.#failure.at >= asked) throw this.#failure.error;
      try {
        await this.#prepare();
        return await work();
      } catch (error) {
        if (error instanceof Unanswered) this.#failure = { at: performance.now(), error };
        throw error;
      }
    });
    this.#written = done.catch(() => undefined);
    return done;
  }
}

function isInvalid(error: unknown): error is OnRecordError {
  return error instanceof OnRecordError && error.code === 'INVALID';
}

function mayPass(error: unknown): boolean {
  return passes(error) || (error instanceof Error && passes(error.cause));
}

/** Only the text of a source is ever large. */
function lengthOf({ record }: Change): number {
  return record !== null && 'text' in record ? (record.text?.length ?? 0) : 0;
}

function isList(changes: Changes): changes is readonly Change[] {
  return Array.isArray(changes);
}
