// The embedded store: one SQLite file. A writer thread owns the one connection that writes, reader threads take whatever may
// be long, and the main thread answers by itself only what takes a moment, so that no query holds the event loop.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OnRecordError } from '../../domain/errors.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { tallyAtOneVersion } from '../one-version.ts';
import type {
  Change,
  ClaimQuery,
  KeyValueEntry,
  ListQuery,
  Page,
  Related,
  Store,
  Stored,
  Write,
  Written,
} from '../store.ts';
import type { PackedRecords } from './claim-pages.ts';
import { Connection } from './connection.ts';
import { unpackFailure } from './failures.ts';
import { runsOnMainThread } from './main-thread.ts';
import { verifySteps } from './maintenance.ts';
import { prepareFile } from './open-file.ts';
import type { Answer, Arguments, ReadName } from './reads.ts';
import { runRead } from './reads.ts';
import { unpackVersion } from './records.ts';
import { unpackAll } from './stored.ts';
import { unpackTally } from './tally-order.ts';
import { Thread } from './thread.ts';
import { writeThrough } from './write.ts';

export interface SqliteOptions {
  /** A file, made with its folder where there is none; `:memory:` is one that is removed on close. */
  path: string;
  readers?: number;
  /**
   * The address of a module that changes the registry of kinds when it is imported, for tests that bring kinds of their own. No
   * function can be handed to another thread, so each thread imports it; whoever opens the store does so as well.
   */
  kinds?: string;
}

const READERS = 2;
/** Megabytes of pages. What is not here is in the system's own cache of the file, which costs a copy and belongs to nobody. */
const MAIN_CACHE = 4;
const READER_CACHE = 8;
/** A large write changes the same pages of its indexes again and again, and spills them into the log where they do not fit. */
const WRITER_CACHE = 96;

