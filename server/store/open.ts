// Opens the store that the settings name. The only file that knows which stores there are; an adapter is loaded when it is
// asked for, so that the embedded store does not carry the other one's driver.

import type { StoreAddress } from '../config.ts';
import type { Store } from './store.ts';

export async function openStore(address: StoreAddress): Promise<Store> {
  if (address.kind === 'sqlite') {
    const { openSqlite } = await import('./sqlite/store.ts');
    return openSqlite({ path: address.path });
  }
  const { refuse } = await import('./neo4j/closed.ts');
  return refuse();
}
