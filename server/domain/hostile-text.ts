// Checks on text that users send. Control characters and halves of surrogate pairs are refused everywhere; characters that
// turn the direction of writing are refused in names and propositions, where they could make one name look like another,
// and kept in verbatim text, which the page isolates when it shows it.

import { codePointLength, truncateCodePoints } from './code-points.ts';
import type { Problem } from './faults/problem.ts';
import { longRunOfMarks, MOST_MARKS } from './unicode-forms.ts';

export interface TextRules {
  /** In code points. */
  max: number;
  /** Tabs and line ends are allowed. */
  multiline?: boolean;
  /** Source texts and quotes: also keeps tabs, line ends, direction marks, and the white space around the text. */
  verbatim?: boolean;
  /** Somebody must be able to see it: a name of zero-width characters names nobody. */
  visible?: boolean;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Line ends of Unicode among them: what they do to one line differs from program to program. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
const CONTROL_NOT_LAYOUT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** White space, joiners, fillers, marks of direction, and the braille pattern without dots. */
const INVISIBLE = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** What is wrong with it, or null. */
export function checkTextProblem(value: string, rules: TextRules): Problem | null {
  // Before anything walks through the whole of it: no code point has more than two code units.
  if (value.length > rules.max * 2 || (value.length > rules.max && codePointLength(value) > rules.max))
    return { code: 'TOO_LONG', most: rules.max };
  const lone = LONE_SURROGATE.exec(value);
  if (lone !== null) return { code: 'HALF_CHARACTER', character: name(lone[0]), at: position(value, lone.index) };
  const control = (rules.verbatim === true || rules.multiline === true ? CONTROL_NOT_LAYOUT : CONTROL).exec(value);
  if (control !== null) return controlProblem(value, control);
  const marks = longRunOfMarks(value);
  if (marks !== null) return { code: 'TOO_MANY_MARKS', most: MOST_MARKS, at: position(value, marks) };
  const direction = rules.verbatim === true ? null : DIRECTION.exec(value);
  if (direction !== null)
    return { code: 'DIRECTION_MARK', character: name(direction[0]), at: position(value, direction.index) };
  if (rules.visible === true && !isVisible(value))
    return { code: 'INVISIBLE', characters: [...new Set(value)].slice(0, CHARACTERS_NAMED).map(name) };
  return null;
}

export function isVisible(text: string): boolean {
  return !INVISIBLE.test(text);
}

function controlProblem(value: string, control: RegExpExecArray): Problem {
  const at = position(value, control.index);
  return /[\t\n\r\u2028\u2029]/.test(control[0])
    ? { code: 'LINE_BREAK', at }
    : { code: 'CONTROL_CHARACTER', character: name(control[0]), at };
}

/** For an address that a reader can follow: http or https, at most 2,000 characters. */
export function checkUrlProblem(value: string): Problem | null {
  const problem = checkTextProblem(value, { max: LONGEST_URL });
  if (problem !== null) return problem;
  const address = value.trim();
  if (/\s/.test(address)) return { code: 'ADDRESS_WITH_SPACE' };
  const parsed = URL.canParse(address) ? new URL(address) : null;
  if (parsed === null) return { code: 'NOT_AN_ADDRESS' };
  const { protocol } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return { code: 'WRONG_PROTOCOL', protocol };
  return parsed.username === '' && parsed.password === '' ? null : { code: 'ADDRESS_WITH_LOGIN' };
}

/** For messages: short, and with escapes for anything that would change how the rest of the line reads. */
export function quoted(text: string, limit = SHOWN): string {
  const short = truncateCodePoints(text, limit);
  const shown = short.replaceAll(UNSHOWABLE, (character) => ESCAPES[character] ?? `\\u{${hex(character)}}`);
  return `"${shown}${short.length < text.length ? '…' : ''}"`;
}

const LONGEST_URL = 2_000;
const SHOWN = 60;
const CHARACTERS_NAMED = 5;
const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function name(character: string): string {
  return `U+${hex(character)}`;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** In characters; people count from one. */
function position(text: string, unit: number): number {
  return codePointLength(text.slice(0, unit)) + 1;
}
