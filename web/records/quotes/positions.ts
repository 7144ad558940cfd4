// Positions in a stored text. The record counts Unicode code points, a browser counts UTF-16 units: this is where the one
// becomes the other. Pure, so that it can be tested without a page.

/** A block of a text between blank lines: where it begins, in code points, and its words. */
export interface Paragraph {
  start: number;
  end: number;
  text: string;
}

export interface Span {
  start: number;
  end: number;
}

/** The part of a paragraph that a span covers, in units of a JavaScript string. */
export interface Piece {
  paragraph: number;
  from: number;
  to: number;
}

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
export const pointLength = (text: string): number => text.length - (text.match(PAIR)?.length ?? 0);

/** The unit at which the code point of this number begins; the end of the text for numbers beyond it. */
export function unitAt(text: string, point: number): number {
  let unit = 0;
  for (let seen = 0; seen < point && unit < text.length; seen++) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  return unit;
}

/** `text.slice` in code points. */
export const slicePoints = (text: string, { start, end }: Span): string => {
  const from = unitAt(text, start);
  return text.slice(from, from + unitAt(text.slice(from), end - start));
};

/** Whether the words stand at exactly this position of this version of the text. */
export const standsAt = (text: string, exact: string, span: Span): boolean =>
  span.end <= pointLength(text) && slicePoints(text, span) === exact;

export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let unit = 0;
  let start = 0;
  for (const gap of [...text.matchAll(/(?:[^\S\r\n]*(?:\r\n|\n|\r)){2,}/g), null]) {
    const words = text.slice(unit, gap?.index ?? text.length);
    const end = start + pointLength(words);
    if (words.trim() !== '') paragraphs.push({ start, end, text: words });
    if (gap === null) break;
    start = end + gap[0].length;
    unit = gap.index + gap[0].length;
  }
  return paragraphs;
}

/** Where a span lies in the paragraphs: one piece each, none for the blank lines between them. */
export function piecesOf(paragraphs: readonly Paragraph[], span: Span): Piece[] {
  return paragraphs.flatMap(({ start, end, text }, paragraph) => {
    if (end <= span.start || start >= span.end) return [];
    const from = unitAt(text, Math.max(span.start - start, 0));
    const to = unitAt(text, Math.min(span.end, end) - start);
    return [{ paragraph, from, to }];
  });
}

/** The code point of the whole text at a unit of one paragraph: the way back, for what the reader points at. */
export const pointAt = ({ start, text }: Paragraph, unit: number): number => start + pointLength(text.slice(0, unit));

/** As many code points as a quote keeps on each side. */
const CONTEXT = 32;

/** The words around a quote without what was cut in the middle of a word, and without those of another paragraph. */
export function contextOf({ prefix, suffix }: { prefix: string; suffix: string }): { before: string; after: string } {
  return { before: beginning(prefix), after: ending(suffix) };
}

function beginning(prefix: string): string {
  const line = Math.max(prefix.lastIndexOf('\n'), prefix.lastIndexOf('\r'));
  if (line >= 0) return prefix.slice(line + 1).trimStart();
  if (pointLength(prefix) < CONTEXT) return prefix.trimStart();
  const word = prefix.search(/\s\S/);
  return `… ${word < 0 ? prefix : prefix.slice(word + 1)}`;
}

function ending(suffix: string): string {
  const line = suffix.search(/[\n\r]/);
  if (line >= 0) return suffix.slice(0, line).trimEnd();
  if (pointLength(suffix) < CONTEXT) return suffix.trimEnd();
  const word = suffix.search(/\s\S*$/);
  return `${word < 0 ? suffix : suffix.slice(0, word)} …`;
}
