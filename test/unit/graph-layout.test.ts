// The organic layout and its steps, by what a reader sees: no name on another, every part as readable as if it stood alone,
// and what grows stays near.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startPositions } from '../../web/graph/positions.ts';
import { type Box, boundsOf, type Point } from '../../web/workers/box.ts';
import { nearestFree } from '../../web/workers/nearest-free.ts';
import { type OrganicNode, organicLayout } from '../../web/workers/organic-layout.ts';
import { type Outline, pack } from '../../web/workers/pack.ts';
import { connectedParts } from '../../web/workers/parts.ts';

/** Of the canvas at 1440 x 900, without what stands over it. */
const WINDOW = { width: 939, height: 488 };
const ASPECT = WINDOW.width / WINDOW.height;

type Drawn = Map<string, Point>;
type Links = [source: string, target: string][];

/** A name of eleven letters below a round node. */
const BOX: Box = { x: 0, y: 9, halfWidth: 38, halfHeight: 24 };

/** What is drawn already stays; the rest starts as the canvas has it start. */
function layOut(pairs: Links, drawn: Drawn = new Map()): Drawn {
  const ids = [...new Set([...drawn.keys(), ...pairs.flat()])];
  const links = pairs.map(([source, target]) => ({ source, target, weight: 1 }));
  const added = ids.filter((id) => !drawn.has(id));
  const starts = drawn.size === 0 ? new Map<string, Point>() : startPositions(added, links, drawn);
  const nodes = ids.map((id): OrganicNode => {
    const position = drawn.get(id) ?? starts.get(id) ?? null;
    return { id, position, fixed: drawn.has(id), box: BOX };
  });
  const answers = organicLayout({ nodes, links, aspect: ASPECT });
  const last = [...answers].at(-1);
  expect(last?.done).toBe(1);
  return new Map(
    ids.map((id, index) => [id, { x: last?.positions[2 * index] ?? 0, y: last?.positions[2 * index + 1] ?? 0 }]),
  );
}

const at = (drawn: Drawn, id: string): Point => {
  const point = drawn.get(id);
  if (point === undefined) throw new Error(`${id} is not drawn`);
  return point;
};

const boxesOf = (drawn: Drawn): Box[] =>
  [...drawn.values()].map(({ x, y }) => ({ ...BOX, x: x + BOX.x, y: y + BOX.y }));

/** How large everything can be shown. */
function zoomOf(drawn: Drawn): number {
  const { x1, y1, x2, y2 } = boundsOf(boxesOf(drawn));
  return Math.min(WINDOW.width / (x2 - x1), WINDOW.height / (y2 - y1));
}

function overlapping(boxes: readonly Box[]): [Box, Box][] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          Math.abs(one.x - other.x) < one.halfWidth + other.halfWidth &&
          Math.abs(one.y - other.y) < one.halfHeight + other.halfHeight,
      )
      .map((other): [Box, Box] => [one, other]),
  );
}

const star = (name: string, points: number): Links =>
  Array.from({ length: points }, (_, index) => [`${name}${index + 1}`, `${name}0`]);

test('parts are what links join, either way and over any number of steps', () => {
  const links = [
    { source: 'b', target: 'a' },
    { source: 'd', target: 'e' },
    { source: 'c', target: 'b' },
    { source: 'f', target: 'f' },
  ];
  expect(connectedParts(['a', 'd', 'b', 'c', 'f', 'e', 'g'], links)).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
    ['f'],
    ['g'],
  ]);
});

