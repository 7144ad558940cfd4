// Line ends are kept as a text has them, and are the same for whoever quotes it: words are found whatever theirs are, and positions
// may be counted with one character for each, as programs do that read a file of Windows as text.

import { codePointLength } from './code-points.ts';

/** That of all lines of a text; null where they differ. */
export type LineEnd = '\n' | '\r\n' | null;

export function lineEndOf(text: string): LineEnd {
  if (!text.includes('\r')) return '\n';
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? null : '\r\n';
}

export function withSingleLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

export function withLineEnds(text: string, lineEnd: LineEnd): string {
  return lineEnd === null ? text : withSingleLineEnds(text).replaceAll('\n', lineEnd);
}

/** From a position that was counted with one character for each line end to that in the text, whose lines end in two. */
export function fromSingleLineEnds(text: string, position: number): number {
  let [left, at, line] = [position, 0, 0];
  for (let unit = text.indexOf('\r\n'); unit >= 0; unit = text.indexOf('\r\n', line)) {
    const length = codePointLength(text.slice(line, unit));
    if (left <= length) break;
    left -= length + 1;
    at += length + 2;
    line = unit + 2;
  }
  return at + left;
}
