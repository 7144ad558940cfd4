import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakpoints, sizeScale, widthScale } from '../../web/graph/scales.ts';
import { binOf, signOf } from '../../web/view/balance.ts';
import type { NetworkEdge } from '../../web/view/slots.ts';

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
    balance: (supports - opposes) / n,
  } as NetworkEdge;
};

describe('the colour of an edge', () => {
  test('is grey only at zero, and mirrored around it', () => {
    expect([-1, -0.5, -0.1, 0, 0.1, 0.5, 1].map(binOf)).toEqual(['o3', 'o2', 'o1', 'n0', 's1', 's2', 's3']);
  });

  test('never puts a critical edge on the side of support', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (balance) => {
        const side = binOf(balance)[0];
        if (Math.abs(balance) >= 1e-9) expect(side).toBe(balance < 0 ? 'o' : 's');
      }),
    );
  });
});

describe('the sign of an edge', () => {
  test('is mixed when both sides hold at least a fifth', () => {
    expect(signOf(edge(2, 8))).toBe('mixed');
    expect(signOf(edge(1, 8))).toBe('opposes');
    expect(signOf(edge(8, 1))).toBe('supports');
  });

  test('keeps mixed claims apart from neutral ones', () => {
    expect(signOf(edge(0, 0, 0, 3))).toBe('mixed');
    expect(signOf(edge(0, 0, 3))).toBe('neutral');
    expect(signOf(edge(0, 0, 2, 1))).toBe('neutral');
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
