// Walks through a history write by write.

import type { Version } from '../../store/store.ts';

export class HistoryReader {
  readonly #pages: AsyncIterator<Version[]>;
  #page: readonly Version[] = [];
  #at = 0;

  constructor(pages: AsyncIterable<Version[]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The next version; null at the end. */
  async peek(): Promise<Version | null> {
    while (this.#at === this.#page.length) {
      const { done, value } = await this.#pages.next();
      if (done === true) return null;
      this.#page = value;
      this.#at = 0;
    }
    return this.#page[this.#at] ?? null;
  }

  /** Some of what comes next of this write, at most so many; none when it is over. */
  async take(first: number, most: number): Promise<Version[]> {
    const taken: Version[] = [];
    for (let next = await this.peek(); next !== null && next.write.first === first && taken.length < most; ) {
      taken.push(next);
      next = this.#page[++this.#at] ?? null;
    }
    return taken;
  }
}