describe('the organic layout', () => {
  test('puts five stars side by side, large enough to read and with no name on another', () => {
    const drawn = layOut(['a', 'b', 'c', 'd', 'e'].flatMap((name) => star(name, 4)));
    expect(drawn.size).toBe(25);
    expect(overlapping(boxesOf(drawn))).toEqual([]);
    // Names of 12 pixels at zoom 1 are 9 high.
    expect(zoomOf(drawn)).toBeGreaterThan(0.75);
  });

  test('draws a part as if it stood alone', () => {
    const alone = layOut(star('a', 6));
    const beside = layOut([...star('a', 6), ...star('b', 3), ['x', 'y']]);
    const moved = { x: at(beside, 'a0').x - at(alone, 'a0').x, y: at(beside, 'a0').y - at(alone, 'a0').y };
    for (const [id, { x, y }] of alone) {
      expect(at(beside, id).x - moved.x).toBeCloseTo(x, 2);
      expect(at(beside, id).y - moved.y).toBeCloseTo(y, 2);
    }
  });

  test('lets a lone pair shrink the rest by less than a twentieth', () => {
    const rest = [...star('a', 12), ...star('b', 5), ['a1', 'b1'] as [string, string]];
    expect(zoomOf(layOut([...rest, ['x', 'y']]))).toBeGreaterThan(0.95 * zoomOf(layOut(rest)));
  });

  test('is the same whenever it is asked', () => {
    const links = [...star('a', 7), ...star('b', 2), ['a1', 'a2'] as [string, string]];
    expect(layOut(links)).toEqual(layOut(links));
  });

  test('turns a long part along the window', () => {
    const chain = Array.from({ length: 7 }, (_, index): [string, string] => [`n${index}`, `n${index + 1}`]);
    const { x1, y1, x2, y2 } = boundsOf(boxesOf(layOut(chain)));
    expect((x2 - x1) / (y2 - y1)).toBeGreaterThan(1);
  });
});

describe('what is added to a drawn network', () => {
  const drawn = layOut([...star('a', 8), ...star('b', 5), ['a1', 'b1']]);
  const known: Links = [...star('a', 8), ...star('b', 5), ['a1', 'b1']];
  const topics: Links = [
    ['a1', 't1'],
    ['a2', 't1'],
    ['a3', 't2'],
    ['b0', 't3'],
    ['b1', 't3'],
    ['a0', 't4'],
    ['b2', 't5'],
    ['u', 'v'],
  ];
  const grown = layOut([...known, ...topics], drawn);

  test('moves nothing that was there', () => {
    for (const [id, { x, y }] of drawn) {
      expect(at(grown, id).x).toBeCloseTo(x, 2);
      expect(at(grown, id).y).toBeCloseTo(y, 2);
    }
  });

  test('lands on no name, and near: about as far from its neighbors as they are from each other', () => {
    expect(overlapping(boxesOf(grown))).toEqual([]);
    for (const [id, topic] of topics.slice(0, -1)) {
      const [from, to] = [at(grown, id), at(grown, topic)];
      expect(Math.hypot(from.x - to.x, from.y - to.y)).toBeLessThan(300);
    }
  });

  test('makes the whole little larger, a pair of its own too', () => {
    expect(zoomOf(grown)).toBeGreaterThan(0.7 * zoomOf(drawn));
    const { x1, y1, x2, y2 } = boundsOf(boxesOf(drawn));
    for (const id of ['u', 'v']) {
      expect(at(grown, id).x).toBeGreaterThan(x1 - 200);
      expect(at(grown, id).x).toBeLessThan(x2 + 200);
      expect(at(grown, id).y).toBeGreaterThan(y1 - 150);
      expect(at(grown, id).y).toBeLessThan(y2 + 150);
    }
  });
});

test('a network that grows from one drawn record gets edges as long as one that is drawn at once', () => {
  const ring = Array.from({ length: 12 }, (_, index): [string, string] => [`r${index}`, `r${(index + 1) % 12}`]);
  const links: Links = [...ring, ...star('a', 6), ['a1', 'r3'], ...star('b', 4), ['b0', 'r9']];
  const lengths = (drawn: Drawn) =>
    links.map(([from, to]) => Math.hypot(at(drawn, from).x - at(drawn, to).x, at(drawn, from).y - at(drawn, to).y));
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const grown = layOut(links, new Map([['r0', { x: 1000, y: -500 }]]));
  expect(at(grown, 'r0')).toEqual({ x: 1000, y: -500 });
  const ratio = mean(lengths(grown)) / mean(lengths(layOut(links)));
  expect(ratio).toBeGreaterThan(0.9);
  expect(ratio).toBeLessThan(1.3);
});

