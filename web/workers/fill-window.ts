// Turns and stretches a layout so that it fills a window: a wide one holds more names of a wide network.

import { meanOf, type Point } from './box.ts';

/** More than this would tear apart what belongs together. */
const MOST_STRETCH = 1.8;

/** The longest way through the points lies along the window; `aspect` is its width by its height. */
export function fillWindow(points: readonly Point[], aspect: number): Point[] {
  const center = meanOf(points);
  let [xx, xy, yy] = [0, 0, 0];
  for (const point of points) {
    const [x, y] = [point.x - center.x, point.y - center.y];
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const angle = (aspect >= 1 ? 0 : Math.PI / 2) - Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = points.map(({ x, y }) => ({
    x: (x - center.x) * cos - (y - center.y) * sin,
    y: (x - center.x) * sin + (y - center.y) * cos,
  }));
  const wide = spread(turned.map(({ x }) => x)) / spread(turned.map(({ y }) => y));
  const stretch = Math.sqrt(Math.min(Math.max(aspect / wide, 1 / MOST_STRETCH), MOST_STRETCH));
  return turned.map(({ x, y }) => ({ x: x * stretch, y: y / stretch }));
}

const spread = (numbers: readonly number[]): number => Math.max(...numbers) - Math.min(...numbers) + 1;
