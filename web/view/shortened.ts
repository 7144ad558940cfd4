// A text cut to a number of letters as people count them: never within a flag, an accent or half of a rare sign.

import { LANGUAGE } from '../messages.ts';

const letters = new Intl.Segmenter(LANGUAGE);

/** `most` counts the three dots too. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const all = Array.from(letters.segment(text), ({ segment }) => segment);
  return all.length <= most
    ? text
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
