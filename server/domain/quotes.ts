// Anchors quotes in their source text. Positions count Unicode code points of the text in NFC. A quote is its words in their
// context: context that somebody gave must match whole, context that we recorded is weighed, and what neither decides is
// AMBIGUOUS, never a guess. What was recorded of a quote is not rewritten: whoever asks sees its state, and decides.

import { codePointLength } from './code-points.ts';
import { excerpt } from './faults/given.ts';
import type { Problem } from './faults/problem.ts';
import { nearest } from './nearest.ts';
import type { Positions } from './normalised-text.ts';
import type { Evidence, Occurrence, Place, SourceText } from './quote-places.ts';
import {
  isInGivenContext,
  nfc,
  occurrenceAt,
  sourceText,
  toPoint,
  toUnit,
  unitsOf,
  weigh,
  winnerOf,
} from './quote-places.ts';
import type { AnchorState, ContextGiven, Quote } from './records.ts';

/** What is found of a quote in a text. */
export interface Found {
  state: AnchorState;
  /** EXACT or MOVED: where it stands. */
  place: Place | null;
  /** AMBIGUOUS: a few of the places that it may be. LOST: a few where its words stand in another context than was given. */
  occurrences: Occurrence[];
  /** LOST: the span of the text that is most like it, if that was looked for and there is one. */
  nearest?: { exact: string; start: number; end: number; similarity: number };
}

/** How a quote is recorded once it is anchored. */
export type Anchored = Pick<Quote, 'state' | 'start' | 'end' | 'prefix' | 'suffix' | 'contextGiven'>;

export interface QuoteToAnchor {
  exact: string;
  prefix?: string | null;
  suffix?: string | null;
  start?: number | null;
  end?: number | null;
}

/** A start that no place has. */
const ELSEWHERE = -1;
const OFFERED_PLACES = 3;
/** One more than messages show, so that they can say that something was cut. */
const OFFERED_LENGTH = 1_001;

/**
 * A quote as somebody gives it: whatever comes with it is meant, and none of it may disagree. EXACT, or what to say instead: MOVED
 * stands elsewhere than at the given start. That may be counted in the text as it was given: `asKept` leads to the text as it is.
 */
export function findQuote(text: string, quote: QuoteToAnchor, asKept: Positions | null = null): Found {
  const source = sourceText(text);
  const evidence = givenEvidence(quote);
  if (evidence.exact === '') return { state: 'LOST', place: null, occurrences: [] };
  const counted = findCounted(source, evidence, quote, asKept);
  if (counted !== null) return counted;
  if (standsAt(source, evidence.exact, quote.start, quote.end)) {
    const place = weigh(source, evidence, toUnit(source, quote.start));
    if (isInGivenContext(place, evidence)) return { state: 'EXACT', place, occurrences: [] };
    return { ...lostOf(source, evidence.exact), state: 'LOST' };
  }
  return locate(source, evidence, typeof quote.start === 'number' ? ELSEWHERE : null);
}

/** A start that was counted in the text as it was given; null where that leads nowhere. It may lead to two places: nobody knows. */
function findCounted(
  source: SourceText,
  evidence: Evidence,
  { start, end }: QuoteToAnchor,
  asKept: Positions | null,
): Found | null {
  const kept = typeof start === 'number' ? (asKept?.(start) ?? null) : null;
  if (kept === null || kept === start) return null;
  const places = [
    { start, end },
    { start: kept, end: null },
  ].flatMap((span) => {
    if (!standsAt(source, evidence.exact, span.start, span.end)) return [];
    const place = weigh(source, evidence, toUnit(source, span.start as number));
    return isInGivenContext(place, evidence) ? [place] : [];
  });
  const occurrences = places.map(({ unit }) => occurrenceAt(source, evidence.exact, unit));
  const [place, other] = places;
  if (place === undefined) return null;
  return other === undefined
    ? { state: 'EXACT', place, occurrences: [] }
    : { state: 'AMBIGUOUS', place: null, occurrences };
}

/** The same, and what is most like it where its words are nowhere: that takes long. */
export function findQuoteOrNearest(text: string, quote: QuoteToAnchor, asKept: Positions | null = null): Found {
  const found = findQuote(text, quote, asKept);
  if (found.state !== 'LOST' || found.occurrences.length > 0) return found;
  const source = sourceText(text);
  const like = nearest(source.text, nfc(quote.exact));
  if (like === null) return found;
  const exact = source.text.slice(like.start, like.end);
  const { start, end } = occurrenceAt(source, exact, like.start);
  return { ...found, nearest: { exact, start, end, similarity: like.similarity } };
}

/** How a quote is recorded that stands at this place: given context as it was given, else what the text has there. */
export function anchored(text: string, quote: QuoteToAnchor, { unit }: Place): Anchored {
  const { exact, prefix, suffix } = givenEvidence(quote);
  const there = occurrenceAt(sourceText(text), exact, unit);
  return {
    state: 'EXACT',
    start: there.start,
    end: there.end,
    prefix: prefix === '' ? there.prefix : prefix,
    suffix: suffix === '' ? there.suffix : suffix,
    contextGiven: sidesGiven(prefix, suffix),
  };
}

/** Where a recorded quote stands in a text, by what is recorded of it alone. */
export function findRecorded(text: string, quote: Quote): Found {
  return locate(sourceText(text), evidenceOf(quote), quote.start);
}

