// Reads one item more than was asked for, so that the producer and the consumer work at the same time.

export async function* prefetch<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void, void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const read = async () => iterator.next();
  try {
    for (let next = read(); ; ) {
      const { done, value } = await next;
      if (done === true) return;
      next = read();
      // An error is thrown when its turn comes, not as an unhandled rejection.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    // A read that is still pending is not awaited: a pipe may stay silent forever.
    void (async () => iterator.return?.())().catch(() => undefined);
  }
}
