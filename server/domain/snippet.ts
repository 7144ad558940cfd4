// The passage that a search hit shows: around the first match in the text, on one line. Long texts are folded
// block by block; only the block that matches is looked at character by character, to find where the match stands.

import { codePointLength, codePointsAfter, codePointsBefore } from './code-points.ts';
import { characters, fold, foldLetters, isSeparator, isSpaceless } from './folding.ts';
import type { TextQuery } from './text.ts';
import { toForm } from './unicode-forms.ts';

export interface Snippet {
  /** One line; `…` where the text goes on. */
  text: string;
  /** Code points of `text`, end exclusive. */
  start: number;
  end: number;
}

const BLOCK = 4_096;

/** Shows the whole question where the text has it in one piece, else its longest term; null where neither stands. */
export function snippet(query: TextQuery, text: string, width = 160): Snippet | null {
  const plain = toForm('NFC', text);
  const needles = needlesOf(query);
  const found: (Match | undefined)[] = [];
  for (const block of blocksOf(plain, query.folded.length)) {
    const folded = fold(block.text);
    let mapped: Mapped | undefined;
    for (const [rank, needle] of needles.entries()) {
      if (found[rank] !== undefined || occurrence(folded, needle) < 0) continue;
      mapped ??= mapBlock(block.text);
      const index = occurrence(mapped.folded, needle);
      if (index < 0) continue;
      const last = index + needle.text.length - 1;
      found[rank] = { start: block.at + (mapped.from[index] ?? 0), end: block.at + (mapped.to[last] ?? 0) };
    }
    if (found[0] !== undefined) break;
  }
  const match = found.find((candidate) => candidate !== undefined);
  return match === undefined ? null : cut(plain, match, width);
}

/** Code units. */
interface Match {
  start: number;
  end: number;
}

interface Needle {
  text: string;
  isPrefix: boolean;
}

/** Best first. */
function needlesOf(query: TextQuery): Needle[] {
  const last = query.terms.length - 1;
  const single = query.terms.map((text, index) => ({ text, isPrefix: query.lastIsPrefix && index === last }));
  single.sort((a, b) => b.text.length - a.text.length);
  return [{ text: query.folded, isPrefix: query.lastIsPrefix }, ...single];
}

/** Cut at white space where there is some; each block runs on into the next one by the length of the question. */
function* blocksOf(text: string, overlap: number): Generator<{ at: number; text: string }> {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + BLOCK, text.length);
    if (end < text.length) end = wordStart(text, end, at + BLOCK / 2);
    // Folding can shorten, so the overlap is generous; what it may cut is a word that the next block holds whole.
    yield { at, text: text.slice(at, wordStart(text, Math.min(end + overlap * 3, text.length), end)) };
    at = end;
  }
}

/** The last word start at or before `unit`, or `unit` itself (between characters) when there is none after `least`. */
function wordStart(text: string, unit: number, least: number): number {
  if (unit === text.length) return unit;
  for (let index = unit; index > least; index--) if (/\s/.test(text[index - 1] ?? '')) return index;
  let whole = unit;
  while (whole < text.length && /^(?:\p{M}|\p{Surrogate})/u.test(text.slice(whole, whole + 2))) whole++;
  return isLowSurrogate(text, whole) ? whole + 1 : whole;
}

function isLowSurrogate(text: string, unit: number): boolean {
  const code = text.charCodeAt(unit);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Where the needle stands as words do: from the start of one, and to the end of one unless it may be a beginning. */
function occurrence(folded: string, needle: Needle): number {
  for (let index = folded.indexOf(needle.text); index >= 0; index = folded.indexOf(needle.text, index + 1)) {
    const end = index + needle.text.length;
    if (isEdge(folded, index) && (needle.isPrefix || isEdge(folded, end))) return index;
  }
  return -1;
}

function isEdge(folded: string, index: number): boolean {
  if (index === 0 || index === folded.length) return true;
  const before = folded[index - 1] ?? '';
  const after = folded[index] ?? '';
  return before === ' ' || after === ' ' || isSpaceless(before) || isSpaceless(after);
}

interface Mapped {
  folded: string;
  /** For each code unit of `folded`, where its character begins and ends in the block. */
  from: number[];
  to: number[];
}

function mapBlock(text: string): Mapped {
  const mapped: Mapped = { folded: '', from: [], to: [] };
  let at = 0;
  for (const character of characters(text)) {
    const letters = foldLetters(character);
    for (const letter of letters) {
      const isSpace = isSeparator(letter);
      if (isSpace && (mapped.folded === '' || mapped.folded.endsWith(' '))) continue;
      const unit = isSpace ? ' ' : letter;
      mapped.folded += unit;
      for (let index = 0; index < unit.length; index++) {
        mapped.from.push(at);
        mapped.to.push(at + character.length);
      }
    }
    at += character.length;
  }
  return mapped;
}

function cut(text: string, match: Match, width: number): Snippet {
  const shownMatch = codePointsAfter(text.slice(0, match.end), match.start, width);
  const end = match.start + shownMatch.length;
  const around = width - codePointLength(shownMatch);
  const before = trimStart(codePointsBefore(text, match.start, Math.floor(around / 3)), text, match.start);
  const after = trimEnd(codePointsAfter(text, end, around - codePointLength(before)), text, end);
  const lead = `${before.length < match.start ? '…' : ''}${before}`;
  const shown = `${lead}${shownMatch}${after}${end + after.length < text.length ? '…' : ''}`;
  const start = codePointLength(lead);
  return { text: shown.replaceAll(/\s/g, ' '), start, end: start + codePointLength(shownMatch) };
}

/** Leaves out the part of a word that stands at the cut, unless it is all there is. */
function trimStart(before: string, text: string, at: number): string {
  if (before.length === at || /\s/.test(text[at - before.length - 1] ?? ' ')) return before;
  const space = before.search(/\s/);
  return space < 0 || space > before.length - 2 ? before : before.slice(space + 1);
}

function trimEnd(after: string, text: string, at: number): string {
  if (at + after.length === text.length || /\s/.test(text[at + after.length] ?? ' ')) return after;
  const kept = after.replace(/\s\S*$/, '');
  return kept === '' ? after : kept;
}
