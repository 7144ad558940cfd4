// The quotes that were taken from a source, each with its claim: in the order of the text where there is one. All of them
// are read, a hundred at a time, up to a number that a list can hold; after that, on request.

import { useEffect, useMemo } from 'react';
import type { ClaimCardFragment, ClaimStatus, QuotePartsFragment } from '../../gql/generated.ts';
import { ClaimsOf } from '../../gql/generated.ts';
import { type PagedQuery, usePagedQuery, useQueryState } from '../../gql/queries.ts';
import { type Passage, passagesOf } from '../../view/passages.ts';
import { positionNow } from '../../view/position-now.ts';
import { type Span, slicePoints } from '../quotes/positions.ts';

export interface SourceQuote {
  claim: ClaimCardFragment;
  quote: QuotePartsFragment;
  /** In the text as it is now. */
  span: Span | null;
}

export interface SourceQuotes extends Omit<PagedQuery<ClaimCardFragment>, 'nodes'> {
  /** Undefined until the first page. */
  quotes: readonly SourceQuote[] | undefined;
  /** Claims read so far. */
  read: number;
  /** The quotes at the position that is looked for; where there is none, those that stood there before an edit of the text. */
  found: readonly SourceQuote[];
}

const AT_ONCE = 500;

/** Also what does not count: a link to the words of a proposed claim must find them. */
const STATUSES: ClaimStatus[] = ['ACCEPTED', 'DISPUTED', 'PROPOSED', 'REJECTED', 'RETRACTED'];

/** `until`: a position whose claims are looked for, by its words first, else among all, however many have to be read. */
export function useSourceQuotes(source: string, text: string | null, until: Span | null): SourceQuotes {
  const stored = text !== null;
  const { nodes, ...pages } = usePagedQuery(
    ClaimsOf,
    { filter: { sources: [source], statuses: STATUSES }, first: stored ? 100 : 20 },
    ({ claims }) => claims,
  );
  const words = text === null || until === null ? '' : searchWords(slicePoints(text, until));
  const at = useQueryState(
    ClaimsOf,
    { filter: { sources: [source], statuses: STATUSES, text: words }, first: 20 },
    { enabled: words !== '', keepPrevious: false },
  );
  const read = nodes?.length ?? 0;
  const { more, reading, failure, next } = pages;
  // The list of nodes is made anew on every render; its length tells whether it grew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const quotes = useMemo(() => nodes && quotesOf(nodes, source, stored), [read, nodes === undefined, source, stored]);
  const found = useMemo(() => {
    const all = [...(quotes ?? []), ...quotesOf(at.data?.claims.nodes ?? [], source, stored)];
    const recorded = all.filter(({ quote }) => quote.start === until?.start && quote.end === until?.end);
    const standing = recorded.filter(({ span }) => span !== null);
    return standing.length > 0 ? standing : recorded;
  }, [quotes, at.data, source, stored, until?.start, until?.end]);
  const sought = until !== null && found.length === 0 && !at.busy;
  useEffect(() => {
    if (stored && more && !reading && failure === null && (sought || read < AT_ONCE)) next();
  }, [stored, more, reading, failure, sought, read, next]);
  return { ...pages, quotes, read, found: until === null ? [] : found };
}

/** What an utterance comes to in a list: one row, however many pieces it is printed in. */
export interface SourcePassage {
  key: string;
  claim: ClaimCardFragment;
  passage: Passage;
}

/** Each where its first piece stands in the list of quotes. */
export function passagesOfClaims(quotes: readonly SourceQuote[]): SourcePassage[] {
  const rows = new Map<QuotePartsFragment, SourcePassage>();
  for (const { claim, quote } of quotes) {
    const passage = passagesOf(claim.quotes).find((one) => one.includes(quote));
    if (passage) rows.set(passage[0], { key: `${claim.id} ${claim.quotes.indexOf(passage[0])}`, claim, passage });
  }
  return [...rows.values()];
}

/** The first words of a quote, whole ones, as many as a question may hold. */
export const searchWords = (quote: string): string =>
  (quote.slice(0, 160).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, quote.length > 160 ? -1 : undefined).join(' ');

export function quotesOf(claims: readonly ClaimCardFragment[], source: string, ordered: boolean): SourceQuote[] {
  const quotes = claims.flatMap((claim) =>
    claim.quotes.flatMap((quote) => {
      if (quote.source.id !== source) return [];
      return [{ claim, quote, span: positionNow(quote) }];
    }),
  );
  const at = ({ span }: SourceQuote) => span?.start ?? Number.POSITIVE_INFINITY;
  // Without a position a quote comes last; a sort keeps the order of equals.
  return ordered ? quotes.sort((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other))) : quotes;
}
