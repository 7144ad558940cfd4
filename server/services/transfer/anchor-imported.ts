// Finds the quotes of an imported claim or event in their source texts. What the row says of a quote must be what is found;
// nothing is re-anchored silently, and a row that says no more than is known of a quote leaves it as it is known.

import type { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { Positions } from '../../domain/normalised-text.ts';
import type { Found } from '../../domain/quotes.ts';
import { anchored, findQuoteOrNearest, findRecorded, isBorneOut, refusal } from '../../domain/quotes.ts';
import type { Claim, Event, Quote } from '../../domain/records.ts';
import type { TextEdit } from '../../domain/refit-quote.ts';
import { refitQuote } from '../../domain/refit-quote.ts';

/** What an import knows of a quote besides its row. */
export interface KnownQuotes {
  /** As the store holds it, if the row does not say anything else of it. */
  same(quote: Quote): Quote | undefined;
  /** Whether a row may say that a quote stands elsewhere, or nowhere. */
  mayHaveMoved(quote: Quote): boolean;
  /** From positions in the text of its source as it was given, where that is another one than is kept. */
  positions(quote: Quote, text: string): Positions | null;
  /** A position was counted so, and is another one now. */
  onMapped(): void;
}

/** `texts` holds those of each quote's source; undefined where there is no such source, which the store will refuse. */
export function anchorImported<R extends Claim | Event>(
  record: R,
  texts: readonly (TextEdit | undefined)[],
  known: KnownQuotes,
  faults: FaultCollector,
): R {
  const quotes = record.quotes.map((quote, index): Quote => {
    const edit = texts[index];
    if (edit === undefined || edit.now === null) return { ...quote, start: null, end: null, state: 'UNCHECKED' };
    const text = edit.now;
    if (quote.state !== 'UNCHECKED') {
      // An export also holds quotes whose source was edited since, and says so.
      const maySaySo = quote.state === 'EXACT' || known.mayHaveMoved(quote);
      if (maySaySo && isBorneOut(text, quote)) return quote;
      const found = findRecorded(text, quote);
      const asked = found.state === 'EXACT' || found.state === 'LOST' ? findQuoteOrNearest(text, quote) : found;
      faults.add(['quotes', index, 'exact'], refusal(text, quote, asked));
      return quote;
    }
    const before = known.same(quote);
    const kept = before && refitQuote(before, edit);
    if (kept && (kept.state === 'EXACT' || kept.state === 'MOVED')) return { ...kept, locator: quote.locator };
    const found = kept?.state === 'AMBIGUOUS' ? findRecorded(text, kept) : findGiven(text, quote, known);
    if (found.state === 'EXACT' && found.place !== null) {
      const there = { ...quote, ...anchored(text, quote, found.place) };
      if (quote.start !== null && quote.start !== there.start) known.onMapped();
      return there;
    }
    faults.add(['quotes', index, 'exact'], refusal(text, quote, found));
    return quote;
  });
  return { ...record, quotes };
}

function findGiven(text: string, quote: Quote, known: KnownQuotes): Found {
  return findQuoteOrNearest(text, quote, quote.start === null ? null : known.positions(quote, text));
}
