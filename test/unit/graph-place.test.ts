import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestTowards, placeNew } from '../../web/graph/place.ts';
import { separate } from '../../web/workers/separate.ts';

const placed = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 100, y: 0 }],
]);

describe('a new node', () => {
  test('starts near the middle of its neighbours', () => {
    const links = [
      { source: 'new', target: 'a' },
      { source: 'b', target: 'new' },
    ];
    const { x, y } = placeNew(['new'], links, placed).get('new') ?? { x: Number.NaN, y: Number.NaN };
    expect(Math.hypot(x - 50, y)).toBeLessThan(60);
  });

  test('never starts on top of another new one', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `new${index}`);
    const points = [...placeNew(ids, [], placed).values()];
    const distances = points.flatMap((one, first) =>
      points.slice(first + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    );
    expect(Math.min(...distances)).toBeGreaterThan(10);
  });
});

describe('walking with the arrows', () => {
  const around = new Map([
    ['right', { x: 50, y: 10 }],
    ['further right', { x: 200, y: 0 }],
    ['below', { x: 5, y: 80 }],
  ]);

  test('goes to the nearest node that way', () => {
    expect(nearestTowards({ x: 0, y: 0 }, { x: 1, y: 0 }, around)).toBe('right');
    expect(nearestTowards({ x: 0, y: 0 }, { x: 0, y: 1 }, around)).toBe('below');
  });

  test('stays where nothing lies that way', () => {
    expect(nearestTowards({ x: 0, y: 0 }, { x: -1, y: 0 }, around)).toBeNull();
  });
});

describe('names', () => {
  const box = fc.record({
    x: fc.integer({ min: -200, max: 200 }),
    y: fc.integer({ min: -200, max: 200 }),
    halfWidth: fc.integer({ min: 10, max: 70 }),
    halfHeight: fc.integer({ min: 10, max: 30 }),
  });

  test('are pushed apart until none overlap', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 2, maxLength: 8 }), (boxes) => {
        const positions = Float32Array.from(boxes.flatMap(({ x, y }) => [x, y]));
        const all = boxes.map((one) => ({ ...one, fixed: false }));
        separate(all, positions);
        for (let a = 0; a < all.length; a++) {
          for (let b = a + 1; b < all.length; b++) {
            const [one, other] = [boxes[a], boxes[b]];
            if (one === undefined || other === undefined) continue;
            const apartX =
              Math.abs((positions[2 * a] ?? 0) - (positions[2 * b] ?? 0)) - one.halfWidth - other.halfWidth;
            const apartY =
              Math.abs((positions[2 * a + 1] ?? 0) - (positions[2 * b + 1] ?? 0)) - one.halfHeight - other.halfHeight;
            expect(Math.max(apartX, apartY)).toBeGreaterThan(0);
          }
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('leave fixed ones where they are', () => {
    const positions = Float32Array.from([0, 0, 5, 5]);
    separate(
      [
        { fixed: true, halfWidth: 30, halfHeight: 10 },
        { fixed: false, halfWidth: 30, halfHeight: 10 },
      ],
      positions,
    );
    expect([...positions.slice(0, 2)]).toEqual([0, 0]);
    expect([...positions.slice(2)]).not.toEqual([5, 5]);
  });
});
