// The quotes that were taken from a source, each with its claim: in the order of the text where there is one. All of them
// are read, a hundred at a time, up to a number that a list can hold; after that, on request.

import { useEffect, useMemo } from 'react';
import type { ClaimCardFragment, ClaimStatus, QuotePartsFragment } from '../gql/generated.ts';
import { ClaimsOf, SourceClaims } from '../gql/generated.ts';
import { type AskedPages, useAsk, usePages } from '../gql/queries.ts';
import { type Span, slicePoints } from './places.ts';

export interface Taken {
  key: string;
  claim: ClaimCardFragment;
  quote: QuotePartsFragment;
  span: Span | null;
}

export interface TakenClaims extends Omit<AskedPages<ClaimCardFragment>, 'nodes'> {
  /** Undefined until the first page. */
  taken: readonly Taken[] | undefined;
  /** Claims read so far. */
  read: number;
  /** What is taken from the place that is looked for. */
  found: readonly Taken[];
}

const AT_ONCE = 500;

/** Also what does not count: a link to the words of a proposed claim must find them. */
const STATUSES: ClaimStatus[] = ['ACCEPTED', 'DISPUTED', 'PROPOSED', 'REJECTED', 'RETRACTED'];

/** `until`: a place whose claims are looked for, by its words first, else among all, however many have to be read. */
export function useTaken(source: string, text: string | null, until: Span | null): TakenClaims {
  const stored = text !== null;
  const { nodes, ...pages } = usePages(
    SourceClaims,
    { id: source, first: stored ? 100 : 20, filter: { statuses: STATUSES } },
    (data) => data.source?.claims,
  );
  const words = text === null || until === null ? '' : searchWords(slicePoints(text, until));
  const at = useAsk(
    ClaimsOf,
    { filter: { sources: [source], statuses: STATUSES, text: words }, first: 20 },
    { enabled: words !== '', keep: false },
  );
  const read = nodes?.length ?? 0;
  const { more, reading, failure, next } = pages;
  // The list of nodes is made anew on every render; its length tells whether it grew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const taken = useMemo(() => nodes && takenFrom(nodes, source, stored), [read, nodes === undefined, source, stored]);
  const found = useMemo(() => {
    const there = ({ span }: Taken) => span?.start === until?.start && span?.end === until?.end;
    const own = taken?.filter(there) ?? [];
    return own.length > 0 ? own : takenFrom(at.data?.claims.nodes ?? [], source, stored).filter(there);
  }, [taken, at.data, source, stored, until?.start, until?.end]);
  const sought = until !== null && found.length === 0 && !at.busy;
  useEffect(() => {
    if (stored && more && !reading && failure === null && (sought || read < AT_ONCE)) next();
  }, [stored, more, reading, failure, sought, read, next]);
  return { ...pages, taken, read, found: until === null ? [] : found };
}

/** The first words of a quote, whole ones, as many as a question may hold. */
export const searchWords = (quote: string): string =>
  (quote.slice(0, 160).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, quote.length > 160 ? -1 : undefined).join(' ');

export function takenFrom(claims: readonly ClaimCardFragment[], source: string, ordered: boolean): Taken[] {
  const taken = claims.flatMap((claim) =>
    claim.quotes.flatMap((quote, place) => {
      if (quote.source.id !== source) return [];
      const { start, end } = quote;
      const span = start === null || end === null ? null : { start, end };
      return [{ key: `${claim.id} ${place}`, claim, quote, span }];
    }),
  );
  const at = ({ span }: Taken) => span?.start ?? Number.POSITIVE_INFINITY;
  // Without a place a quote comes last; a sort keeps the order of equals.
  return ordered ? taken.sort((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other))) : taken;
}
