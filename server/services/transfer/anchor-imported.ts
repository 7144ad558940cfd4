// Finds the quotes of an imported claim or event in their source texts. What the row says of a quote must be what is found;
// nothing is re-anchored silently.

import { anchorQuote, refusal } from '../../domain/quotes.ts';
import type { Claim, Event, Quote } from '../../domain/records.ts';
import type { QuoteTexts } from './quote-texts.ts';

export function anchorImported<R extends Claim | Event>(
  record: R,
  texts: QuoteTexts,
  place: string,
  fault: (field: string, problem: string) => void,
): R {
  if (record.quotes.length === 0) return record;
  const quotes = record.quotes.map((quote, index): Quote => {
    const text = texts.get(quote.source, place);
    // An unknown source is refused by the store, where all of them are known.
    if (text === undefined || text === null) return { ...quote, start: null, end: null, state: 'UNCHECKED' };
    const found = anchorQuote(text, quote);
    if (found.state === 'EXACT') return { ...quote, ...pick(found) };
    // An export also holds quotes whose source was edited since, and says so.
    if (found.state === quote.state) return quote;
    const { field, problem } = refusal(found, `quotes[${index}].exact`);
    fault(`${place} ${field}`, problem);
    return quote;
  });
  return { ...record, quotes };
}

function pick(found: ReturnType<typeof anchorQuote>): Pick<Quote, 'state' | 'start' | 'end' | 'prefix' | 'suffix'> {
  const { state, start, end, prefix, suffix } = found;
  return { state, start, end, prefix, suffix };
}
