// Folding: what two spellings must share to count as one when people search. Case, accents, width and punctuation go; what
// tells words of a language apart stays. Both stores index folded text and nothing else, so they find the same.
// Transliterations are names of a record, never rules here.

import { toForm } from './unicode-forms.ts';

/** Written without spaces between words. */
const SPACELESS = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ASCII = /^[\u0000-\u007f]*$/;
/**
 * Accents and vowel points where they are an addition to the letter. The marks of the Indic scripts, Thai and the like are
 * letters in all but name and stay, and so does the voicing of kana (U+3099, U+309A).
 */
const ADDED_MARK =
  /[[\p{M}&&[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]]--[\u3099\u309a]]/gv;
/** Joiners, soft hyphens, variation selectors, and the Arabic stretching line. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;
/** All that is no part of a word; the modifier letters among it are written for apostrophes. */
const SEPARATOR = /(?:[^\p{L}\p{M}\p{N}]|[\u02b9-\u02bf\u02c8\u02cc\u02ee\u07f4\u07f5])+/gu;
/** Strokes and ligatures that Unicode does not take apart, though readers do. */
const WOVEN = /[ßłøđħŧƶæœ]/g;
const UNWOVEN: Record<string, string> = {
  ß: 'ss',

  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  ƶ: 'z',
  æ: 'ae',
  œ: 'oe',
};

const SPACELESS_CHARACTER = new RegExp(`[${SPACELESS}]`, 'u');
const RUN = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, 'gu');
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu;

/** Words of folded letters and digits, one space between them. Folding twice changes nothing. */
export function fold(text: string): string {
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  return foldLetters(text).replaceAll(SEPARATOR, ' ').trim();
}

/** Only the letters are folded: separators are still in place, for those who need to know where a word stood. */
export function foldLetters(text: string): string {
  const plain = toForm('NFKD', text).replaceAll(INVISIBLE, '').replaceAll(ADDED_MARK, '');
  return toForm(
    'NFC',
    foldCase(plain).replaceAll(WOVEN, (letter) => UNWOVEN[letter] ?? letter),
  );
}

/** By way of upper case, where ß is SS and the dotless ı is I; the final sigma is a sigma. */
function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

export function isSeparator(text: string): boolean {
  return text.replace(SEPARATOR, '') === '';
}

/** Whether it begins with a character of a script without spaces. */
export function isSpaceless(text: string): boolean {
  return SPACELESS_CHARACTER.test(text);
}

/** A folded word cut where scripts with and without spaces meet: `g7集团` is `g7` and `集团`. */
export function runs(word: string): string[] {
  return word.match(RUN) ?? [];
}

/** What a reader takes for one character: a letter and its marks. */
export function characters(run: string): string[] {
  return run.match(CHARACTER) ?? [];
}
