// The texts that an import's quotes are anchored in: those of the same import, which are not stored yet, else the store's.

import { limit } from '../../domain/errors.ts';
import type { Id, Source } from '../../domain/records.ts';
import type { Store } from '../../store/store.ts';

const MOST_CHARACTERS = 200_000_000;

export class QuoteTexts {
  readonly #store: Store;
  /** Null: the source has no text. */
  readonly #texts = new Map<Id, string | null>();
  /** Sources that were quoted before they came; the place of the first quote. */
  readonly #missed = new Map<Id, string>();
  #characters = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Returns the place that quoted this source too early, if its text makes a difference. */
  add(source: Source): string | null {
    this.#keep(source.id, source.text);
    return source.text === null ? null : (this.#missed.get(source.id) ?? null);
  }

  /** One store call for all that are not known yet. */
  async fetch(ids: readonly Id[]): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !this.#texts.has(id) && !this.#missed.has(id));
    if (wanted.length === 0) return;
    for (const stored of await this.#store.getMany(wanted)) {
      if (stored !== null) this.#keep(stored.id, (stored.record as Source).text);
    }
  }

  /** Undefined when no such source is known yet. */
  get(id: Id, place: string): string | null | undefined {
    const text = this.#texts.get(id);
    if (text === undefined && !this.#missed.has(id)) this.#missed.set(id, place);
    return text;
  }

  #keep(id: Id, text: string | null): void {
    this.#characters += (text?.length ?? 0) - (this.#texts.get(id)?.length ?? 0);
    this.#texts.set(id, text);
    if (this.#characters > MOST_CHARACTERS) {
      throw limit(
        `the source texts of one import come to more than ${MOST_CHARACTERS} characters`,
        'import the sources in several files first, then the claims',
      );
    }
  }
}
