// Finds the quotes of an imported claim or event in their source texts. What the row says of a quote must be what is found;
// nothing is re-anchored silently.

import type { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { Anchor } from '../../domain/quotes.ts';
import { anchorQuote, refusal } from '../../domain/quotes.ts';
import type { Claim, Event, Quote } from '../../domain/records.ts';

type Text = string | null | undefined;

/** `texts` holds that of each quote's source; undefined where there is no such source, which the store will refuse. */
export function anchorImported<R extends Claim | Event>(
  record: R,
  texts: readonly Text[],
  mayHaveMoved: (quote: Quote) => boolean,
  faults: FaultCollector,
): R {
  const quotes = record.quotes.map((quote, index): Quote => {
    const text = texts[index];
    if (text === undefined || text === null) return { ...quote, start: null, end: null, state: 'UNCHECKED' };
    const found = anchorQuote(text, quote);
    if (found.state === 'EXACT') return { ...quote, ...positionOf(found) };
    // An export also holds quotes whose source was edited since, and says so.
    if (found.state === quote.state && mayHaveMoved(quote)) return quote;
    faults.add(['quotes', index, 'exact'], refusal(found));
    return quote;
  });
  return { ...record, quotes };
}

function positionOf({
  state,
  start,
  end,
  prefix,
  suffix,
}: Anchor): Pick<Quote, 'state' | 'start' | 'end' | 'prefix' | 'suffix'> {
  return { state, start, end, prefix, suffix };
}
