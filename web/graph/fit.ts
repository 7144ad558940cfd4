// The window over the picture: how everything fits into it beside what stands over the canvas, and what the address
// remembers of it.

import type { Core } from 'cytoscape';
import type { Camera } from '../view/contracts.ts';

/** Room for what stands over the picture: chips and controls above, the line of truth and the legend below. */
const TOP = 64;
const BOTTOM = 96;
const SIDE = 28;
/** A few nodes are not blown up. */
const CLOSEST = 1.4;

const room = (cy: Core) => ({ width: cy.width() - 2 * SIDE, height: cy.height() - TOP - BOTTOM });

/** Width by height of what a layout may fill. */
export function aspectOf(cy: Core): number {
  const { width, height } = room(cy);
  return Math.max(width, 1) / Math.max(height, 1);
}

export function fitAll(cy: Core): void {
  if (cy.nodes().empty() || cy.width() === 0) return;
  const { width, height } = room(cy);
  const { x1, y1, x2, y2, w, h } = cy.elements().boundingBox();
  const zoom = Math.min(width / w, height / h, CLOSEST);
  cy.viewport({
    zoom,
    pan: { x: SIDE + width / 2 - ((x1 + x2) / 2) * zoom, y: TOP + height / 2 - ((y1 + y2) / 2) * zoom },
  });
}

/** Center of the window in the network's own pixels, and zoom, rounded so that an address stays short. */
export function cameraOf(cy: Core): Camera {
  const { x, y } = cy.pan();
  const zoom = cy.zoom();
  return [
    Math.round((cy.width() / 2 - x) / zoom),
    Math.round((cy.height() / 2 - y) / zoom),
    Math.round(zoom * 1000) / 1000,
  ];
}

/** Where the window already is there, it is not moved by what rounding lost. */
export function moveCamera(cy: Core, [x, y, zoom]: Camera): void {
  const now = cameraOf(cy);
  if (Math.abs(now[0] - x) < 1 && Math.abs(now[1] - y) < 1 && Math.abs(now[2] - zoom) < 0.01) return;
  cy.viewport({ zoom, pan: { x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom } });
}
