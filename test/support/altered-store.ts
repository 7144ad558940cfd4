// A store that does some things otherwise: how a test makes one fail, or hold what a sound one would not.

import type { Store } from '../../server/store/store.ts';

export function but(store: Store, altered: Partial<Store>): Store {
  return new Proxy(store, {
    get: (_, verb: keyof Store) => {
      const own = altered[verb] ?? store[verb];
      return typeof own === 'function' ? own.bind(store) : own;
    },
  });
}
