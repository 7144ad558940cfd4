// Packs the parts of a network side by side into a window of a given shape: the largest first, each where the whole grows
// least, nearest to the middle. Without chance: the same parts are packed the same way.

import { type Bounds, type Box, boundsOf, type Point } from './box.ts';

export interface Outline {
  boxes: readonly Box[];
  /** Straight edges between boxes. */
  lines: readonly (readonly [Point, Point])[];
}

/** Free room between two parts, at least. */
const GAP = 28;
const FINEST = 14;
/** So many cells at most stand for all parts: of a large network they are coarser. */
const MOST_CELLS = 8_000;

/** How far to move each part, so that none overlaps another. What is fixed stays, and the others go around it. */
export function pack(parts: readonly Outline[], fixed: Outline | null, aspect: number): Point[] {
  const all = fixed === null ? parts : [...parts, fixed];
  const area = all.reduce((sum, { boxes }) => sum + areaOf(boxes), 0);
  const cell = Math.max(FINEST, Math.sqrt(area / MOST_CELLS));
  const packing = new Packing(aspect);
  if (fixed !== null) packing.add(shapeOf(fixed, cell), { x: 0, y: 0 });
  const offsets = parts.map(() => ({ x: 0, y: 0 }));
  const shapes = parts.map((part, index) => ({ shape: shapeOf(part, cell), index })).sort(largestFirst);
  for (const { shape, index } of shapes) {
    const { x, y } = packing.bestFor(shape);
    packing.add(shape, { x, y });
    offsets[index] = { x: x * cell, y: y * cell };
  }
  return offsets;
}

/** Rows of cells, and in each the first and the last that the part takes: others may have its corners, not its inside. */
interface Shape {
  rows: ReadonlyMap<number, readonly [first: number, last: number]>;
  bounds: Bounds;
}

const largestFirst = (a: { shape: Shape; index: number }, b: { shape: Shape; index: number }) =>
  cellsOf(b.shape) - cellsOf(a.shape) || a.index - b.index;

const cellsOf = ({ rows }: Shape) => [...rows.values()].reduce((sum, [first, last]) => sum + last - first + 1, 0);

function shapeOf({ boxes, lines }: Outline, cell: number): Shape {
  const rows = new Map<number, [number, number]>();
  const take = (x1: number, x2: number, row: number) => {
    const [first, last] = rows.get(row) ?? [x1, x2];
    rows.set(row, [Math.min(first, x1), Math.max(last, x2)]);
  };
  const half = GAP / 2;
  for (const { x, y, halfWidth, halfHeight } of boxes) {
    const x1 = Math.floor((x - halfWidth - half) / cell);
    const x2 = Math.floor((x + halfWidth + half) / cell);
    const last = Math.floor((y + halfHeight + half) / cell);
    for (let row = Math.floor((y - halfHeight - half) / cell); row <= last; row++) take(x1, x2, row);
  }
  for (const [from, to] of lines) {
    const steps = Math.ceil(Math.abs(to.y - from.y) / cell);
    for (let step = 1; step < steps; step++) {
      const share = step / steps;
      const column = Math.floor((from.x + (to.x - from.x) * share) / cell);
      take(column, column, Math.floor((from.y + (to.y - from.y) * share) / cell));
    }
  }
  return { rows, bounds: boundsOfRows(rows) };
}

function boundsOfRows(rows: ReadonlyMap<number, readonly [number, number]>): Bounds {
  const bounds = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  for (const [row, [first, last]] of rows) {
    bounds.x1 = Math.min(bounds.x1, first);
    bounds.x2 = Math.max(bounds.x2, last);
    bounds.y1 = Math.min(bounds.y1, row);
    bounds.y2 = Math.max(bounds.y2, row);
  }
  return bounds;
}

function areaOf(boxes: readonly Box[]): number {
  const { x1, y1, x2, y2 } = boundsOf(boxes);
  return boxes.length === 0 ? 0 : (x2 - x1 + GAP) * (y2 - y1 + GAP);
}

class Packing {
  readonly #aspect: number;
  readonly #rows = new Map<number, [first: number, last: number][]>();
  #bounds: Bounds | null = null;

  constructor(aspect: number) {
    this.#aspect = aspect;
  }

  add({ rows, bounds }: Shape, { x, y }: Point): void {
    for (const [row, [first, last]] of rows) {
      const taken = this.#rows.get(row + y) ?? [];
      taken.push([first + x, last + x]);
      this.#rows.set(row + y, taken);
    }
    this.#bounds = union(this.#bounds, moved(bounds, { x, y }));
  }

  /** The offset at which the whole fits largest into the window; of several, where it is smallest, and nearest its middle. */
  bestFor(shape: Shape): Point {
    const whole = this.#bounds;
    if (whole === null) return { x: 0, y: 0 };
    const { bounds } = shape;
    let best = { x: 0, y: 0 };
    let [least, smallest, nearest] = [Infinity, Infinity, Infinity];
    for (let y = whole.y1 - bounds.y2 - 1; y <= whole.y2 - bounds.y1 + 1; y++) {
      for (let x = whole.x1 - bounds.x2 - 1; x <= whole.x2 - bounds.x1 + 1; x++) {
        const width = Math.max(whole.x2, bounds.x2 + x) - Math.min(whole.x1, bounds.x1 + x) + 1;
        const height = Math.max(whole.y2, bounds.y2 + y) - Math.min(whole.y1, bounds.y1 + y) + 1;
        const size = Math.max(width / this.#aspect, height);
        if (size > least) continue;
        const area = width * height;
        if (size === least && area > smallest) continue;
        const aside = (bounds.x1 + bounds.x2 + 2 * x - whole.x1 - whole.x2) / this.#aspect;
        const away = Math.hypot(aside, bounds.y1 + bounds.y2 + 2 * y - whole.y1 - whole.y2);
        if (size === least && area === smallest && away >= nearest) continue;
        if (this.#overlaps(shape, x, y)) continue;
        best = { x, y };
        [least, smallest, nearest] = [size, area, away];
      }
    }
    return best;
  }

  #overlaps({ rows }: Shape, x: number, y: number): boolean {
    for (const [row, [first, last]] of rows)
      for (const [from, to] of this.#rows.get(row + y) ?? []) if (first + x <= to && last + x >= from) return true;
    return false;
  }
}

const moved = ({ x1, y1, x2, y2 }: Bounds, { x, y }: Point): Bounds => ({
  x1: x1 + x,
  y1: y1 + y,
  x2: x2 + x,
  y2: y2 + y,
});

const union = (one: Bounds | null, other: Bounds): Bounds =>
  one === null
    ? other
    : {
        x1: Math.min(one.x1, other.x1),
        y1: Math.min(one.y1, other.y1),
        x2: Math.max(one.x2, other.x2),
        y2: Math.max(one.y2, other.y2),
      };
