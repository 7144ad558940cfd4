// Where two texts differ, word by word: what the one has in place of what the other has. For people who compare what they
// wrote with what stands in a source, so that close differences are one, and there are never many.

import type { TextDifference } from './faults/problem.ts';

/** Words, runs of white space, and each other character by itself. */
const TOKENS = /[\p{L}\p{M}\p{N}]+|\s+|./gsu;
/** Tokens of one times tokens of the other; beyond, all from the first difference to the last is one. */
const PRODUCT = 4_000_000;
const LISTED = 20;

/** In order; the last takes in whatever is too much to be listed. */
export function differencesBetween(given: string, found: string): TextDifference[] {
  const [a, b] = [given.match(TOKENS) ?? [], found.match(TOKENS) ?? []];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let [endA, endB] = [a.length, b.length];
  while (endA > head && endB > head && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  if (endA === head && endB === head) return [];
  const spans = spansOf(a.slice(head, endA), b.slice(head, endB));
  const last = spans.at(-1) as Span;
  const listed =
    spans.length <= LISTED ? spans : [...spans.slice(0, LISTED - 1), joined(spans[LISTED - 1] as Span, last)];
  return listed.map(({ a: [fromA, toA], b: [fromB, toB] }) => ({
    given: a.slice(head + fromA, head + toA).join(''),
    found: b.slice(head + fromB, head + toB).join(''),
  }));
}

/** Tokens that differ, from and to, in the one and in the other. */
interface Span {
  a: readonly [number, number];
  b: readonly [number, number];
}

/** What lies between the longest list of tokens that both have in the same order; white space alone keeps nothing apart. */
function spansOf(a: readonly string[], b: readonly string[]): Span[] {
  if (a.length * b.length > PRODUCT) return [{ a: [0, a.length], b: [0, b.length] }];
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const spans: Span[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [fromA, fromB] = [i, j];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) break;
      if (j === b.length || (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)))
        i++;
      else j++;
    }
    const span: Span = { a: [fromA, i], b: [fromB, j] };
    const before = spans.at(-1);
    const isClose = before !== undefined && a.slice(before.a[1], fromA).join('').trim() === '';
    if (isClose) spans[spans.length - 1] = joined(before, span);
    else spans.push(span);
    for (; i < a.length && j < b.length && a[i] === b[j]; i++) j++;
  }
  return spans;
}

function joined(first: Span, last: Span): Span {
  return { a: [first.a[0], last.a[1]], b: [first.b[0], last.b[1]] };
}

/** By how many tokens of each are left, the length of the longest list that both have: row by row of `a`. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}
