// The geometry that layouts share: points and boxes on the canvas, in pixels at zoom 1.

export interface Point {
  x: number;
  y: number;
}

/** A node with its name: its center, and half of its width and height. */
export interface Box extends Point {
  halfWidth: number;
  halfHeight: number;
}

export interface Bounds {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export function boundsOf(boxes: readonly Box[]): Bounds {
  const bounds = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  for (const { x, y, halfWidth, halfHeight } of boxes) {
    bounds.x1 = Math.min(bounds.x1, x - halfWidth);
    bounds.y1 = Math.min(bounds.y1, y - halfHeight);
    bounds.x2 = Math.max(bounds.x2, x + halfWidth);
    bounds.y2 = Math.max(bounds.y2, y + halfHeight);
  }
  return bounds;
}

export function meanOf(points: readonly Point[]): Point {
  if (points.length === 0) return { x: 0, y: 0 };
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
