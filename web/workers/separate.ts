// Pushes overlapping boxes (a node with its name) apart along the shorter way, until none overlap or it has tried enough.
// Fixed boxes stay. The library at hand knows circles only, and a name is five times as wide as high.

interface Box {
  fixed: boolean;
  halfWidth: number;
  halfHeight: number;
}

const TRIES = 120;
const GAP = 6;

/** Changes `positions` (x and y of each box) in place. */
export function separate(boxes: readonly Box[], positions: Float32Array): void {
  for (let round = 0; round < TRIES; round++) {
    const order = boxes.map((_box, index) => index).sort((a, b) => (positions[2 * a] ?? 0) - (positions[2 * b] ?? 0));
    let moved = false;
    for (let first = 0; first < order.length; first++) {
      for (let second = first + 1; second < order.length; second++) {
        const a = order[first] ?? 0;
        const b = order[second] ?? 0;
        const reach = WIDEST + (boxes[a]?.halfWidth ?? 0);
        if ((positions[2 * b] ?? 0) - (positions[2 * a] ?? 0) > reach) break;
        if (push(boxes, positions, a, b)) moved = true;
      }
    }
    if (!moved) return;
  }
}

/** No box is wider than a name of full width. */
const WIDEST = 90;

function push(boxes: readonly Box[], positions: Float32Array, a: number, b: number): boolean {
  const one = boxes[a];
  const other = boxes[b];
  if (one === undefined || other === undefined || (one.fixed && other.fixed)) return false;
  const dx = (positions[2 * b] ?? 0) - (positions[2 * a] ?? 0);
  const dy = (positions[2 * b + 1] ?? 0) - (positions[2 * a + 1] ?? 0);
  const overlapX = one.halfWidth + other.halfWidth + GAP - Math.abs(dx);
  const overlapY = one.halfHeight + other.halfHeight + GAP - Math.abs(dy);
  if (overlapX <= 0 || overlapY <= 0) return false;
  // A canvas is wider than high: names move sideways unless that is far the longer way.
  const axis = overlapX < 2 * overlapY ? 0 : 1;
  const way = (axis === 0 ? dx : dy) < 0 ? -1 : 1;
  const far = (axis === 0 ? overlapX : overlapY) * way;
  const share = one.fixed || other.fixed ? 1 : 0.5;
  if (!one.fixed) positions[2 * a + axis] = (positions[2 * a + axis] ?? 0) - far * share;
  if (!other.fixed) positions[2 * b + axis] = (positions[2 * b + axis] ?? 0) + far * share;
  return true;
}
