// Quotes as passages: the fragments of an utterance that a source prints in pieces are shown as one.

import type { QuotePartsFragment } from '../gql/generated.ts';

/** At least one fragment. */
export type Passage = readonly [QuotePartsFragment, ...QuotePartsFragment[]];

/** What stands between the pieces. */
export const BETWEEN = ' … ';

/** Both passages and fragments in the order of the list; a quote without a number is a passage by itself. */
export function passagesOf(quotes: readonly QuotePartsFragment[]): Passage[] {
  const passages = new Map<unknown, [QuotePartsFragment, ...QuotePartsFragment[]]>();
  for (const quote of quotes) {
    const key = quote.passage ?? quote;
    const begun = passages.get(key);
    if (begun === undefined) passages.set(key, [quote]);
    else begun.push(quote);
  }
  return [...passages.values()];
}

export function wordsOf(passage: Passage): string {
  return passage.map(({ exact }) => exact).join(BETWEEN);
}

export function keyOf([{ source, start, exact }]: Passage): string {
  return `${source.id} ${start} ${exact}`;
}