const box = fc.record({
  x: fc.integer({ min: -200, max: 200 }),
  y: fc.integer({ min: -200, max: 200 }),
  halfWidth: fc.integer({ min: 10, max: 70 }),
  halfHeight: fc.integer({ min: 10, max: 30 }),
});

describe('the nearest free room', () => {
  test('leaves no box on another, and those that are fixed where they are', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 2, maxLength: 12 }), box, (boxes, first) => {
        const all = [{ ...first, fixed: true }, ...boxes.map((one) => ({ ...one, fixed: false }))];
        const moved = nearestFree(all, 1.5);
        expect(overlapping(moved)).toEqual([]);
        expect(moved[0]).toEqual(all[0]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('is where a box is already when nothing lies there', () => {
    const apart = [0, 200, 400].map((x) => ({ x, y: 0, halfWidth: 60, halfHeight: 20, fixed: false }));
    expect(nearestFree(apart, 1.5)).toEqual(apart);
  });

  test('is beside a box of the same kind, not far off', () => {
    const here = { x: 0, y: 0, halfWidth: 60, halfHeight: 20 };
    const [, other] = nearestFree(
      [
        { ...here, fixed: true },
        { ...here, fixed: false },
      ],
      1.5,
    );
    expect(Math.hypot(other?.x ?? 0, other?.y ?? 0)).toBeLessThan(80);
  });
});

describe('packed parts', () => {
  const outline = fc.array(box, { minLength: 1, maxLength: 5 }).map((boxes): Outline => ({ boxes, lines: [] }));
  const moved = ({ boxes }: Outline, { x, y }: Point) => boxes.map((one) => ({ ...one, x: one.x + x, y: one.y + y }));

  test('do not overlap each other, nor what is fixed', () => {
    fc.assert(
      fc.property(fc.array(outline, { maxLength: 6 }), fc.option(outline), (parts, fixed) => {
        const offsets = pack(parts, fixed, 1.5);
        const placed = parts.map((part, index) => moved(part, offsets[index] ?? { x: 0, y: 0 }));
        if (fixed !== null) placed.push([...fixed.boxes]);
        const pairs = placed.flatMap((one, index) => placed.slice(index + 1).map((other) => [one, other] as const));
        for (const [one, other] of pairs)
          for (const a of one) for (const b of other) expect(overlapping([a, b])).toEqual([]);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test('fill a wide window side by side and a high one one below the other', () => {
    const parts = Array.from({ length: 6 }, () => ({
      boxes: [{ x: 0, y: 0, halfWidth: 100, halfHeight: 100 }],
      lines: [],
    }));
    const shape = (aspect: number) => {
      const offsets = pack(parts, null, aspect);
      const { x1, y1, x2, y2 } = boundsOf(
        parts.flatMap((part, index) => moved(part, offsets[index] ?? { x: 0, y: 0 })),
      );
      return [x2 - x1, y2 - y1].map((size) => Math.ceil(size / 250));
    };
    expect(shape(1.5)).toEqual([3, 2]);
    expect(shape(1 / 1.5)).toEqual([2, 3]);
    expect(shape(10)).toEqual([6, 1]);
  });

  test('do not come to lie on the edge of another', () => {
    const far = { x: 600, y: 600, halfWidth: 10, halfHeight: 10 };
    const near = { ...far, x: 0, y: 0 };
    const long: Outline = { boxes: [near, far], lines: [[near, far]] };
    const small: Outline = { boxes: [{ x: 0, y: 0, halfWidth: 30, halfHeight: 30 }], lines: [] };
    const [offset = { x: 0, y: 0 }] = pack([small], long, 1);
    // The edge is where x equals y; half of the diagonal of the small box is 43.
    expect(Math.abs(offset.x - offset.y) / Math.SQRT2).toBeGreaterThan(43);
  });
});
