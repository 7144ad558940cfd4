// Anchors quotes in their source text. Positions count Unicode code points of the text in NFC; otherwise a text is kept exactly
// as it was given, line ends included, and a quote is never re-anchored silently: whoever asked sees the state and decides.

import {
  codePointIndex,
  codePointLength,
  codePointsAfter,
  codePointsBefore,
  codeUnitIndex,
  hasAstral,
} from './code-points.ts';
import { excerpt } from './faults/given.ts';
import type { Problem } from './faults/problem.ts';
import { findText } from './find-text.ts';
import { nearest } from './nearest.ts';
import type { AnchorState } from './records.ts';

export type { AnchorState };

export interface Occurrence {
  start: number;
  end: number;
  prefix: string;
  suffix: string;
}

export interface Anchor {
  state: AnchorState;
  /** Null unless EXACT or MOVED. */
  start: number | null;
  end: number | null;
  /** What stands before and after it; as given where it has no position. */
  prefix: string;
  suffix: string;
  /** LOST: the span of the text that is most like it, if any is. */
  nearest?: { exact: string; start: number; end: number; similarity: number };
  /** AMBIGUOUS: its first few occurrences. */
  occurrences?: Occurrence[];
}

export interface QuoteToAnchor {
  exact: string;
  prefix?: string | null;
  suffix?: string | null;
  start?: number | null;
  end?: number | null;
}

const CONTEXT = 32;
const OCCURRENCES = 3;
/** One more than messages show, so that they can say that something was cut. */
const OFFERED = 1_001;

export function nfc(text: string): string {
  return text.normalize('NFC');
}

/** Null is a source whose text is not stored. A quote that is not in the text comes with what is most like it. */
export function anchorQuote(text: string | null, quote: QuoteToAnchor): Anchor {
  const found = findQuote(text, quote);
  if (found.state !== 'LOST' || text === null) return found;
  const source = prepare(text);
  const like = nearest(source.text, nfc(quote.exact));
  if (like === null) return found;
  const exact = source.text.slice(like.start, like.end);
  const { start, end } = occurrenceAt(source, exact, like.start);
  return { ...found, nearest: { exact, start, end, similarity: like.similarity } };
}

/** The same without looking for what is most like a lost quote: a thousand times quicker, where nobody is asked to choose. */
export function findQuote(text: string | null, quote: QuoteToAnchor): Anchor {
  const exact = nfc(quote.exact);
  const unanchored = { start: null, end: null, prefix: nfc(quote.prefix ?? ''), suffix: nfc(quote.suffix ?? '') };
  if (text === null) return { state: 'UNCHECKED', ...unanchored };
  const source = prepare(text);
  if (exact === '') return { state: 'LOST', ...unanchored };
  if (standsAt(source, exact, quote.start, quote.end))
    return { state: 'EXACT', ...occurrenceAt(source, exact, toUnit(source, quote.start)) };
  const found = find(source.text, exact, unanchored.prefix, unanchored.suffix);
  if (found.length === 1) {
    return {
      state: typeof quote.start === 'number' ? 'MOVED' : 'EXACT',
      ...occurrenceAt(source, exact, found[0] ?? 0),
    };
  }
  if (found.length > 1)
    return { state: 'AMBIGUOUS', ...unanchored, occurrences: found.map((unit) => occurrenceAt(source, exact, unit)) };
  return { state: 'LOST', ...unanchored };
}

/** Why a new quote in this state is refused, with what to send instead. */
export function refusal({ state, start, end, occurrences = [], nearest: like }: Anchor): Problem {
  if (state === 'MOVED' && start !== null && end !== null) return { code: 'QUOTE_MOVED', position: { start, end } };
  if (state === 'AMBIGUOUS')
    return {
      code: 'QUOTE_AMBIGUOUS',
      positions: occurrences.map(({ start, end, prefix }) => ({ start, end, prefix })),
    };
  if (like === undefined) return { code: 'QUOTE_LOST', nearest: null };
  return { code: 'QUOTE_LOST', nearest: { exact: excerpt(like.exact, OFFERED), start: like.start, end: like.end } };
}

interface SourceText {
  given: string;
  text: string;
  /** Code units are not code points. */
  astral: boolean;
}

/** Quotes come in runs from one source, and a text is large. */
let latest: SourceText = { given: '', text: '', astral: false };

function prepare(given: string): SourceText {
  if (latest.given === given) return latest;
  const text = nfc(given);
  latest = { given, text, astral: hasAstral(text) };
  return latest;
}

function toUnit(source: SourceText, point: number): number {
  return source.astral ? codeUnitIndex(source.text, point) : point;
}

function standsAt(
  source: SourceText,
  exact: string,
  start: number | null | undefined,
  end: number | null | undefined,
): start is number {
  if (typeof start !== 'number' || !Number.isSafeInteger(start) || start < 0) return false;
  if (typeof end === 'number' && end - start !== codePointLength(exact)) return false;
  return source.text.startsWith(exact, toUnit(source, start));
}

function occurrenceAt(source: SourceText, exact: string, unit: number): Occurrence {
  const start = source.astral ? codePointIndex(source.text, unit) : unit;
  return {
    start,
    end: start + codePointLength(exact),
    prefix: codePointsBefore(source.text, unit, CONTEXT),
    suffix: codePointsAfter(source.text, unit + exact.length, CONTEXT),
  };
}

/** Code units where it stands, a few at most: in its context where that is given and found, else anywhere. */
function find(text: string, exact: string, prefix: string, suffix: string): number[] {
  if (prefix !== '' || suffix !== '') {
    const inContext = findText(text, prefix + exact + suffix, OCCURRENCES);
    if (inContext.length > 0) return inContext.map((unit) => unit + prefix.length);
  }
  return findText(text, exact, OCCURRENCES);
}