/**
 * Whether a text bears out what is recorded of a quote. At the place and in the context that are recorded it is EXACT, whatever else
 * the text holds; and what was AMBIGUOUS when a text was edited stays so until somebody decides, though that be one place.
 */
export function isBorneOut(text: string | null, quote: Quote): boolean {
  if (text === null) return quote.state === 'UNCHECKED';
  if (quote.state === 'EXACT' && standsInContext(text, quote)) return true;
  const { state, place } = findRecorded(text, quote);
  return state === quote.state || (quote.state === 'AMBIGUOUS' && place !== null);
}

/** Where a recorded quote stood, and where its words stand now, in words. */
export function whereabouts(text: string, quote: Quote): string {
  const { place, occurrences } = findRecorded(text, quote);
  const now = place === null ? occurrences : [occurrenceAt(sourceText(text), quote.exact, place.unit)];
  const places = now.map(({ start, end }) => `${start} to ${end}`).join(' or ');
  const was = quote.start === null ? '' : `was at ${quote.start} to ${quote.end}, `;
  if (places === '') return `${was}is nowhere now`;
  return quote.state === 'LOST'
    ? `${was}its words are now at ${places}, in another context`
    : `${was}is now at ${places}`;
}

function standsInContext(text: string, quote: Quote): boolean {
  const source = sourceText(text);
  if (!standsAt(source, quote.exact, quote.start, quote.end)) return false;
  const { before, after } = weigh(source, evidenceOf(quote), toUnit(source, quote.start));
  return before.whole && after.whole;
}

/** Why a new quote that was found so is refused, with what to send instead. */
export function refusal(
  text: string,
  quote: QuoteToAnchor,
  { state, place, occurrences, nearest: like }: Found,
): Problem {
  if (place !== null) {
    const { start, end } = occurrenceAt(sourceText(text), nfc(quote.exact), place.unit);
    return { code: 'QUOTE_MOVED', position: { start, end } };
  }
  const positions = occurrences.map(({ start, end, prefix }) => ({ start, end, prefix }));
  if (state === 'AMBIGUOUS') return { code: 'QUOTE_AMBIGUOUS', positions };
  if (positions.length > 0) return { code: 'QUOTE_OUT_OF_CONTEXT', positions };
  if (like === undefined) return { code: 'QUOTE_LOST', nearest: null };
  return {
    code: 'QUOTE_LOST',
    nearest: { exact: excerpt(like.exact, OFFERED_LENGTH), start: like.start, end: like.end },
  };
}

/** `start` is where it stood before; null where it never was anchored, ELSEWHERE where no place is it. */
function locate(source: SourceText, evidence: Evidence, start: number | null): Found {
  const { exact } = evidence;
  const units = exact === '' ? [] : unitsOf(source, exact);
  // Nothing is told apart among so many; a few are shown.
  if (units === null) return { ...lostOf(source, exact), state: 'AMBIGUOUS' };
  const places = units
    .map((unit) => weigh(source, evidence, unit))
    .filter((place) => isInGivenContext(place, evidence));
  if (places.length === 0) return lostOf(source, exact, units);
  const place = winnerOf(places);
  if (place === null) {
    const few = places.slice(0, OFFERED_PLACES);
    return { state: 'AMBIGUOUS', place, occurrences: few.map(({ unit }) => occurrenceAt(source, exact, unit)) };
  }
  const stays =
    start === null || (toPoint(source, place.unit) === start && !changedOnBothSides(source, evidence, place));
  return { state: stays ? 'EXACT' : 'MOVED', place, occurrences: [] };
}

function lostOf(source: SourceText, exact: string, units: readonly number[] = unitsOf(source, exact) ?? []): Found {
  const few = units.slice(0, OFFERED_PLACES);
  return { state: 'LOST', place: null, occurrences: few.map((unit) => occurrenceAt(source, exact, unit)) };
}

/** Where nothing is recorded after it, the text ended: it still should. */
function changedOnBothSides({ text }: SourceText, { exact, suffix }: Evidence, place: Place): boolean {
  const after = suffix === '' ? place.unit + exact.length === text.length : place.after.whole;
  return !place.before.whole && !after;
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

function givenEvidence(quote: QuoteToAnchor): Evidence {
  const [prefix, suffix] = [nfc(quote.prefix ?? ''), nfc(quote.suffix ?? '')];
  return { exact: nfc(quote.exact), prefix, suffix, prefixGiven: prefix !== '', suffixGiven: suffix !== '' };
}

/** Of a recorded quote. */
export function evidenceOf(quote: Quote): Evidence {
  const { exact, prefix, suffix } = quote;
  const given = contextGivenOf(quote);
  return {
    exact,
    prefix,
    suffix,
    prefixGiven: given === 'PREFIX' || given === 'BOTH',
    suffixGiven: given === 'SUFFIX' || given === 'BOTH',
  };
}

/** Which of its sides somebody gave. A quote that was never in a text has no other context than what came with it. */
export function contextGivenOf({ contextGiven, state, prefix, suffix }: Quote): ContextGiven | null {
  return contextGiven ?? (state === 'UNCHECKED' ? sidesGiven(prefix, suffix) : null);
}

function sidesGiven(prefix: string, suffix: string): ContextGiven | null {
  if (prefix === '' && suffix === '') return null;
  if (suffix === '') return 'PREFIX';
  return prefix === '' ? 'SUFFIX' : 'BOTH';
}
