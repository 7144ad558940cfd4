// Reads one item further than is asked for, so that whoever gives and whoever takes work at the same time.

export async function* ahead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (let next = iterator.next(); ; ) {
      const { done, value } = await next;
      if (done === true) return;
      next = iterator.next();
      // What it fails with is told when it is its turn.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    // One that still waits for its giver is not waited for.
    void iterator.return?.();
  }
}
