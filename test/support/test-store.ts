// The store of tests that are about something else: an embedded one whose file goes with it, or, where TEST_STORE is "memory",
// the reference store, which is quicker. Both answer alike, and both are tried.

import { openMemory } from '../../server/store/memory/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Store } from '../../server/store/store.ts';

const IN_MEMORY = process.env.TEST_STORE === 'memory';

/** For a server that is a process of its own. */
export const TEST_STORE_URL = IN_MEMORY ? 'memory:' : 'sqlite::memory:';

/** A new, empty one. */
export function openTestStore(): Promise<Store> {
  return IN_MEMORY ? openMemory() : openSqlite({ path: ':memory:' });
}
