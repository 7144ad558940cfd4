// Days on the time axis and back, and dates as somebody writes them.

import { describe, expect, test } from 'vitest';
import { type Bin, dayFrom, inside, moved, snapped, stretchOf, ticksOf, windowOf } from '../../web/time/bins.ts';

const bin = (label: string, from: string, to: string): Bin => ({
  label,
  from,
  to,
  n: 1,
  certain: 1,
  supports: 0,
  opposes: 0,
  neutral: 1,
  mixed: 0,
});
const months = (year: number, first: number, number: number): Bin[] =>
  Array.from({ length: number }, (_, index) => {
    const from = new Date(Date.UTC(year, first - 1 + index, 1));
    const to = new Date(Date.UTC(year, first + index, 0));
    return bin(from.toISOString().slice(0, 7), from.toISOString().slice(0, 10), to.toISOString().slice(0, 10));
  });
const winter = months(2021, 10, 6);

describe('the axis', () => {
  test('a window of whole bins lies on their boundaries, and gives the window back', () => {
    const stretch = stretchOf(winter, '2021-11-01', '2021-12-31');
    expect(stretch).toEqual({ start: 1, end: 3 });
    expect(windowOf(winter, stretch)).toEqual({ from: '2021-11-01', to: '2021-12-31' });
  });

  test('a day within a bin lies within it', () => {
    const { start, end } = stretchOf(winter, '2021-11-16', '2021-11-30');
    expect(start).toBeCloseTo(1.5, 5);
    expect(end).toBe(2);
  });

  test('a window outside lies at the end on its side', () => {
    expect(stretchOf(winter, '1999-01-01', '1999-12-31')).toEqual({ start: 0, end: 0 });
    expect(stretchOf(winter, '2030-01-01', null)).toEqual({ start: 6, end: 6 });
  });

  test('the whole axis is no window', () => {
    expect(windowOf(winter, { start: 0, end: 6 })).toEqual({ from: null, to: null });
    expect(stretchOf(winter, null, null)).toEqual({ start: 0, end: 6 });
  });

  test('is never narrower than a bin, nor wider than itself', () => {
    expect(snapped(winter, { start: 2.2, end: 2.3 })).toEqual({ start: 2, end: 3 });
    expect(snapped(winter, { start: -5, end: 99 })).toEqual({ start: 0, end: 6 });
    expect(snapped(winter, { start: 6, end: 6 })).toEqual({ start: 5, end: 6 });
  });

  test('a window that is moved keeps its width at both ends', () => {
    expect(moved(winter, { start: 1, end: 3 }, 10)).toEqual({ start: 4, end: 6 });
    expect(moved(winter, { start: 1, end: 3 }, -10)).toEqual({ start: 0, end: 2 });
  });

  test('a bin that the window touches counts as inside', () => {
    const stretch = stretchOf(winter, '2021-11-16', '2021-12-10');
    expect(winter.map((_, index) => inside(index, stretch))).toEqual([false, true, true, false, false, false]);
  });

  test('labels keep their distance and do not run out of the axis', () => {
    const long = months(2010, 1, 120);
    const ticks = ticksOf(long, 20, (month) => month);
    expect(ticks.map(({ text }) => text)).toEqual(['2010', '2012', '2014', '2016', '2018']);
    expect(ticksOf(winter, 2, (from) => from.slice(0, 7)).map(({ text }) => text)).toEqual([
      '2021-10',
      '2021-12',
      '2022-02',
    ]);
  });
});

test.each([
  ['2021-11-18', 'from', '2021-11-18'],
  ['2021', 'from', '2021-01-01'],
  ['2021', 'to', '2021-12-31'],
  ['2024-02', 'to', '2024-02-29'],
  [' 2021-11 ', 'from', '2021-11-01'],
  ['2021-02-30', 'from', null],
  ['2021-13', 'to', null],
  ['next week', 'from', null],
  ['20211118', 'from', null],
] as const)('%s written on the side %s is %s', (text, side, day) => {
  expect(dayFrom(text, side)).toBe(day);
});
