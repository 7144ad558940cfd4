// Where the words of a quote stand in a text, each place weighed by what stood around them: the evidence for which place is
// meant. Nothing is decided here but which place wins, and by the same measure for everybody.

import {
  codePointIndex,
  codePointLength,
  codePointsAfter,
  codePointsBefore,
  codeUnitIndex,
  hasAstral,
} from './code-points.ts';
import { findText } from './find-text.ts';
import type { LineEnd } from './line-ends.ts';
import { lineEndOf, withLineEnds } from './line-ends.ts';
import type { Agreement } from './quote-context.ts';
import { agreementAfter, agreementBefore, CONTEXT } from './quote-context.ts';
import { toForm } from './unicode-forms.ts';

/** A text that quotes are looked for in. */
export interface SourceText {
  text: string;
  /** Code units are not code points. */
  astral: boolean;
  lineEnd: LineEnd;
}

export interface Occurrence {
  start: number;
  end: number;
  prefix: string;
  suffix: string;
}

/** What a quote is known by: its words, and what stood around them. */
export interface Evidence {
  exact: string;
  prefix: string;
  suffix: string;
  /** Somebody said so: it must match whole, else it is weighed. */
  prefixGiven: boolean;
  suffixGiven: boolean;
}

/** A place where the words stand. */
export interface Place {
  /** Code units of the text. */
  unit: number;
  before: Agreement;
  after: Agreement;
}

const OFFERED = 3;
/** Words that stand more often than this are not told apart. */
const PLACES_AT_MOST = 10_000;
/** By as many code points more a context agrees better; fewer are chance: names end alike. */
export const CLEARLY = 4;

/** The last texts that were asked about: quotes come in runs from one source, and an edit has two texts. */
const latest: { given: string; source: SourceText }[] = [];

export function nfc(text: string): string {
  return toForm('NFC', text);
}

export function sourceText(given: string): SourceText {
  const known = latest.find((one) => one.given === given);
  if (known !== undefined) return known.source;
  const text = nfc(given);
  const source = { text, astral: hasAstral(text), lineEnd: lineEndOf(text) };
  latest.unshift({ given, source });
  latest.length = Math.min(latest.length, 2);
  return source;
}

/** Words as this text has them: in Unicode NFC, and with its line ends. */
export function wordsIn({ lineEnd }: SourceText, given: string): string {
  return withLineEnds(nfc(given), lineEnd);
}

export function toUnit(source: SourceText, point: number): number {
  return source.astral ? codeUnitIndex(source.text, point) : point;
}

export function toPoint(source: SourceText, unit: number): number {
  return source.astral ? codePointIndex(source.text, unit) : unit;
}

export function occurrenceAt(source: SourceText, exact: string, unit: number): Occurrence {
  const start = toPoint(source, unit);
  return { start, end: start + codePointLength(exact), ...contextAt(source, exact, unit) };
}

/** What is recorded of the text around the words. */
export function contextAt(
  { text }: SourceText,
  exact: string,
  unit: number,
  length = CONTEXT,
): { prefix: string; suffix: string } {
  return {
    prefix: codePointsBefore(text, unit, length),
    suffix: codePointsAfter(text, unit + exact.length, length),
  };
}

/** Code units where the words stand, in whatever context; null where they are too many to be weighed. */
export function unitsOf(source: SourceText, exact: string): number[] | null {
  const units = findText(source.text, exact, PLACES_AT_MOST + 1);
  return units.length > PLACES_AT_MOST ? null : units;
}

/** Places where the words stand, in whatever context: all, or a few where they are too many to be weighed. */
export function placesOf(source: SourceText, evidence: Evidence): Place[] {
  const units = evidence.exact === '' ? [] : findText(source.text, evidence.exact, PLACES_AT_MOST);
  return units.map((unit) => weigh(source, evidence, unit));
}

/** The few of these that are most likely meant: the better the context agrees, then the closer to a position, the sooner. */
export function nearestFew(
  source: SourceText,
  { exact }: Evidence,
  places: readonly Place[],
  near: number | null | undefined,
): Occurrence[] {
  const unit = typeof near === 'number' && near >= 0 ? toUnit(source, near) : null;
  const agreement = ({ before, after }: Place) => before.points + after.points;
  const distance = (place: Place) => (unit === null ? 0 : Math.abs(place.unit - unit));
  return places
    .toSorted((a, b) => agreement(b) - agreement(a) || distance(a) - distance(b))
    .slice(0, OFFERED)
    .map((place) => occurrenceAt(source, exact, place.unit));
}

export function weigh({ text }: SourceText, { exact, prefix, suffix }: Evidence, unit: number): Place {
  return {
    unit,
    before: agreementBefore(prefix, text, unit),
    after: agreementAfter(suffix, text, unit + exact.length),
  };
}

/** Whether what somebody gave as context stands there. */
export function isInGivenContext({ before, after }: Place, { prefixGiven, suffixGiven }: Evidence): boolean {
  return (!prefixGiven || before.whole) && (!suffixGiven || after.whole);
}

/** The place that no other is better than on either side, and that is clearly better than each on one; null if there is none. */
export function winnerOf(places: readonly Place[]): Place | null {
  const most = (side: 'before' | 'after') => places.reduce((most, place) => Math.max(most, place[side].points), 0);
  const [before, after] = [most('before'), most('after')];
  const best = places.find((place) => place.before.points === before && place.after.points === after);
  if (best === undefined) return null;
  const wins = places.every(
    (other) => other === best || isClearer(best.before, other.before) || isClearer(best.after, other.after),
  );
  return wins ? best : null;
}

export function isClearer(a: Agreement, b: Agreement): boolean {
  return a.points - b.points >= CLEARLY || (a.whole && !b.whole);
}
