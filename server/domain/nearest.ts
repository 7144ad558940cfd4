// Finds the spans of a text that are most like a quote which is not in it: case, white space, dashes and the style of
// quotation marks count for nothing, other differences by edit distance. Fast enough for 2,000,000 characters: pieces of
// four characters vote for the indexes where the quote may start, and only the best of them are compared in full.

import { findText } from './find-text.ts';

export interface Nearest {
  /** Code units of the text. */
  start: number;
  end: number;
  /** 1 where only case, white space, dashes or quotation marks differ; 0 where nothing is alike. */
  similarity: number;
}

/** Anything less alike would mislead. */
const LEAST_SIMILARITY = 0.5;
/** What is less like it than the best by more is not what was meant. */
const NEARLY = 0.05;
const SPANS = 3;
/** Pieces of the quote that vote, spread over its length. */
const VOTERS = 512;
const BUCKETS = 1 << 16;

/** The most like it first; none overlaps another. */
export function nearestSpans(text: string, quote: string): Nearest[] {
  const whole = plain(text);
  const wanted = plain(quote.trim());
  if (wanted.length === 0 || whole.length === 0) return [];
  const same = findText(toText(whole), toText(wanted), SPANS);
  if (same.length > 0) return same.map((start) => toSpan(text, whole, start, start + wanted.length, 1));
  const matches = likelyStarts(whole, wanted)
    .flatMap((expected) => compare(whole, wanted, expected, bandOf(wanted)) ?? [])
    .toSorted((a, b) => a.distance - b.distance || a.start - b.start);
  const similarity = ({ start, end, distance }: Match) => 1 - distance / Math.max(wanted.length, end - start);
  const [best] = matches;
  const least = best === undefined ? 1 : Math.max(similarity(best) - NEARLY, LEAST_SIMILARITY);
  const spans: Match[] = [];
  for (const match of matches)
    if (similarity(match) >= least && spans.every(({ start, end }) => match.end <= start || match.start >= end))
      spans.push(match);
  return spans.slice(0, SPANS).map((match) => toSpan(text, whole, match.start, match.end, similarity(match)));
}

/** A text without what counts for nothing, and where each of its units came from. */
interface Plain {
  units: Uint16Array;
  from: Int32Array;
  length: number;
}

const SPACE = 0x20;
let table: Uint16Array | undefined;

/** What each code unit counts as; 0 for what is not seen at all. */
function plainTable(): Uint16Array {
  if (table !== undefined) return table;
  table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const lower = String.fromCharCode(unit).toLowerCase();
    table[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
  }
  const count = (characters: string, as: number) => {
    for (const character of characters) if (table) table[character.charCodeAt(0)] = as;
  };
  count('\t\n\v\f\r\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000', SPACE);
  for (let unit = 0x2000; unit <= 0x200a; unit++) table[unit] = SPACE;
  count("'`´‘’‚‛“”„‟«»‹›〝〞〟＂＇", 0x22);
  count('‐‑‒–—―−﹘﹣－', 0x2d);
  count('\u00ad\u200b\u200c\u200d\u2060\ufeff', 0);
  return table;
}

function plain(text: string): Plain {
  const counts = plainTable();
  const units = new Uint16Array(text.length);
  const from = new Int32Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = counts[text.charCodeAt(index)] ?? 0;
    if (unit === 0 || (unit === SPACE && length > 0 && units[length - 1] === SPACE)) continue;
    units[length] = unit;
    from[length++] = index;
  }
  return { units, from, length };
}

function toText(text: Plain): string {
  return new TextDecoder('utf-16le').decode(text.units.subarray(0, text.length));
}

/** Half the width of the strip in which two texts are compared: how far insertions may shift them against each other. */
function bandOf(wanted: Plain): number {
  return Math.min(Math.max(wanted.length >> 3, 8), 64);
}

/** Where the quote may start, as indexes of the text (possibly before it), best first. */
function likelyStarts(whole: Plain, wanted: Plain): number[] {
  const size = wanted.length < 24 ? Math.min(2, wanted.length) : 4;
  const { heads, next, positions } = voters(wanted, size);
  const width = bandOf(wanted);
  const votes = new Uint16Array(Math.ceil((whole.length + wanted.length) / width) + 2);
  for (let index = 0; index + size <= whole.length; index++)
    for (let voter = heads[bucketOf(whole.units, index, size)] ?? -1; voter >= 0; voter = next[voter] ?? -1) {
      const bin = Math.floor((index - (positions[voter] ?? 0) + wanted.length) / width);
      votes[bin] = (votes[bin] ?? 0) + 1;
    }
  return topBins(votes, wanted.length > VOTERS ? 4 : 16).map((bin) => bin * width - wanted.length);
}

