// The texts that an import's quotes are anchored in: those of the same import, which are not stored yet, else the store's.
// A few million characters are held at a time; what else the import brought waits in a file, what is stored is read again.

import type { RowLocation } from '../../domain/faults/fault.ts';
import type { Positions } from '../../domain/normalised-text.ts';
import { positionsAsKept, positionsOf } from '../../domain/normalised-text.ts';
import type { Id, Source, TextChange } from '../../domain/records.ts';
import type { TextEdit } from '../../domain/refit-quote.ts';
import type { Store, Stored } from '../../store/store.ts';
import { TextSpool } from './text-spool.ts';

/** In UTF-16 code units. */
const HELD = 16_000_000;

export class QuoteTexts {
  readonly #store: Store;
  readonly #storeHasSources: boolean;
  readonly #held = new Map<Id, string>();
  #length = 0;
  /** Sources that are known to have no text. */
  readonly #empty = new Set<Id>();
  /** Sources that the store does not have. */
  readonly #unknown = new Set<Id>();
  /** Those that the import brought. */
  readonly #own = new Set<Id>();
  readonly #spool = new TextSpool();
  /** Sources that something quoted before the import brought them, if it ever does: the first row that did. */
  readonly #quotedBy = new Map<Id, RowLocation>();
  /** Sources whose stored text the import changes; whether there was one, it waits in a file. */
  readonly #edited = new Map<Id, boolean>();
  readonly #earlier = new TextSpool();
  /** Texts of the import as they were given, where they are not kept so. */
  readonly #given = new TextSpool();
  /** What the store says was changed in texts of its own. */
  readonly #changed = new Map<Id, readonly TextChange[]>();

  /** `storeHasSources` false spares looking for each. */
  constructor(store: Store, storeHasSources: boolean) {
    this.#store = store;
    this.#storeHasSources = storeHasSources;
  }

  get edited(): ReadonlyMap<Id, unknown> {
    return this.#edited;
  }

  /** What the import makes of the text of a source: the same before and now where it leaves it alone. */
  editOf(id: Id, now = this.brought(id)): TextEdit {
    const had = this.#edited.get(id);
    if (had === undefined) return { before: now, now };
    return { before: had ? this.#earlier.get(id) : null, now };
  }

  /** Takes a source of the import. Returns the row that relied on another text of it before, or null. */
  async bring(source: Source, given: string | null): Promise<RowLocation | null> {
    const { id, text } = source;
    if (given !== null) this.#given.put(id, given);
    const quotedBy = this.#quotedBy.get(id);
    const before = await this.#stored(id);
    if (before !== undefined && before !== text) {
      this.#edited.set(id, before !== null);
      if (before !== null) this.#earlier.put(id, before);
    }
    this.#own.add(id);
    this.#hold(id, text);
    return quotedBy === undefined || (before ?? null) === text ? null : quotedBy;
  }

  /** Null: the source has no text. Undefined: no such source is known, so far. */
  get(id: Id, location: RowLocation): string | null | undefined | Promise<string | null | undefined> {
    if (!this.#own.has(id) && !this.#quotedBy.has(id)) this.#quotedBy.set(id, location);
    if (this.#empty.has(id)) return null;
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    if (this.#own.has(id)) return this.brought(id);
    return this.#unknown.has(id) ? undefined : this.#fetch(id);
  }

  /** The text of a source that the import brought. */
  brought(id: Id): string | null {
    if (this.#empty.has(id)) return null;
    const text = this.#held.get(id) ?? this.#spool.get(id);
    this.#hold(id, text);
    return text;
  }

  /** From positions in the text of a source as it was given; null where that is not known, or is the text. */
  positionsIn(id: Id, text: string): Positions | null {
    if (this.#given.has(id)) return positionsAsKept(this.#given.get(id));
    return this.#own.has(id) ? null : positionsOf(text, this.#changed.get(id) ?? []);
  }

  close(): void {
    this.#given.close();
    this.#spool.close();
    this.#earlier.close();
  }

  async #fetch(id: Id): Promise<string | null | undefined> {
    const text = await this.#stored(id);
    if (text === undefined) this.#unknown.add(id);
    else this.#hold(id, text);
    return text;
  }

  async #stored(id: Id): Promise<string | null | undefined> {
    if (!this.#storeHasSources) return undefined;
    const [found] = (await this.#store.getMany([id])) as (Stored<'source'> | null)[];
    if (found && found.record.normalised.length > 0) this.#changed.set(id, found.record.normalised);
    return found === null ? undefined : found?.record.text;
  }

  #hold(id: Id, text: string | null): void {
    this.#drop(id);
    if (text === null) {
      this.#empty.add(id);
      return;
    }
    this.#held.set(id, text);
    this.#length += text.length;
    for (const [oldest, old] of this.#held) {
      if (this.#length <= HELD || oldest === id) break;
      if (this.#own.has(oldest)) this.#spool.put(oldest, old);
      this.#drop(oldest);
    }
  }

  #drop(id: Id): void {
    this.#empty.delete(id);
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    this.#length -= held.length;
  }
}
