// Unicode code points as the unit of order, length and position. JavaScript counts UTF-16 code units; these agree with code
// points until a character lies beyond U+FFFF, so every function has a fast way for the texts without such characters.

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/** Order by code point, as both stores sort. UTF-16 would put U+1F600 before U+FF21. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Lifts surrogates above the rest of the plane: they stand for characters that come after all of it. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Whether code units and code points differ in this text. */
export function hasAstral(text: string): boolean {
  return ASTRAL.test(text);
}

export function codePointLength(text: string): number {
  return hasAstral(text) ? codePointIndex(text, text.length) : text.length;
}

/** From code points, counted from the start, to code units. Past the end it is the end. */
export function codeUnitIndex(text: string, codePoints: number, from = 0): number {
  let unit = from;
  for (let left = codePoints; left > 0 && unit < text.length; left--) unit += isPair(text, unit) ? 2 : 1;
  return unit;
}

/** How many code points begin before this code unit. */
export function codePointIndex(text: string, codeUnits: number): number {
  const end = Math.min(codeUnits, text.length);
  let count = 0;
  for (let unit = 0; unit < end; unit += isPair(text, unit) ? 2 : 1) count++;
  return count;
}

/** Like `slice` with positive ends, in code points. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (end <= start) return '';
  if (!hasAstral(text)) return text.slice(start, end);
  const first = codeUnitIndex(text, start);
  return text.slice(first, codeUnitIndex(text, end - start, first));
}

/** The first `limit` code points; never cuts a character in two. */
export function truncateCodePoints(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, codeUnitIndex(text, limit));
}

/** The last `limit` code points before the code unit `end`. */
export function codePointsBefore(text: string, end: number, limit: number): string {
  let start = end;
  for (let left = limit; left > 0 && start > 0; left--) start -= start > 1 && isPair(text, start - 2) ? 2 : 1;
  return text.slice(start, end);
}

/** The first `limit` code points from the code unit `start`. */
export function codePointsAfter(text: string, start: number, limit: number): string {
  return text.slice(start, codeUnitIndex(text, limit, start));
}

function isPair(text: string, unit: number): boolean {
  const high = text.charCodeAt(unit);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(unit + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}
