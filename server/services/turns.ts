// Takes turns: of two pieces of work that share a key, the one that came first is done before the other begins. It closes
// the gap between looking and writing (has this been recorded already?) where the store alone cannot.

export interface Turns {
  /** Waits for all earlier work with one of these keys. Taking a turn inside a turn with a shared key would wait for itself. */
  take<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const tails = new Map<string, Promise<void>>();
  return {
    async take(keys, work) {
      const own = Promise.withResolvers<void>();
      const earlier = keys.map((key) => tails.get(key));
      // All keys are taken in one step, so that two pieces of work never wait for each other.
      for (const key of keys) tails.set(key, own.promise);
      try {
        await Promise.all(earlier);
        return await work();
      } finally {
        own.resolve();
        for (const key of keys) if (tails.get(key) === own.promise) tails.delete(key);
      }
    },
  };
}
