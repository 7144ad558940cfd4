// Anchors quotes in their source text. Positions count Unicode code points of the text in NFC. A quote is its words in their
// context: context that somebody gave must match whole, context that we recorded is weighed, and what neither decides is
// AMBIGUOUS, never a guess. What was recorded of a quote is not rewritten: whoever asks sees its state, and decides.

import { codePointLength } from './code-points.ts';
import type { Problem, QuoteOffer } from './faults/problem.ts';
import { TEXTS } from './limits.ts';
import { fromSingleLineEnds } from './line-ends.ts';
import { nearestSpans } from './nearest.ts';
import type { Positions } from './normalised-text.ts';
import type { Evidence, Occurrence, Place, SourceText } from './quote-places.ts';
import {
  isInGivenContext,
  nearestFew,
  nfc,
  occurrenceAt,
  placesOf,
  sourceText,
  toPoint,
  toUnit,
  unitsOf,
  weigh,
  winnerOf,
  wordsIn,
} from './quote-places.ts';
import type { AnchorState, ContextGiven, Quote } from './records.ts';
import { differencesBetween } from './text-differences.ts';

/** What is found of a quote in a text. */
export interface Found {
  state: AnchorState;
  /** EXACT or MOVED: where it stands. */
  place: Place | null;
  /** AMBIGUOUS: a few of the places that it may be. LOST: a few where its words stand in another context than was given. */
  occurrences: Occurrence[];
  /** AMBIGUOUS: how many places it may be; left out where they are too many to count. */
  places?: number;
  /** LOST: the few spans of the text that are most like it, if they were looked for. */
  nearest?: (Occurrence & { exact: string; similarity: number })[];
}

/** How a quote is recorded once it is anchored: its words as the text has them. */
export type Anchored = Pick<Quote, 'exact' | 'state' | 'start' | 'end' | 'prefix' | 'suffix' | 'contextGiven'>;

export interface QuoteToAnchor {
  exact: string;
  prefix?: string | null;
  suffix?: string | null;
  start?: number | null;
  end?: number | null;
}

/** A start that no place has. */
const ELSEWHERE = -1;

/**
 * A quote as somebody gives it: whatever comes with it is meant, and none of it may disagree. EXACT, or what to say instead: MOVED
 * stands elsewhere than at the given start. That may be counted in the text as it was given: `asKept` leads to the text as it is;
 * or with one character for each line end, where the text has two.
 */
export function findQuote(text: string, quote: QuoteToAnchor, asKept: Positions | null = null): Found {
  const source = sourceText(text);
  const evidence = givenEvidence(source, quote);
  if (evidence.exact === '') return { state: 'LOST', place: null, occurrences: [] };
  const { start } = quote;
  const mapped = findMapped(source, evidence, quote, asKept);
  if (mapped !== null) return mapped;
  const place =
    placeAt(source, evidence, start, endOf(quote)) ?? placeAt(source, evidence, countedOtherwise(source, start));
  if (place !== null) return { state: 'EXACT', place, occurrences: [] };
  if (standsAt(source, evidence.exact, start, endOf(quote))) return lostOf(source, evidence, start);
  return locate(source, evidence, typeof start === 'number' ? ELSEWHERE : null, start);
}

/** A start that was counted with one character for each line end, where the text has two. */
function countedOtherwise({ text, lineEnd }: SourceText, start: number | null | undefined): number | null {
  return lineEnd === '\r\n' && typeof start === 'number' ? fromSingleLineEnds(text, start) : null;
}

/** Null where it says no more than the start and the words as they were given, which may have other line ends. */
function endOf({ exact, start, end }: QuoteToAnchor): number | null | undefined {
  const isThat = typeof start === 'number' && typeof end === 'number' && end - start === codePointLength(nfc(exact));
  return isThat ? null : end;
}

/** A start that was counted in the text as it was given; null where that leads nowhere. It may lead to two places: nobody knows. */
function findMapped(
  source: SourceText,
  evidence: Evidence,
  quote: QuoteToAnchor,
  asKept: Positions | null,
): Found | null {
  const { start } = quote;
  const mapped = typeof start === 'number' ? (asKept?.(start) ?? null) : null;
  if (mapped === null || mapped === start) return null;
  const place = placeAt(source, evidence, mapped);
  if (place === null) return null;
  const other = placeAt(source, evidence, start, endOf(quote));
  if (other === null) return { state: 'EXACT', place, occurrences: [] };
  return {
    state: 'AMBIGUOUS',
    place: null,
    occurrences: nearestFew(source, evidence, [other, place], start),
    places: 2,
  };
}

/** Where the words stand at this position, in the context that was given; null where they do not. */
function placeAt(
  source: SourceText,
  evidence: Evidence,
  start: number | null | undefined,
  end: number | null | undefined = null,
): Place | null {
  if (!standsAt(source, evidence.exact, start, end)) return null;
  const place = weigh(source, evidence, toUnit(source, start));
  return isInGivenContext(place, evidence) ? place : null;
}

