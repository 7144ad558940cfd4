// Where new nodes start: at the centroid of their neighbors that already have a position, a little apart from each other.
// Pure and without chance: the same network starts the same way.

import { meanOf, type Point } from '../workers/box.ts';
import type { Link } from '../workers/parts.ts';

/** Golden angle: points on its spiral never fall on a line. */
const TURN = Math.PI * (3 - Math.sqrt(5));
const STEP = 34;

export function startPositions(
  ids: readonly string[],
  links: readonly Link[],
  known: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const found = new Map<string, Point>();
  ids.forEach((id, index) => {
    const near = links.flatMap(({ source, target }) => {
      const other = source === id ? target : target === id ? source : null;
      const point = other === null ? undefined : known.get(other);
      return point === undefined ? [] : [point];
    });
    const center = meanOf(near.length > 0 ? near : [...known.values()]);
    const radius = STEP * Math.sqrt(index + 1);
    found.set(id, { x: center.x + radius * Math.cos(index * TURN), y: center.y + radius * Math.sin(index * TURN) });
  });
  return found;
}

/** The nearest other node within 45 degrees of a direction; null when there is none. */
export function nearestTowards(from: Point, towards: Point, others: ReadonlyMap<string, Point>): string | null {
  let best: string | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  for (const [id, point] of others) {
    const x = point.x - from.x;
    const y = point.y - from.y;
    const along = x * towards.x + y * towards.y;
    const across = Math.abs(x * towards.y - y * towards.x);
    const distance = along + 2 * across;
    if (along > 0 && across <= along && distance < shortest) {
      best = id;
      shortest = distance;
    }
  }
  return best;
}
