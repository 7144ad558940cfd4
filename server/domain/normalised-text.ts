// What is done to a text before it is kept: characters are composed (Unicode NFC), and control characters that stand for those
// of a Windows code page become what they were meant for. Line ends, soft hyphens and all else stay. Positions that others
// counted in the text as they had it lead to the same characters in the text as it is kept.

import { codePointLength } from './code-points.ts';
import type { TextChange } from './records.ts';
import { toForm } from './unicode-forms.ts';

const WINDOWS = /[\u0080-\u009f]/g;
/** A character with the marks that may be composed with it; what follows never is. Plain ASCII stays, and is passed over. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII
const COMPOSABLE = /[^\p{M}\u1160-\u11ff\ud7b0-\ud7ff]?[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]+|[^\u0000-\u007f]/gu;
const REPLACEMENT = '\ufffd';

/** The characters that 0x80 to 0x9F are in Windows code page 1252; five of them are none. */
let windowsCharacters: string[] | undefined;

function windowsCharacter(control: string): string {
  windowsCharacters ??= [
    ...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at)),
  ];
  const meant = windowsCharacters[control.charCodeAt(0) - 0x80] ?? REPLACEMENT;
  return meant === control ? REPLACEMENT : meant;
}

/** Each control character of a code page by the one that was meant: as many code points as before. */
export function withWindowsCharacters(text: string): string {
  return text.replace(WINDOWS, windowsCharacter);
}

/** What keeping this text changes in it. */
export function changesOf(given: string): TextChange[] {
  const changes: TextChange[] = [];
  const controls = given.match(WINDOWS)?.length ?? 0;
  if (controls > 0) changes.push({ change: 'WINDOWS_CHARACTERS', count: controls });
  const text = withWindowsCharacters(given);
  if (text !== toForm('NFC', text)) {
    const count = [...segments(text)].filter(({ composed, segment }) => composed !== segment).length;
    const change = controls === 0 && text === toForm('NFD', text) ? 'DECOMPOSED' : 'COMPOSED';
    changes.push({ change, count });
  }
  return changes;
}

/** From positions in a text as it was given to those in the text as it is kept; null within a character, or past the end. */
export type Positions = (given: number) => number | null;

/** The map of the last text: quotes come in runs from one source. */
let latest: { given: string; positions: Positions } | null = null;

export function positionsAsKept(given: string): Positions {
  if (latest?.given === given) return latest.positions;
  const text = withWindowsCharacters(given);
  // The beginnings of runs whose positions are as far apart in both texts.
  const [starts, moves]: [number[], number[]] = [[0], [0]];
  const inside = new Set<number>();
  let [at, kept, end] = [0, 0, 0];
  for (const { segment, composed, index } of segments(text)) {
    at += index - end;
    kept += index - end;
    end = index + segment.length;
    const [length, keptLength] = [codePointLength(segment), codePointLength(composed)];
    if (segment !== composed) for (let within = 1; within < length; within++) inside.add(at + within);
    at += length;
    kept += keptLength;
    if (length === keptLength) continue;
    starts.push(at);
    moves.push(kept - at);
  }
  at += text.length - end;
  const positions = (position: number) => {
    if (position > at || inside.has(position)) return null;
    return position + (moves[lastUpTo(starts, position)] ?? 0);
  };
  latest = { given, positions };
  return positions;
}

/** As kept, of a source that says what was changed in it: its text can be told where all of it was decomposed. */
export function positionsOf(text: string, changes: readonly TextChange[]): Positions | null {
  return changes.some(({ change }) => change === 'DECOMPOSED') ? positionsAsKept(toForm('NFD', text)) : null;
}

interface Segment {
  segment: string;
  composed: string;
  /** Code units; between two segments stands ASCII alone. */
  index: number;
}

function* segments(text: string): Generator<Segment> {
  for (const match of text.matchAll(COMPOSABLE)) {
    const [segment] = match;
    yield { segment, composed: toForm('NFC', segment), index: match.index };
  }
}

/** Index of the last entry that is not greater; the first is never greater. */
function lastUpTo(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
