// Takes away what a write has left that never came to its end. Nobody has seen any of it: it lies beyond the published version.
// The server that sweeps holds the lease, so that nobody writes there meanwhile.

import { SWEEP } from './cypher/setup.ts';
import { RENEW, SWEPT, TAKE_OVER } from './cypher/writes.ts';
import type { Database } from './database.ts';
import { FOREVER } from './forever.ts';

const SWEEP_MS = 600_000;
const LEASE_MS = 60_000;
const RENEW_MS = 10_000;

/** `stale` is the lease that it was written under; does nothing where another one has taken it over. */
export async function sweep(database: Database, stale: string, own = false): Promise<void> {
  const token = crypto.randomUUID();
  const [state] = await database.change<{ version: number }>(TAKE_OVER, { stale, own, token, milliseconds: LEASE_MS });
  if (state === undefined) return;
  const renewing = setInterval(() => {
    database.change(RENEW, { token, milliseconds: LEASE_MS }).catch(() => undefined);
  }, RENEW_MS);
  try {
    for (const text of SWEEP)
      await database.change(text, { token, published: state.version, forever: FOREVER }, SWEEP_MS);
    await database.change(SWEPT, { token });
  } finally {
    clearInterval(renewing);
  }
}