export async function openSqlite({ path: given, readers = READERS, kinds }: SqliteOptions): Promise<Store> {
  const folder = given === ':memory:' ? mkdtempSync(join(tmpdir(), 'on-record-')) : null;
  const path = folder === null ? resolve(given) : join(folder, 'store.db');
  try {
    prepareFile(path);
    return new SqliteStore(path, folder, readers, kinds);
  } catch (error) {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

class SqliteStore implements Store {
  readonly #path: string;
  readonly #folder: string | null;
  readonly #main: Connection;
  readonly #writer: Thread;
  readonly #readers: Thread[];
  /** Settles when every write so far has. */
  #written: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(path: string, folder: string | null, readers: number, kinds: string | undefined) {
    this.#path = path;
    this.#folder = folder;
    this.#main = new Connection(path, 'reader', MAIN_CACHE);
    this.#writer = new Thread({ path, role: 'writer', cacheMegabytes: WRITER_CACHE, kinds });
    this.#readers = Array.from(
      { length: readers },
      () => new Thread({ path, role: 'reader', cacheMegabytes: READER_CACHE, kinds }),
    );
  }

  async getMany(ids: readonly Id[], asOf?: number, related?: Related): Promise<(Stored | null)[]> {
    const packed = await this.#read('getMany', ids, asOf, related);
    const found = await unpackAll(packed.filter((one) => one !== null));
    let next = 0;
    return packed.map((one) => (one === null ? null : (found[next++] as Stored)));
  }

  async find(query: ListQuery): Promise<Page<Stored>> {
    return unpackPage(await this.#read('find', query));
  }

  async claims(query: ClaimQuery): Promise<Page<Stored<'claim'>>> {
    return unpackPage(await this.#read('claimPage', query));
  }

  attributions(query: Parameters<Store['attributions']>[0]): ReturnType<Store['attributions']> {
    return this.#read('attributionPage', query);
  }

  tally(tallies: Parameters<Store['tally']>[0]): ReturnType<Store['tally']> {
    return tallyAtOneVersion(tallies, async (some) => {
      const answers: Awaited<ReturnType<Store['tally']>> = [];
      for (const packed of await this.#read('tally', some))
        answers.push('code' in packed ? (unpackFailure(packed) as OnRecordError) : await unpackTally(packed));
      return answers;
    });
  }

  paths(query: Parameters<Store['paths']>[0]): ReturnType<Store['paths']> {
    return this.#read('paths', query);
  }

  search(queries: Parameters<Store['search']>[0]): ReturnType<Store['search']> {
    return this.#read('search', queries);
  }

  write(write: Write, changes: readonly Change[] | AsyncIterable<readonly Change[]>): Promise<Written> {
    return this.#inTurn(() => writeThrough(this.#writer, write, changes));
  }

  async history(...given: Parameters<Store['history']>): ReturnType<Store['history']> {
    const page = await this.#read('history', ...given);
    return { ...page, items: page.items.map(unpackVersion) };
  }

  authors(versions: readonly number[]): Promise<(string | null)[]> {
    return this.#read('authors', versions);
  }

  async changes(...given: Parameters<Store['changes']>): ReturnType<Store['changes']> {
    const page = await this.#read('changes', ...given);
    return { ...page, items: page.items.map(unpackVersion) };
  }

  async *records({ kinds, asOf }: { kinds: readonly RecordKind[]; asOf?: number }): AsyncIterable<Stored[]> {
    // Versions never change, so reading as of one is a snapshot that no transaction has to hold.
    const { datasetVersion } = await this.stats(asOf);
    for (const kind of kinds)
      for (let next: number | null = 0; next !== null; ) {
        const page: Answer<'recordsPage'> = await this.#read('recordsPage', kind, datasetVersion, next);
        next = page.next;
        if (page.items.length > 0) yield await unpackAll(page.items);
      }
  }

  getEntry(space: KeyValueEntry['space'], key: string): Promise<unknown> {
    return this.#read('getEntry', space, key);
  }

  listEntries(space: KeyValueEntry['space']): Promise<{ key: string; value: unknown }[]> {
    return this.#read('listEntries', space);
  }

  async putEntries(entries: readonly KeyValueEntry[]): Promise<void> {
    await this.#inTurn(() => this.#writer.ask({ do: 'putEntries', entries }));
  }

  /** Reads are short, or give way to others; none is ended half-way. */
  whileWanted<T>(_left: AbortSignal, work: () => Promise<T>): Promise<T> {
    return work();
  }

  stats(asOf?: number): ReturnType<Store['stats']> {
    return this.#read('stats', asOf);
  }

  async verify(progress?: (done: number, total: number) => void): Promise<string[]> {
    const records = this.#main.value('SELECT count(*) FROM record');
    return verifySteps((step, cursor) => this.#read('verify', step, cursor), records, progress);
  }

  async backup(path: string): Promise<void> {
    await this.#read('backup', resolve(path));
  }

  async ready(): Promise<void> {
    this.#checkOpen();
    this.#main.value('SELECT count(*) FROM counts');
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#written;
    this.#main.close();
    await Promise.all(this.#readers.map((reader) => reader.close()));
    await this.#writer.close();
    // The last to leave must be one that may write: it takes the log back into the file, so that one file is all there is.
    const last = new Connection(this.#path, 'writer', 1);
    last.value('SELECT count(*) FROM counts');
    last.close();
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #read<N extends ReadName>(name: N, ...given: Arguments<N>): Promise<Answer<N>> {
    this.#checkOpen();
    if (runsOnMainThread(name, given)) return runRead(this.#main, name, given);
    return this.#idlest().read(name, ...given);
  }

  /** One that runs already before one that must be started. */
  #idlest(): Thread {
    const cost = (thread: Thread) => thread.load * 2 + (thread.isRunning ? 0 : 1);
    return this.#readers.reduce((a, b) => (cost(b) < cost(a) ? b : a));
  }

  /** Writes follow each other; one that fails does not stop the next. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing !== null) return Promise.reject(closed());
    const done = this.#written.then(work);
    this.#written = done.catch(() => undefined);
    return done;
  }

  #checkOpen(): void {
    if (this.#closing !== null) throw closed();
  }
}

async function unpackPage<K extends RecordKind>(page: PackedRecords): Promise<Page<Stored<K>>> {
  const { related, ...rest } = page;
  const items = await unpackAll<K>(page.items);
  return { ...rest, items, ...(related !== undefined && { related: await unpackAll(related) }) };
}

function closed(): OnRecordError {
  return new OnRecordError('UNAVAILABLE', 'the store is closed');
}
