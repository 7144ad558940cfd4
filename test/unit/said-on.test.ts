// Dates in words: nothing gets more exact than it was written.

import { expect, test } from 'vitest';
import { dateText, rangeText } from '../../web/said-on.ts';

test.each([
  ['2021-11-18', '18 Nov 2021'],
  ['2021-12', 'Dec 2021'],
  ['2021', '2021'],
  ['2014-21', 'spring 2014'],
  ['2013-24', 'winter 2013'],
  ['2022-01-06/2022-01-10', '6–10 Jan 2022'],
  ['2021-12-20/2022-01-10', '20 Dec 2021 – 10 Jan 2022'],
  ['2021-11-01/2021-12-15', '1 Nov – 15 Dec 2021'],
  ['2021-11/2022-01', 'Nov 2021 – Jan 2022'],
  ['2021-11/..', 'since Nov 2021'],
  ['../2021-12', 'until Dec 2021'],
  ['2020-06~', 'about Jun 2020'],
  ['2020?', '2020 (uncertain)'],
  ['2020%', 'about 2020 (uncertain)'],
  ['[2022-01-06..2022-01-10]', 'once in 6–10 Jan 2022'],
  ['201X', '2010s'],
  ['20XX', '2000–2099'],
  ['1XXX', '1000–1999'],
  ['0021-11-18', '18 Nov 0021'],
  ['0021-11', 'Nov 0021'],
  ['0999', '0999'],
  ['0021-11-18/0021-12-02', '18 Nov – 2 Dec 0021'],
  ['-0044-03-15', '15 Mar -0044'],
  ['', 'undated'],
  [null, 'undated'],
])('%s reads %s', (edtf, words) => {
  expect(dateText(edtf)).toBe(words);
});

test('a range of one day is that day', () => {
  expect(rangeText('2021-11-18', '2021-11-18')).toBe('18 Nov 2021');
});
