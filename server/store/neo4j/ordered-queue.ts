// A queue of statements for a database that runs them in the order in which they were sent. The next one is sent without
// waiting for the answer to the one before, except for work sent alone, which waits for all before it and delays all after it.
// Once something fails, work sent alone after it does not run, nor does anything behind that.

export class OrderedQueue {
  /** Must complete before anything else is sent. */
  #gate: Promise<unknown> = Promise.resolve();
  /** Sent since the gate. */
  #sent: Promise<unknown>[] = [];

  send<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#gate.then(work);
    this.#sent.push(done);
    return handled(done);
  }

  /** Runs after everything sent before, and before anything sent later. */
  sendAlone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.all().then(work);
    this.#gate = done;
    this.#sent = [];
    return handled(done);
  }

  /** Waits until everything has been answered; throws the first failure. */
  async all(): Promise<void> {
    await Promise.all([this.#gate, ...this.#sent]);
  }

  /** Waits until nothing is running any more, and ignores failures. */
  async quiet(): Promise<void> {
    await Promise.allSettled([this.#gate, ...this.#sent]);
  }
}

/** The failure reaches the next caller that waits; until then it is not reported as unhandled. */
function handled<T>(done: Promise<T>): Promise<T> {
  done.catch(() => undefined);
  return done;
}
