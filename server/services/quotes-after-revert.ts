// Keeps quotes true while a batch is taken back: where a source gets its earlier text, or a claim its earlier quotes, the
// state of each quote is that in the text which the source has afterwards.

import type { AnyRecord, Claim, Event, Id } from '../domain/records.ts';
import type { TextEdit } from '../domain/refit-quote.ts';
import type { Change, Store, Stored } from '../store/store.ts';
import { fitQuotes, quotingRecords } from './edited-texts.ts';
import { isLastWrittenBy, withoutBatch } from './restorations.ts';

/** Texts in memory at once. */
const TEXTS = 20;

export function quotesAfterRevert(store: Store, batch: Id) {
  const texts = new Map<Id, string | null>();
  const done = new Set<Id>();

  async function textOf(source: Id): Promise<string | null> {
    const known = texts.get(source);
    if (known !== undefined) return known;
    const record = await withoutBatch(store, batch, source);
    const text = record !== null && 'text' in record ? record.text : null;
    if (texts.size >= TEXTS) texts.clear();
    texts.set(source, text);
    return text;
  }

  /** `edited` is the text that a source has now, where the quotes are fitted to that; else they may be of any earlier one. */
  async function refit<R extends AnyRecord>(record: R, edited?: { source: Id; before: string | null }): Promise<R> {
    if (!('quotes' in record)) return record;
    const { quotes } = record as Claim | Event;
    const sources = [...new Set(quotes.map(({ source }) => source))];
    const found = new Map<Id, TextEdit>();
    for (const source of sources) {
      const now = await textOf(source);
      found.set(source, { before: source === edited?.source ? edited.before : now, now });
    }
    const fitted = fitQuotes(quotes, found);
    return fitted === quotes ? record : { ...record, quotes: fitted };
  }

  return {
    refit: (record: AnyRecord) => refit(record),
    /** Changes of records outside the batch that quote this source. */
    async elsewhere(source: Id, current: Stored | null, before: AnyRecord | null): Promise<Change[]> {
      const changes: Change[] = [];
      if (current === null || before === null || textIn(current.record) === textIn(before)) return changes;
      for await (const page of quotingRecords(store, source))
        for (const { kind, id, version, record } of page) {
          if (done.has(id) || (await isLastWrittenBy(store, batch, id))) continue;
          const fitted = await refit(record, { source, before: textIn(current.record) });
          if (fitted === record) continue;
          done.add(id);
          changes.push({ kind, id, record: fitted, expect: version });
        }
      return changes;
    },
  };
}

function textIn(record: AnyRecord): string | null {
  return 'text' in record ? record.text : null;
}
