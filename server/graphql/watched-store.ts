// The store as one request may use it: calls are counted and timed, a request that asks too often is stopped, and so is one
// whose client has left. Writes under way always end.

import { limit } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';

export interface Watch {
  /** Aborts when nobody waits for the answer any more. */
  left: AbortSignal;
  /** Seconds that a call took. */
  took?: ((verb: keyof Store, seconds: number) => void) | undefined;
  /** How often the store may be asked; what reads a whole table asks once for each part. */
  mostCalls?: number;
}

/** Far more than any page needs: lists under lists ask once per list. */
const MOST_CALLS = 2_500;
const READS = [
  'getMany',
  'find',
  'claims',
  'attributions',
  'tally',
  'paths',
  'search',
  'history',
  'authors',
  'changes',
  'stats',
] as const;
const OTHERS = [
  'write',
  'records',
  'getEntry',
  'listEntries',
  'putEntries',
  'verify',
  'backup',
  'ready',
  'close',
] as const;

/** Asking for much at once is asking for as much. */
function questionsIn(verb: (typeof READS)[number], [asked]: unknown[]): number {
  return (verb === 'tally' || verb === 'search') && Array.isArray(asked) ? asked.length : 1;
}

export function watchStore(store: Store, { left, took, mostCalls = MOST_CALLS }: Watch): Store {
  let calls = 0;
  const watch = (verb: (typeof READS)[number]) => {
    const call = store[verb].bind(store) as (...args: unknown[]) => Promise<unknown>;
    return async (...args: unknown[]) => {
      left.throwIfAborted();
      calls += questionsIn(verb, args);
      if (calls > mostCalls) throw limit([], { code: 'TOO_MANY_STORE_CALLS', most: mostCalls });
      if (!took) return call(...args);
      const start = performance.now();
      try {
        return await call(...args);
      } finally {
        took(verb, (performance.now() - start) / 1_000);
      }
    };
  };
  const watched = [
    ...READS.map((verb) => [verb, watch(verb)] as const),
    ...OTHERS.map((verb) => [verb, store[verb].bind(store)] as const),
  ];
  return Object.fromEntries(watched) as unknown as Store;
}