/** The same, and what is most like it where its words are nowhere: that takes long. */
export function findQuoteOrNearest(text: string, quote: QuoteToAnchor, asKept: Positions | null = null): Found {
  const found = findQuote(text, quote, asKept);
  if (found.state !== 'LOST' || found.occurrences.length > 0) return found;
  const source = sourceText(text);
  const nearest = nearestSpans(source.text, nfc(quote.exact)).map(({ start, end, similarity }) => {
    const exact = source.text.slice(start, end);
    return { exact, ...occurrenceAt(source, exact, start), similarity };
  });
  return { ...found, nearest };
}

/** How a quote is recorded that stands at this place: given context as it was given, else what the text has there. */
export function anchored(text: string, quote: QuoteToAnchor, { unit }: Place): Anchored {
  const source = sourceText(text);
  const { exact, prefix, suffix } = givenEvidence(source, quote);
  const there = occurrenceAt(source, exact, unit);
  return {
    exact,
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

/** Where the words of a recorded quote stand that is not EXACT: the place, or a few that may be meant, for somebody to settle it. */
export function placesToSettle(text: string, quote: Quote): QuoteOffer[] {
  if (quote.state === 'EXACT' || quote.state === 'UNCHECKED') return [];
  const { exact } = quote;
  return standingNow(text, quote).map((occurrence) => ({ exact, ...occurrence, differences: [] }));
}

function standingNow(text: string, quote: Quote): Occurrence[] {
  const { place, occurrences } = findRecorded(text, quote);
  return place === null ? occurrences : [occurrenceAt(sourceText(text), quote.exact, place.unit)];
}

/** Where a recorded quote stood, and where its words stand now, in words. */
export function whereabouts(text: string, quote: Quote): string {
  const places = standingNow(text, quote)
    .map(({ start, end }) => `${start} to ${end}`)
    .join(' or ');
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

/** Why a new quote that was found so is refused, with the places that may be meant, each as it can be sent instead. */
export function refusal(
  text: string,
  quote: QuoteToAnchor,
  { state, place, occurrences, places, nearest = [] }: Found,
): Problem {
  const source = sourceText(text);
  const exact = wordsIn(source, quote.exact);
  const toOffer = (occurrence: Occurrence): QuoteOffer => ({ exact, ...occurrence, differences: [] });
  if (place !== null) return { code: 'QUOTE_MOVED', offers: [toOffer(occurrenceAt(source, exact, place.unit))] };
  const offers = occurrences.map(toOffer);
  if (state === 'AMBIGUOUS') {
    const { start = null } = quote;
    const notAt = start === null || standsAt(source, exact, start, endOf(quote)) ? null : start;
    return { code: 'QUOTE_AMBIGUOUS', offers, notAt, places: places ?? null };
  }
  if (offers.length > 0) return { code: 'QUOTE_OUT_OF_CONTEXT', offers };
  return { code: 'QUOTE_LOST', offers: nearest.flatMap((like) => likeOffer(exact, like)) };
}

/** None where its words are more than a quote may have. */
function likeOffer(given: string, { exact, start, end, prefix, suffix }: Occurrence & { exact: string }): QuoteOffer[] {
  if (end - start > TEXTS.quote.max) return [];
  return [{ exact, start, end, prefix, suffix, differences: differencesBetween(given, exact) }];
}

/**
 * `start` is where it stood before; null where it never was anchored, ELSEWHERE where no place is it. Of places that are alike,
 * those next to `near` are offered first.
 */
function locate(source: SourceText, evidence: Evidence, start: number | null, near = start): Found {
  const { exact } = evidence;
  const units = exact === '' ? [] : unitsOf(source, exact);
  // Nothing is told apart among so many; a few are shown.
  if (units === null) return { ...lostOf(source, evidence, near), state: 'AMBIGUOUS' };
  const all = units.map((unit) => weigh(source, evidence, unit));
  const places = all.filter((place) => isInGivenContext(place, evidence));
  if (places.length === 0) return lostOf(source, evidence, near, all);
  const place = winnerOf(places);
  if (place === null)
    return {
      state: 'AMBIGUOUS',
      place,
      occurrences: nearestFew(source, evidence, places, near),
      places: places.length,
    };
  const stays =
    start === null || (toPoint(source, place.unit) === start && !changedOnBothSides(source, evidence, place));
  return { state: stays ? 'EXACT' : 'MOVED', place, occurrences: [] };
}

function lostOf(
  source: SourceText,
  evidence: Evidence,
  near: number | null | undefined,
  places = placesOf(source, evidence),
): Found {
  return { state: 'LOST', place: null, occurrences: nearestFew(source, evidence, places, near) };
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

function givenEvidence(source: SourceText, quote: QuoteToAnchor): Evidence {
  const [prefix, suffix] = [nfc(quote.prefix ?? ''), nfc(quote.suffix ?? '')];
  return {
    exact: wordsIn(source, quote.exact),
    prefix,
    suffix,
    prefixGiven: prefix !== '',
    suffixGiven: suffix !== '',
  };
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
