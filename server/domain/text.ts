// Search is ours, the index is the store's: text is cut into terms here, once, and a store only looks terms up, whole or by
// their beginning. Whatever `classifyName` calls a match is found by looking up the beginnings of `terms` and `partTerms`.

import { codePointLength, truncateCodePoints } from './code-points.ts';
import { invalid } from './errors.ts';
import { characters, fold, isSpaceless, runs } from './folding.ts';

export { fold };

export interface TextQuery {
  folded: string;
  /** Each once; the one that was written last comes last. */
  terms: string[];
  /** The last term may be the beginning of a word: there is nothing after it yet. */
  lastIsPrefix: boolean;
}

/** Best first: the whole name, its start, whole words of it in any order, parts of it; TEXT is a match in anything but a name. */
export const MATCH_CLASSES = ['NAME', 'NAME_START', 'WORD', 'PART', 'TEXT'] as const;
export type MatchClass = (typeof MATCH_CLASSES)[number];

const LONGEST_QUERY = 200;
/** In code points; longer words are found by their beginning. */
const LONGEST_TERM = 64;
const PARTS_PER_NAME = 64;
/** Folded text of ASCII letters and digits alone. */
const PLAIN = /^[a-z0-9 ]*$/;

/** Words, and overlapping pairs of characters in scripts without spaces; each once, in order of first appearance. */
export function terms(text: string): string[] {
  const folded = fold(text);
  // Imports read millions of texts, and most are plain: there, each word is a term as it stands.
  if (PLAIN.test(folded))
    return [...new Set(folded === '' ? [] : folded.split(' ').map((word) => word.slice(0, LONGEST_TERM)))];
  return [...new Set(termsOf(new Set(wordsOf(folded))))];
}

function termsOf(words: Iterable<string>): string[] {
  const found: string[] = [];
  for (const word of words) {
    for (const run of runs(word)) {
      if (isSpaceless(run)) found.push(...pairs(characters(run)));
      else found.push(truncateCodePoints(run, LONGEST_TERM));
    }
  }
  return found;
}

/** A character that stands alone is a term. */
function pairs(run: string[]): string[] {
  if (run.length < 2) return run;
  return run.slice(1).map((character, index) => `${run[index]}${character}`);
}

/**
 * The ends of each word of a name, so that looking up a beginning finds any inner part: `selenskyj`, `elenskyj`, `lenskyj`, ...
 * Two characters at least, or one in scripts without spaces. Where a name has too many, those that start deep inside a word go.
 */
export function partTerms(name: string): string[] {
  const words = wordsOf(fold(name)).flatMap(runs);
  const parts = new Set<string>();
  let remaining = words.map((run) => ({ left: characters(run), least: isSpaceless(run) ? 1 : 2 }));
  while (remaining.length > 0) {
    remaining = remaining.filter(({ left, least }) => left.length >= least);
    for (const word of remaining) {
      parts.add(truncateCodePoints(word.left.slice(0, LONGEST_TERM).join(''), LONGEST_TERM));
      if (parts.size === PARTS_PER_NAME) return [...parts];
      word.left = word.left.slice(1);
    }
  }
  return [...parts];
}

/** Throws INVALID for a question that nothing could match. */
export function parseQuery(text: string, field = 'text'): TextQuery {
  if (text.length > LONGEST_QUERY * 2 || codePointLength(text) > LONGEST_QUERY)
    throw invalid([field], { code: 'QUERY_TOO_LONG', most: LONGEST_QUERY });
  const folded = fold(text);
  const found = termsOf(wordsOf(folded));
  if (found.length === 0) throw invalid([field], { code: 'NOTHING_TO_SEARCH' });
  return {
    folded,
    terms: [...new Set(found.reverse())].reverse(),
    lastIsPrefix: /[\p{L}\p{M}\p{N}]$/u.test(text),
  };
}

/** How a name matches, or null when it does not. */
export function classifyName(query: TextQuery, name: string): MatchClass | null {
  const folded = fold(name);
  if (folded === query.folded) return 'NAME';
  if (startsWith(folded, query)) return 'NAME_START';
  const words = new Set(wordsOf(folded));
  if (wordsOf(query.folded).every((word) => words.has(word))) return 'WORD';
  const entries = [...terms(name), ...partTerms(name)];
  return query.terms.every((term) => entries.some((entry) => entry.startsWith(term))) ? 'PART' : null;
}

function startsWith(folded: string, query: TextQuery): boolean {
  if (!folded.startsWith(query.folded)) return false;
  return query.lastIsPrefix || folded[query.folded.length] === ' ' || isSpaceless(query.terms.at(-1) ?? '');
}

/** What has neither letter nor digit (a vowel sign alone) is no word. */
function wordsOf(folded: string): string[] {
  return folded.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
}