/** The pieces of the quote by their bucket, as chains. */
function voters(wanted: Plain, size: number): { heads: Int32Array; next: Int32Array; positions: Int32Array } {
  const pieces = Math.max(wanted.length - size + 1, 0);
  const count = Math.min(pieces, VOTERS);
  const heads = new Int32Array(BUCKETS).fill(-1);
  const next = new Int32Array(count);
  const positions = new Int32Array(count);
  const chained = new Uint8Array(BUCKETS);
  for (let voter = 0; voter < count; voter++) {
    const position = Math.floor((voter * pieces) / count);
    const bucket = bucketOf(wanted.units, position, size);
    positions[voter] = position;
    // A piece that is all over the quote tells nothing about the position, and would cost time for each.
    if ((chained[bucket] ?? 0) >= 8) continue;
    chained[bucket] = (chained[bucket] ?? 0) + 1;
    next[voter] = heads[bucket] ?? -1;
    heads[bucket] = voter;
  }
  return { heads, next, positions };
}

function bucketOf(units: Uint16Array, index: number, size: number): number {
  let hash = 0;
  for (let offset = 0; offset < size; offset++) hash = Math.imul(hash ^ (units[index + offset] ?? 0), 0x9e3779b1);
  return hash >>> 16;
}

/** The bins with most votes together with their right neighbour, of neighbours only the better one. */
function topBins(votes: Uint16Array, count: number): number[] {
  const top: { bin: number; score: number }[] = [];
  for (let bin = 0; bin + 1 < votes.length; bin++) {
    const score = (votes[bin] ?? 0) + (votes[bin + 1] ?? 0);
    if (score === 0 || (top.length === count && score <= (top.at(-1)?.score ?? 0))) continue;
    const neighbour = top.findIndex((known) => known.bin === bin - 1);
    if (neighbour >= 0 && score <= (top[neighbour]?.score ?? 0)) continue;
    if (neighbour >= 0) top.splice(neighbour, 1);
    top.push({ bin, score });
    top.sort((a, b) => b.score - a.score);
    top.length = Math.min(top.length, count);
  }
  return top.map(({ bin }) => bin);
}

interface Match {
  start: number;
  end: number;
  distance: number;
}

const FAR = 1 << 29;

/**
 * Edit distance of the quote to the best span that starts near `expected`, within a strip along the diagonal. Row by row over
 * the quote; column k of row i ends at the text's index base + i + k. Each cell remembers where its span started.
 */
function compare(whole: Plain, wanted: Plain, expected: number, band: number): Match | null {
  const base = expected - band;
  const columns = band * 4 + 1;
  const cost = new Int32Array(columns + 1).fill(FAR);
  const origin = new Int32Array(columns + 1);
  for (let column = 0; column < columns; column++) {
    const end = base + column;
    if (end < 0 || end > whole.length) continue;
    cost[column] = 0;
    origin[column] = end;
  }
  for (let row = 1; row <= wanted.length; row++) {
    const letter = wanted.units[row - 1];
    let left = FAR;
    let leftOrigin = 0;
    for (let column = 0; column < columns; column++) {
      const end = base + row + column;
      let least = (cost[column + 1] ?? FAR) + 1;
      let start = origin[column + 1] ?? 0;
      if (end > 0 && end <= whole.length) {
        const replaced = (cost[column] ?? FAR) + (whole.units[end - 1] === letter ? 0 : 1);
        if (replaced <= least) {
          least = replaced;
          start = origin[column] ?? 0;
        }
        if (left + 1 < least) {
          least = left + 1;
          start = leftOrigin;
        }
      } else if (end !== 0) least = FAR;
      cost[column] = left = least;
      origin[column] = leftOrigin = start;
    }
  }
  let best: Match | null = null;
  for (let column = 0; column < columns; column++) {
    const distance = cost[column] ?? FAR;
    if (distance >= FAR || distance >= (best?.distance ?? FAR)) continue;
    best = { start: origin[column] ?? 0, end: base + wanted.length + column, distance };
  }
  return best !== null && best.end > best.start ? best : null;
}

/** In code units of the text itself: no white space at the ends, no character or short rest of a word cut off. */
function toSpan(text: string, whole: Plain, first: number, afterLast: number, similarity: number): Nearest {
  let start = whole.from[first] ?? 0;
  let end = (whole.from[afterLast - 1] ?? 0) + 1;
  while (start < end - 1 && /\s/.test(text[start] ?? '')) start++;
  while (end > start + 1 && /\s/.test(text[end - 1] ?? '')) end--;
  if (/[\udc00-\udfff]/.test(text[start] ?? '') && start > 0) start--;
  end += /^(?:[\udc00-\udfff]?\p{M}*)/u.exec(text.slice(end, end + 32))?.[0].length ?? 0;
  if (similarity === 1) return { start, end, similarity };
  const before = /[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(Math.max(start - 8, 0), start))?.[0].length ?? 0;
  const after = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(end, end + 8))?.[0].length ?? 0;
  const isWord = (unit: number) => /[\p{L}\p{M}\p{N}]/u.test(text[unit] ?? '');
  if (before <= REST && isWord(start)) start -= before;
  if (after <= REST && isWord(end - 1)) end += after;
  return { start, end, similarity };
}

/** Longer rests are words of their own, or a script without spaces. */
const REST = 3;
