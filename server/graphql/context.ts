// What every resolver is given: who is asking, the store as this request may use it, and loaders that turn many small
// questions of one level into one.

import type { Viewer } from '../services/access.ts';
import type { Asking } from '../services/asking.ts';
import type { WriteServices } from '../services/write-services.ts';
import type { Store } from '../store/store.ts';
import type { Loaders } from './loaders.ts';
import type { OneVersion } from './one-version.ts';

/** The request, as it is logged; what is learned on the way is noted here. */
export interface Call {
  requestId: string;
  /** The address that it comes from; null for one that is trusted. */
  address: string | null;
  viewer: Viewer | null;
  nodes?: number;
  operation?: string | undefined;
  /** Null for a caller without a limit. */
  rateLimit?: RateLimit | null;
}

export interface RateLimit {
  cost: number;
  remaining: number;
  resetAt: string;
}

export interface Context {
  /** Counts and times the calls of this request, and stops answering once its client has left. */
  store: Store;
  /** Null without a token. */
  viewer: Viewer | null;
  /** What mutations do; shares its turns with every other request. */
  write: WriteServices;
  loaders: Loaders;
  ask: Asking;
  call: Call;
  /** Aborts when the client has left. */
  left: AbortSignal;
  /** The version that is read; `store` reads at it. */
  data: OneVersion;
  /** Forgets what was read, and at which version: after a write. */
  reread(this: Context): void;
  /** Also forgets how much was asked, for an operation that goes on with the next event. */
  renew(this: Context): void;
  /** Wakes subscriptions after a write of this process. */
  changed: Signal;
}

/** Something happened: everything that waits is woken, and nothing is remembered. */
export function createSignal() {
  const waiting = new Set<() => void>();
  return {
    /** Resolves at the next ring, after `ms`, or when `stop` aborts. */
    wait: (ms: number, stop: AbortSignal) =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          stop.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        waiting.add(done);
        stop.addEventListener('abort', done);
        if (stop.aborted) done();
      }),
    ring: (): void => {
      for (const wake of [...waiting]) wake();
    },
  };
}

export type Signal = ReturnType<typeof createSignal>;
