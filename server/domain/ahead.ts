// Reads one item further than is asked for, so that whoever gives and whoever takes work at the same time.

export async function* ahead<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void, void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const read = async () => iterator.next();
  try {
    for (let next = read(); ; ) {
      const { done, value } = await next;
      if (done === true) return;
      next = read();
      // What it fails with is told when it is its turn.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    // One that still waits for its giver is not waited for: a pipe may stay silent for ever.
    void (async () => iterator.return?.())().catch(() => undefined);
  }
}
