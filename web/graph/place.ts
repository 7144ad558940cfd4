// Where new nodes start: at the centroid of their neighbours that already have a place, a little apart from each other.
// Pure and without chance: the same network is placed the same way.

export interface Point {
  x: number;
  y: number;
}

export interface Link {
  source: string;
  target: string;
}

/** Golden angle: points on its spiral never fall on a line. */
const TURN = Math.PI * (3 - Math.sqrt(5));
const STEP = 34;

export function placeNew(
  ids: readonly string[],
  links: readonly Link[],
  placed: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const found = new Map<string, Point>();
  ids.forEach((id, index) => {
    const near = links.flatMap(({ source, target }) => {
      const other = source === id ? target : target === id ? source : null;
      const point = other === null ? undefined : placed.get(other);
      return point === undefined ? [] : [point];
    });
    const centre = centroid(near.length > 0 ? near : [...placed.values()]);
    const radius = STEP * Math.sqrt(index + 1);
    found.set(id, { x: centre.x + radius * Math.cos(index * TURN), y: centre.y + radius * Math.sin(index * TURN) });
  });
  return found;
}

export function centroid(points: readonly Point[]): Point {
  if (points.length === 0) return { x: 0, y: 0 };
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
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
