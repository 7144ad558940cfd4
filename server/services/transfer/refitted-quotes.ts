// What else quotes the sources whose text an import changes: each quote gets the state that it has in the new text, in the
// same write, as it would when the text is edited by hand.

import type { Claim, Event, Id } from '../../domain/records.ts';
import type { Change, Store } from '../../store/store.ts';
import { fitQuotes, quotingRecords } from '../edited-texts.ts';
import type { QuoteTexts } from './quote-texts.ts';

/** `except` holds what the import brings itself. */
export async function* refittedQuotes(
  store: Store,
  texts: QuoteTexts,
  except: ReadonlySet<Id>,
): AsyncGenerator<Change[]> {
  const done = new Set<Id>();
  for (const source of texts.edited.keys())
    for await (const page of quotingRecords(store, source)) {
      const changes: Change[] = [];
      for (const { kind, id, version, record } of page) {
        if (except.has(id) || done.has(id)) continue;
        done.add(id);
        const edited = record.quotes.map((quote) => quote.source).filter((quoted) => texts.edited.has(quoted));
        const now = new Map(edited.map((quoted) => [quoted, texts.editOf(quoted)]));
        const quotes = fitQuotes(record.quotes, now);
        if (quotes !== record.quotes)
          changes.push({ kind, id, record: { ...record, quotes } as Claim | Event, expect: version });
      }
      yield changes;
    }
}
