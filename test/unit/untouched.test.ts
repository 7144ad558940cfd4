import { expect, test } from 'vitest';
import { placesLeftAlone } from '../../server/domain/untouched.ts';

const at = (before: string, now: string, words: string, nth = 0) => {
  const units = [...before.matchAll(new RegExp(words, 'g'))].map(({ index }) => index);
  return placesLeftAlone(before, now, units[nth] ?? -1, words.length);
};
const line = (who: string) => `Member ${who}: I agree.\n`;
const MINUTES = line('A') + line('B') + line('C');

test('what lies before an edit stays, what lies after it moves along, and of what was edited nothing is said', () => {
  const now = `${line('A')}Chair: Order.\n${line('C')}`;
  expect(at(MINUTES, now, 'I agree', 0)).toEqual([10]);
  expect(at(MINUTES, now, 'I agree', 1)).toEqual([]);
  expect(at(MINUTES, now, 'I agree', 2)).toEqual([now.length - 9]);
});

test('where a line is put in that was there already, nobody can say which is the copy', () => {
  const now = line('A') + line('B') + line('B') + line('C');
  expect(at(MINUTES, now, 'I agree', 1)).toEqual([29, 48]);
  expect(at(MINUTES, now, 'I agree', 0)).toEqual([10]);
});

test('that other words end alike is chance, until a line or much text lies between', () => {
  expect(at('Ada: No. Yes.', 'Bo: No. Yes.', 'Yes')).toEqual([]);
  expect(at('Ada: No.\nYes.', 'Bo: No.\nYes.', 'Yes')).toEqual([8]);
  const much = 'so and so '.repeat(13);
  expect(at(`Ada ${much}yes.`, `Bo ${much}yes.`, 'yes')).toEqual([3 + much.length]);
});

test('a text that is the same, or was all replaced', () => {
  expect(at(MINUTES, MINUTES, 'I agree', 1)).toEqual([29]);
  expect(at(MINUTES, 'xyz', 'I agree', 1)).toEqual([]);
  expect(at(MINUTES, '', 'I agree', 1)).toEqual([]);
});
