import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakpoints, sizeScale, widthScale } from '../../web/graph/scales.ts';
import { type Bin, binOf, type Sign, signOf } from '../../web/view/balance.ts';
import type { NetworkEdge } from '../../web/view/contracts.ts';

const edge = (supports: number, opposes: number, neutral = 0, mixed = 0): NetworkEdge => {
  const n = supports + opposes + neutral + mixed;
  return {
    speaker: 'act_a',
    target: 'act_b',
    n,
    supports,
    opposes,
    neutral,
    mixed,
    balance: n === 0 ? 0 : (supports - opposes) / n,
  } as NetworkEdge;
};

/** By hand: a sign needs a quarter of the claims on one side and twice the other; mixed is a fifth on both. */
const KNOWN: [supports: number, opposes: number, neutral: number, mixed: number, sign: Sign, bin: Bin][] = [
  // One claim.
  [1, 0, 0, 0, 'supports', 's3'],
  [0, 1, 0, 0, 'opposes', 'o3'],
  [0, 0, 1, 0, 'neutral', 'n0'],
  [0, 0, 0, 1, 'mixed', 'n0'],
  // A quarter is needed: one of eleven, 3 of 13 and 24 of 100 are too few.
  [1, 0, 10, 0, 'neutral', 'n0'],
  [0, 3, 10, 0, 'neutral', 'n0'],
  [24, 0, 76, 0, 'neutral', 'n0'],
  [25, 0, 75, 0, 'supports', 's1'],
  [0, 1, 3, 0, 'opposes', 'o1'],
  [0, 1, 4, 0, 'neutral', 'n0'],
  // So is twice the other side; where both have less than a fifth, nobody has a quarter.
  [26, 13, 61, 0, 'supports', 's1'],
  [26, 14, 60, 0, 'neutral', 'n0'],
  [19, 38, 43, 0, 'opposes', 'o1'],
  [19, 37, 44, 0, 'neutral', 'n0'],
  [19, 19, 62, 0, 'neutral', 'n0'],
  // A fifth on both sides is mixed, whoever has more.
  [2, 8, 0, 0, 'mixed', 'n0'],
  [8, 2, 0, 0, 'mixed', 'n0'],
  [1, 4, 0, 0, 'mixed', 'n0'],
  [20, 20, 60, 0, 'mixed', 'n0'],
  [20, 80, 0, 0, 'mixed', 'n0'],
  [19, 81, 0, 0, 'opposes', 'o2'],
  [1, 8, 0, 0, 'opposes', 'o3'],
  [8, 1, 0, 0, 'supports', 's3'],
  // Claims that are for and against at once.
  [0, 0, 0, 3, 'mixed', 'n0'],
  [1, 0, 1, 2, 'mixed', 'n0'],
  [2, 0, 1, 2, 'supports', 's2'],
  [0, 0, 2, 1, 'neutral', 'n0'],
  // A third and two thirds of the claims more for than against make the color stronger.
  [4, 0, 9, 0, 'supports', 's1'],
  [1, 0, 2, 0, 'supports', 's2'],
  [0, 2, 1, 0, 'opposes', 'o3'],
  [0, 65, 35, 0, 'opposes', 'o2'],
  // No claim.
  [0, 0, 0, 0, 'neutral', 'n0'],
];

describe('the sign and the color of an edge', () => {
  test.each(KNOWN)('of %i for, %i against, %i neutral, %i both at once: %s, %s', (s, o, n, m, sign, bin) => {
    expect([signOf(edge(s, o, n, m)), binOf(edge(s, o, n, m))]).toEqual([sign, bin]);
  });

  test('never agree with the side that has fewer claims, and are mirrored', () => {
    const count = fc.nat({ max: 60 });
    const other: Record<Sign, Sign> = { supports: 'opposes', opposes: 'supports', neutral: 'neutral', mixed: 'mixed' };
    fc.assert(
      fc.property(count, count, count, count, (supports, opposes, neutral, mixed) => {
        const one = edge(supports, opposes, neutral, mixed);
        const mirrored = edge(opposes, supports, neutral, mixed);
        const sign = signOf(one);
        if (sign === 'supports') expect(supports).toBeGreaterThan(opposes);
        if (sign === 'opposes') expect(opposes).toBeGreaterThan(supports);
        expect(signOf(mirrored)).toBe(other[sign]);
        expect(binOf(one)[0]).toBe({ supports: 's', opposes: 'o', neutral: 'n', mixed: 'n' }[sign]);
        expect(binOf(mirrored).slice(1)).toBe(binOf(one).slice(1));
      }),
    );
  });
});

describe('width and size', () => {
  test('grow with the count, within 1.25 and 8 px, and one claim is thin', () => {
    const width = widthScale(400);
    expect(width(1)).toBe(1.25);
    expect(width(400)).toBe(8);
    for (let n = 1; n < 400; n++) expect(width(n)).toBeLessThan(width(n + 1));
  });

  test('a network of single claims has no thick edges', () => {
    expect(widthScale(1)(1)).toBe(1.25);
  });

  test('the area of a node, beyond its smallest, grows in proportion', () => {
    const size = sizeScale(100);
    expect((size(100) - size(0)) / (size(25) - size(0))).toBeCloseTo(2);
  });
});

test('the legend names numbers that occur', () => {
  expect(breakpoints([])).toEqual([]);
  expect(breakpoints([1, 1, 1])).toEqual([1]);
  expect(breakpoints([1, 2, 3, 4, 12])).toEqual([1, 4, 12]);
});
