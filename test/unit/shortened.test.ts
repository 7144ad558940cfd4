// Long names on the canvas: cut between what people take for letters.

import { expect, test } from 'vitest';
import { shortened } from '../../web/view/shortened.ts';

test.each([
  ['short', 8, 'short'],
  ['exactly8', 8, 'exactly8'],
  ['one letter too many', 8, 'one let…'],
  ['a blank at the cut', 3, 'a…'],
  // Two units each: between the halves of the fourth the old cut fell.
  ['𝔄𝔅ℭ𝔇𝔈𝔉', 4, '𝔄𝔅ℭ…'],
  ['𝔄𝔅ℭ𝔇𝔈𝔉', 6, '𝔄𝔅ℭ𝔇𝔈𝔉'],
  // A flag is two signs, a family seven, a letter with its accent two.
  ['🇺🇦🇩🇪🇫🇷', 2, '🇺🇦…'],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, '👨‍👩‍👧‍👦…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
])('%s to %i letters is %s', (text, most, cut) => {
  expect(shortened(text, most)).toBe(cut);
  expect(cut.isWellFormed()).toBe(true);
});
