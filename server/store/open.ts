// Opens the store that the settings name. The only file that knows which stores there are.

import type { StoreAddress } from '../config.ts';
import { OnRecordError } from '../domain/errors.ts';
import type { Store } from './store.ts';

export async function openStore(address: StoreAddress): Promise<Store> {
  if (address.kind === 'sqlite') {
    const { openSqlite } = await import('./sqlite/store.ts');
    return openSqlite({ path: address.path });
  }
  // neo4j/ holds the adapter; it is opened here once it gives the same answers in every case of its suites.
  throw new OnRecordError('UNAVAILABLE', 'The Neo4j store is not part of this release yet; use STORE_URL=sqlite:…');
}
