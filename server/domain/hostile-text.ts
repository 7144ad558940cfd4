// Checks on text that users send. Control characters and halves of surrogate pairs are refused everywhere; characters that
// turn the direction of writing are refused in names and propositions, where they could make one name look like another,
// and kept in verbatim text, which the page isolates when it shows it.

import { codePointLength, truncateCodePoints } from './code-points.ts';

export interface TextRules {
  /** In code points. */
  max: number;
  /** Tabs and line ends are allowed. */
  multiline?: boolean;
  /** Source texts and quotes: also keeps tabs, line ends, direction marks, and the white space around the text. */
  verbatim?: boolean;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
const CONTROL_NOT_LAYOUT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** What is wrong with it and the remedy, or null. */
export function checkTextProblem(value: string, rules: TextRules): string | null {
  // Before anything walks through the whole of it: no code point has more than two code units.
  if (value.length > rules.max * 2 || (value.length > rules.max && codePointLength(value) > rules.max))
    return `is longer than ${rules.max} characters; shorten it`;
  const lone = LONE_SURROGATE.exec(value);
  if (lone !== null) return `holds ${name(lone[0])}, half of a character, at ${place(value, lone.index)}; remove it`;
  const control = (rules.verbatim === true || rules.multiline === true ? CONTROL_NOT_LAYOUT : CONTROL).exec(value);
  if (control !== null) return controlProblem(value, control);
  const direction = rules.verbatim === true ? null : DIRECTION.exec(value);
  if (direction !== null)
    return `holds ${name(direction[0])}, which turns the direction of writing, at ${place(value, direction.index)}; remove it: right-to-left text needs none`;
  return null;
}

function controlProblem(value: string, control: RegExpExecArray): string {
  const where = `at ${place(value, control.index)}`;
  return /[\t\n\r]/.test(control[0])
    ? `holds a tab or a line end ${where}; write it on one line`
    : `holds the control character ${name(control[0])} ${where}; remove it`;
}

/** For an address that a reader can follow: http or https, at most 2,000 characters. */
export function checkUrlProblem(value: string): string | null {
  const problem = checkTextProblem(value, { max: LONGEST_URL });
  if (problem !== null) return problem;
  const address = value.trim();
  if (/\s/.test(address)) return 'has white space inside; write it as %20';
  const parsed = URL.canParse(address) ? new URL(address) : null;
  if (parsed === null) return 'is not an address; write it whole, such as https://example.org/page';
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    return `starts with ${quoted(parsed.protocol)}; only http: and https: are allowed`;
  if (parsed.username !== '' || parsed.password !== '') return 'holds a user name or password; leave them out';
  return null;
}

/** For messages: short, and with escapes for anything that would change how the rest of the line reads. */
export function quoted(text: string, limit = SHOWN): string {
  const short = truncateCodePoints(text, limit);
  const shown = short.replaceAll(UNSHOWABLE, (character) => ESCAPES[character] ?? `\\u{${hex(character)}}`);
  return `"${shown}${short.length < text.length ? '…' : ''}"`;
}

const LONGEST_URL = 2_000;
const SHOWN = 60;
const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function name(character: string): string {
  return `U+${hex(character)}`;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** People count from one. */
function place(text: string, unit: number): string {
  return `character ${codePointLength(text.slice(0, unit)) + 1}`;
}
