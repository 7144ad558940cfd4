// Where the axis of a histogram begins and ends, and how wide its bins are.

import { describe, expect, test } from 'vitest';
import type { Span } from '../../server/services/time-axis.ts';
import { axisOf, unitFor } from '../../server/services/time-axis.ts';

const on = (day: string, n = 1): Span => ({ first: day, last: day, n });
const EVER: { from: string | null; to: string | null } = { from: null, to: null };
const axis = (spans: Span[], unit: Parameters<typeof axisOf>[2] = null, window = EVER) => {
  const found = axisOf(spans, window, unit);
  return [found.unit, found.labels[0], found.labels.at(-1), found.labels.length];
};

test.each([
  [1, 'DAY'],
  [62, 'DAY'],
  [63, 'WEEK'],
  [400, 'WEEK'],
  [401, 'MONTH'],
  // 15 years of at most 366 days.
  [5_490, 'MONTH'],
  [5_491, 'YEAR'],
  [73_200, 'YEAR'],
  [73_201, 'DECADE'],
  [732_000, 'DECADE'],
  [732_001, 'CENTURY'],
])('%i days by %s', (days, unit) => {
  expect(unitFor(days)).toBe(unit);
});

describe('a unit that would make more than 2,000 bins gives way to the next one', () => {
  test.each([
    // 14,000 days are 2,000 weeks, or 2,001 where they begin in the middle of one.
    ['DAY', '2000-01-03', '2038-05-02', 'WEEK', 2_000],
    ['DAY', '2000-01-04', '2038-05-03', 'MONTH', 461],
    ['DAY', '2000-01-01', '2005-06-22', 'DAY', 2_000],
    ['DAY', '2000-01-01', '2005-06-23', 'WEEK', 287],
    ['YEAR', '0001-01-01', '2000-12-31', 'YEAR', 2_000],
    ['YEAR', '0001-01-01', '2001-01-01', 'DECADE', 201],
    ['DAY', '0001-01-01', '9999-12-31', 'DECADE', 1_000],
    ['CENTURY', '0001-01-01', '9999-12-31', 'CENTURY', 100],
  ] as const)('%s from %s to %s is drawn by %s', (asked, first, last, unit, bins) => {
    expect(axis([on(first), on(last)], asked).filter((_, index) => index % 3 === 0)).toEqual([unit, bins]);
  });
});

describe('outliers', () => {
  const winter = [on('2021-11-18', 40), on('2022-01-10', 9)];
  test('claims that stand apart get no bins, at either end', () => {
    const plain = ['WEEK', '2021-W46', '2022-W02', 9];
    expect(axis(winter)).toEqual(['DAY', '2021-11-18', '2022-01-10', 54]);
    expect(axis([on('0021-11-18'), ...winter], 'WEEK')).toEqual(plain);
    expect(axis([...winter, on('2201-11-18')], 'WEEK')).toEqual(plain);
    expect(axis([on('0021-11-18'), ...winter, on('9999-01-01')], 'WEEK')).toEqual(plain);
    // A range that begins far away is not drawn to its beginning.
    expect(axis([{ first: '1021-01-01', last: '2021-12-01', n: 1 }, ...winter], 'WEEK')).toEqual(plain);
    expect(axis([{ first: null, last: '0021-12-31', n: 1 }, ...winter], 'WEEK')).toEqual(plain);
  });

  test('two of a hundred may be some, three are none', () => {
    expect(axis([on('0021-11-18', 2), on('2021-11-18', 98)])).toEqual(['DAY', '2021-11-18', '2021-11-18', 1]);
    expect(axis([on('0021-11-18', 3), on('2021-11-18', 97)])).toEqual(['DECADE', '002X', '202X', 201]);
    expect(axis([on('0021-11-18'), on('0121-11-18'), on('2021-11-18', 98)])[1]).toBe('2021-11-18');
  });

  test('of fewer than four there is none', () => {
    expect(axis([on('0021-11-18'), on('2021-11-18', 2)])).toEqual(['DECADE', '002X', '202X', 201]);
    expect(axis([on('0021-11-18'), on('2021-11-18', 3)])).toEqual(['DAY', '2021-11-18', '2021-11-18', 1]);
  });

  test('what lies a few years away, or less far than the others do from each other, is none', () => {
    expect(axis([on('2007-01-01'), ...winter])).toEqual(['MONTH', '2007-01', '2022-01', 181]);
    expect(axis([on('1946-01-01', 20), on('2021-01-01', 20), on('1800-01-01')])[1]).toBe('180X');
    expect(axis([on('1946-01-01', 20), on('2021-01-01', 20), on('1700-01-01')])[1]).toBe('1946');
  });
});

describe('ends', () => {
  test('an open end reaches no farther than what is known, and is known where it is not open', () => {
    expect(axis([{ first: null, last: '2020-06-30', n: 1 }, on('2021-01-01')], 'MONTH')).toEqual([
      'MONTH',
      '2020-06',
      '2021-01',
      8,
    ]);
    expect(axis([{ first: '2021-03-01', last: null, n: 1 }, on('2021-01-01')], 'MONTH')).toEqual([
      'MONTH',
      '2021-01',
      '2021-03',
      3,
    ]);
  });

  test('nothing is drawn outside of the window', () => {
    const window = { from: '2021-02-10', to: '2021-03-10' };
    expect(
      axis(
        [
          { first: '1999-01-01', last: '2021-02-20', n: 1 },
          { first: '2021-03-05', last: '2022-01-01', n: 1 },
        ],
        'MONTH',
        window,
      ),
    ).toEqual(['MONTH', '2021-02', '2021-03', 2]);
  });

  test('an open date whose known day lies outside of the window stretches nothing, unless there is nothing else', () => {
    const window = { from: null, to: '1000-01-01' };
    const until = [{ first: null, last: '2021-12-31', n: 9 }];
    expect(axis([on('0021-11-18'), ...until], null, window)).toEqual(['DAY', '0021-11-18', '0021-11-18', 1]);
    expect(axis(until, null, window)).toEqual(['DAY', '1000-01-01', '1000-01-01', 1]);
  });

  test('without a date there is no axis', () => {
    expect(axisOf([], EVER, null)).toEqual({ unit: 'DAY', labels: [] });
    expect(axisOf([], EVER, 'YEAR')).toEqual({ unit: 'YEAR', labels: [] });
  });
});
