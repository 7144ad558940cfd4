// What is sent to a database that keeps the order in which it was sent: nothing waits for an answer before the next is sent,
// but for what must stand alone. Once something fails, what stands alone after it is not done, nor what comes after that.

export class Line {
  /** Done before anything else is sent. */
  #gate: Promise<unknown> = Promise.resolve();
  /** Sent since. */
  #sent: Promise<unknown>[] = [];

  send<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#gate.then(work);
    this.#sent.push(done);
    return told(done);
  }

  /** After all that was sent, and before anything else is. */
  sendAlone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.all().then(work);
    this.#gate = done;
    this.#sent = [];
    return told(done);
  }

  /** Everything has been answered; throws what failed first. */
  async all(): Promise<void> {
    await Promise.all([this.#gate, ...this.#sent]);
  }

  /** Nothing is under way any more, whatever became of it. */
  async quiet(): Promise<void> {
    await Promise.allSettled([this.#gate, ...this.#sent]);
  }
}

/** Whoever waits for it next is told of a failure; until then it is nobody's. */
function told<T>(done: Promise<T>): Promise<T> {
  done.catch(() => undefined);
  return done;
}
