import { describe, expect, test } from 'vitest';
import { nearestTowards, startPositions } from '../../web/graph/positions.ts';

const known = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 100, y: 0 }],
]);

describe('a new node', () => {
  test('starts near the middle of its neighbours', () => {
    const links = [
      { source: 'new', target: 'a' },
      { source: 'b', target: 'new' },
    ];
    const { x, y } = startPositions(['new'], links, known).get('new') ?? { x: Number.NaN, y: Number.NaN };
    expect(Math.hypot(x - 50, y)).toBeLessThan(60);
  });

  test('never starts on top of another new one', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `new${index}`);
    const points = [...startPositions(ids, [], known).values()];
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
