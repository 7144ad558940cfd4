// The store for several servers over one Neo4j. Every read is of one published version, whatever is written meanwhile; every
// write becomes visible at once or not at all.

import { OnRecordError, unavailable } from '../../domain/errors.ts';
import { tallyAtOneVersion } from '../one-version.ts';
import type { Store } from '../store.ts';
import { attributionPage, claimPage } from './claim-pages.ts';
import type { DatabaseOptions, Neo4jAddress } from './database.ts';
import { Database } from './database.ts';
import { Refusal } from './failures.ts';
import { find } from './find.ts';
import { getEntry, listEntries } from './key-values.ts';
import { paths } from './paths.ts';
import { authors, changes, getMany, history, records, stats } from './records.ts';
import { search } from './search.ts';
import { prepare } from './setup.ts';
import { tally } from './tally.ts';
import { verify } from './verify.ts';
import { Writer } from './writer.ts';

export type { Neo4jAddress } from './database.ts';

export interface Neo4jOptions extends Pick<DatabaseOptions, 'noticed' | 'asked'> {
  /** A database that does not answer yet is no failure: the store is UNAVAILABLE until it does, and prepares it then. */
  mayWait?: boolean;
}

export async function openNeo4j(
  address: Neo4jAddress,
  { mayWait = false, ...listener }: Neo4jOptions = {},
): Promise<Store> {
  const store = new Neo4jStore(new Database(address, listener));
  try {
    await store.ready();
  } catch (error) {
    if (!mayWait || !(error instanceof OnRecordError) || error instanceof Refusal) {
      await store.close();
      throw error;
    }
  }
  return store;
}

class Neo4jStore implements Store {
  readonly #database: Database;
  readonly #writer: Writer;
  #prepared: Promise<void> | null = null;
  #closing: Promise<void> | null = null;

  constructor(database: Database) {
    this.#database = database;
    this.#writer = new Writer(database, () => this.#prepare());
  }

  async getMany(...given: Parameters<Store['getMany']>): ReturnType<Store['getMany']> {
    return getMany(await this.#open(), ...given);
  }

  async find(query: Parameters<Store['find']>[0]): ReturnType<Store['find']> {
    return find(await this.#open(), query);
  }

  async claims(query: Parameters<Store['claims']>[0]): ReturnType<Store['claims']> {
    return claimPage(await this.#open(), query);
  }

  async attributions(query: Parameters<Store['attributions']>[0]): ReturnType<Store['attributions']> {
    return attributionPage(await this.#open(), query);
  }

  async tally(tallies: Parameters<Store['tally']>[0]): ReturnType<Store['tally']> {
    const database = await this.#open();
    return tallyAtOneVersion(tallies, (some) => tally(database, some));
  }

  async paths(query: Parameters<Store['paths']>[0]): ReturnType<Store['paths']> {
    return paths(await this.#open(), query);
  }

  async search(queries: Parameters<Store['search']>[0]): ReturnType<Store['search']> {
    return search(await this.#open(), queries);
  }

  async write(...given: Parameters<Store['write']>): ReturnType<Store['write']> {
    return this.#writer.write(...given);
  }

  async history(...given: Parameters<Store['history']>): ReturnType<Store['history']> {
    return history(await this.#open(), ...given);
  }

  async authors(versions: readonly number[]): Promise<(string | null)[]> {
    return authors(await this.#open(), versions);
  }

  async changes(query: Parameters<Store['changes']>[0]): ReturnType<Store['changes']> {
    return changes(await this.#open(), query);
  }

  async *records({ kinds, asOf }: Parameters<Store['records']>[0]): ReturnType<Store['records']> {
    yield* records(await this.#open(), kinds, asOf);
  }

  async getEntry(...given: Parameters<Store['getEntry']>): Promise<unknown> {
    return getEntry(await this.#open(), ...given);
  }

  async listEntries(space: Parameters<Store['listEntries']>[0]): ReturnType<Store['listEntries']> {
    return listEntries(await this.#open(), space);
  }

  async putEntries(entries: Parameters<Store['putEntries']>[0]): Promise<void> {
    return this.#writer.putEntries(entries);
  }

  whileWanted<T>(left: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.#database.whileWanted(left, work);
  }

  async stats(asOf?: number): ReturnType<Store['stats']> {
    return stats(await this.#open(), asOf);
  }

  async verify(progress?: Parameters<Store['verify']>[0]): Promise<string[]> {
    return verify(await this.#open(), progress);
  }

  async backup(): Promise<void> {
    throw new OnRecordError(
      'INVALID',
      'Neo4j is backed up by its own tools: neo4j-admin database dump, or the snapshots of Aura; export writes a copy that any store can import',
    );
  }

  async ready(): Promise<void> {
    await stats(await this.#open());
  }

  close(): Promise<void> {
    this.#closing ??= this.#writer.close().then(() => this.#database.close());
    return this.#closing;
  }

  async #open(): Promise<Database> {
    if (this.#closing !== null) throw unavailable('the store is closed');
    await this.#prepare();
    return this.#database;
  }

  /** Whoever comes first does it; where that failed, the next one tries again. */
  #prepare(): Promise<void> {
    this.#prepared ??= prepare(this.#database).catch((error) => {
      this.#prepared = null;
      throw error;
    });
    return this.#prepared;
  }
}
