// What becomes of a quote when the text of its source is edited. The words of others count too: where the text held the same
// words more than once, a place is taken only when what stood around the others does not speak for them as well.

import { codePointLength } from './code-points.ts';
import type { Agreement } from './quote-context.ts';
import { FAR } from './quote-context.ts';
import type { Evidence, Place, SourceText } from './quote-places.ts';
import {
  CLEARLY,
  contextAt,
  isClearer,
  isInGivenContext,
  sourceText,
  toPoint,
  toUnit,
  unitsOf,
  weigh,
  winnerOf,
} from './quote-places.ts';
import { anchored, contextGivenOf, evidenceOf, findRecorded, isBorneOut } from './quotes.ts';
import type { Quote } from './records.ts';
import { placesLeftAlone } from './untouched.ts';

/** The text of a source before an edit and after; null where none is stored. */
export interface TextEdit {
  before: string | null;
  now: string | null;
}

/** By as many code points more than beside any other place: a sentence or two, which may be said again, are fewer. */
const AHEAD = 48;
/** Words of others times places: more are not told apart. */
const PAIRS = 1_000_000;

/** The quote with the state that it has in the new text; where it stood, and in which context, stays as it was recorded. */
export function refitQuote(quote: Quote, { before, now }: TextEdit): Quote {
  if (now === null) {
    const contextGiven = quote.state === 'UNCHECKED' ? quote.contextGiven : (quote.contextGiven ?? 'NONE');
    return { ...quote, start: null, end: null, state: 'UNCHECKED', contextGiven };
  }
  if (before === now && isBorneOut(now, quote)) return quote;
  const found = findRecorded(now, quote);
  const contested = found.place !== null && before !== null && isContested(quote, before, now, found.place);
  const state = contested ? 'AMBIGUOUS' : found.state;
  const given = contextGivenOf(quote);
  const contextGiven = given === 'NONE' ? null : given;
  // Never anchored before, it is anchored now.
  if (state === 'EXACT' && quote.start === null && found.place !== null)
    return { ...quote, ...anchored(now, quote, found.place), contextGiven };
  return { ...quote, state, contextGiven };
}

/** Whether other words of the old text may be those that stand at this place of the new one. */
function isContested(quote: Quote, before: string, now: string, place: Place): boolean {
  const [old, text] = [sourceText(before), sourceText(now)];
  const { exact } = quote;
  const own = ownUnit(quote, before);
  const alone = own === null ? [] : placesLeftAlone(old.text, text.text, own, exact.length);
  if (alone.length > 0) return alone.length > 1 || alone[0] !== place.unit;
  const [oldUnits, units] = [unitsOf(old, exact), unitsOf(text, exact)];
  if (oldUnits === null || units === null || oldUnits.length * units.length > PAIRS) return true;
  const rivals = oldUnits.filter((unit) => unit !== own).map((unit) => around(old, exact, unit));
  const isElsewhere = (rival: Evidence) => isSettledElsewhere(text, rival, units, place.unit);
  const evidence = evidenceOf(quote);
  if (own === null) {
    const isBack = toPoint(text, place.unit) === quote.start && (place.before.whole || place.after.whole);
    if (units.length > 1 && !isBack && !(place.before.toTheLine && place.after.toTheLine)) return true;
    // What was undecided is decided by an edit only where that puts everything back.
    if (quote.state === 'AMBIGUOUS' && !isBack) return true;
    // It is none of the old words, or one of these: then of those that are not settled elsewhere.
    if (rivals.length > 0 && (!isPerfect(place) || rivals.every(isElsewhere))) return true;
    return rivals.some((rival) => !beats(place, weigh(text, rival, place.unit)) && !isElsewhere(rival));
  }
  // What stood around it last must lead to the same place as what stood around it when it was taken.
  const possible = units.filter((unit) => isInGivenContext(weigh(text, evidence, unit), evidence));
  const far = around(old, exact, own, FAR);
  if (winnerOf(possible.map((unit) => weigh(text, far, unit)))?.unit !== place.unit) return true;
  if (units.length > 1 && !isKnownAgain(text, far, units, place.unit)) return true;
  const claim = strongest(place, weigh(text, around(old, exact, own), place.unit));
  return rivals.some((rival) => !beats(claim, weigh(text, rival, place.unit)) && !isElsewhere(rival));
}

/** Where its own words stood in the old text, if that was known. */
function ownUnit(quote: Quote, before: string): number | null {
  if (quote.state === 'EXACT' && quote.start !== null) return toUnit(sourceText(before), quote.start);
  return quote.state === 'MOVED' ? (findRecorded(before, quote).place?.unit ?? null) : null;
}

function around(source: SourceText, exact: string, unit: number, length?: number): Evidence {
  return { exact, ...contextAt(source, exact, unit, length), prefixGiven: false, suffixGiven: false };
}

/** On each side, whichever agrees further. */
function strongest(a: Place, b: Place): Place {
  const further = (one: Agreement, other: Agreement) => (one.whole || one.points >= other.points ? one : other);
  return { unit: a.unit, before: further(a.before, b.before), after: further(a.after, b.after) };
}

/**
 * Among several places: on either side what stood there is found again to the end of its line, or so much of it that it is no
 * chance. Or much more stands before it than before any other. What follows tells as much only in running text: in a transcript the
 * speaker stands before the words, and the next speaker's line may come to follow others.
 */
function isKnownAgain(text: SourceText, far: Evidence, units: readonly number[], unit: number): boolean {
  const { before, after } = weigh(text, far, unit);
  const isSure = (side: Agreement) => undisputed(side) || side.toTheLine || side.points >= FAR / 2;
  if (isSure(before) && isSure(after)) return true;
  const others = units.filter((other) => other !== unit).map((other) => weigh(text, far, other));
  const isFarAhead = (side: 'before' | 'after', points: number) =>
    others.every((other) => points - other[side].points >= AHEAD);
  const isRunning = codePointLength(far.prefix) === FAR && !/[\r\n]/.test(far.prefix);
  return isFarAhead('before', before.points) || (isRunning && isFarAhead('after', after.points));
}

/** Nothing speaks against the one, and something against the other; or the one agrees clearly further on both sides. */
function beats(claim: Place, rival: Place): boolean {
  if (rival.before.points > claim.before.points || rival.after.points > claim.after.points) return false;
  if (isPerfect(claim)) return !isPerfect(rival);
  return isClearer(claim.before, rival.before) && isClearer(claim.after, rival.after);
}

function isPerfect({ before, after }: Place): boolean {
  return undisputed(before) && undisputed(after);
}

function undisputed({ whole, toTheEdge, points }: Agreement): boolean {
  return whole || (toTheEdge && points >= CLEARLY);
}

/** Whether those words are found again at another place, with all that stood on one side of them. */
function isSettledElsewhere(text: SourceText, rival: Evidence, units: readonly number[], unit: number): boolean {
  const place = winnerOf(units.map((one) => weigh(text, rival, one)));
  return place !== null && place.unit !== unit && (undisputed(place.before) || undisputed(place.after));
}
