// Opens the store that the settings name. The only file that knows which stores there are; an adapter is loaded when it is
// asked for, so that the embedded store does not carry the other one's driver.

import type { StoreAddress } from '../config.ts';
import type { Store } from './store.ts';

/** `mayWait`: a database that does not answer yet is no failure; the store is UNAVAILABLE until it does. */
export async function openStore(address: StoreAddress, { mayWait = false } = {}): Promise<Store> {
  if (address.kind === 'memory') {
    const { openMemory } = await import('./memory/store.ts');
    return openMemory();
  }
  if (address.kind === 'sqlite') {
    const { openSqlite } = await import('./sqlite/store.ts');
    return openSqlite({ path: address.path });
  }
  const { openNeo4j } = await import('./neo4j/store.ts');
  return openNeo4j(address, { mayWait });
}
