// Moves boxes (a node with its name) to the nearest free room, and leaves fixed ones where they are: no name lies on
// another, what grows around a drawn network lands near where it belongs, and what stood well already stays.

import type { Box } from './box.ts';

const GAP = 8;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** From one point that is tried to the next, on a spiral. */
const STEP = 8;
/** As far as about 500 pixels; what finds no room there stays where it is. */
const TRIES = 4_000;
/** Boxes are looked up by squares of this size. */
const SQUARE = 128;
/** More than any canvas has, so that every square has a number of its own. */
const COLUMNS = 1_000_000;

/** `aspect`: width by height of the window, in which room is looked for as far sideways. */
export function nearestFree<Item extends Box & { fixed: boolean }>(boxes: readonly Item[], aspect: number): Item[] {
  const taken = new TakenRoom();
  for (const box of boxes) if (box.fixed) taken.add(box);
  const [wide, high] = [Math.sqrt(aspect), 1 / Math.sqrt(aspect)];
  return boxes.map((box) => {
    if (box.fixed) return box;
    for (let step = 0; step < TRIES; step++) {
      const radius = STEP * Math.sqrt(step);
      const angle = step * GOLDEN_ANGLE;
      const there = {
        ...box,
        x: box.x + radius * wide * Math.cos(angle),
        y: box.y + radius * high * Math.sin(angle),
      };
      if (taken.has(there)) continue;
      taken.add(there);
      return there;
    }
    taken.add(box);
    return box;
  });
}

class TakenRoom {
  readonly #squares = new Map<number, Box[]>();

  add(box: Box): void {
    someSquare(box, (square) => {
      const known = this.#squares.get(square);
      if (known === undefined) this.#squares.set(square, [box]);
      else known.push(box);
      return false;
    });
  }

  /** Whether a box would lie on one that was added, or too near to it. */
  has(box: Box): boolean {
    return someSquare(box, (square) => this.#squares.get(square)?.some((other) => tooNear(box, other)) ?? false);
  }
}

/** Whether the test holds for any of the squares that a box with its gap lies on. */
function someSquare({ x, y, halfWidth, halfHeight }: Box, test: (square: number) => boolean): boolean {
  const lastRow = Math.floor((y + halfHeight + GAP) / SQUARE);
  const lastColumn = Math.floor((x + halfWidth + GAP) / SQUARE);
  for (let row = Math.floor((y - halfHeight - GAP) / SQUARE); row <= lastRow; row++)
    for (let column = Math.floor((x - halfWidth - GAP) / SQUARE); column <= lastColumn; column++)
      if (test(row * COLUMNS + column)) return true;
  return false;
}

const tooNear = (one: Box, other: Box): boolean =>
  Math.abs(one.x - other.x) < one.halfWidth + other.halfWidth + GAP &&
  Math.abs(one.y - other.y) < one.halfHeight + other.halfHeight + GAP;
