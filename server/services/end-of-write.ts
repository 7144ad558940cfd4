// References may point forward within one write, so inside it they may lead nowhere yet: those of a past record are read at the
// end of the write that its version belongs to, the first moment that anybody could have seen.

import type { Store } from '../store/store.ts';

/** The last version of the write that a version came with. */
export async function endOfWrite(store: Store, version: number): Promise<number> {
  if (version < 1) return version;
  const { items } = await store.changes({ after: version - 1, limit: 1 });
  return items[0]?.write.last ?? version;
}
