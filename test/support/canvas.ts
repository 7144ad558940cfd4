// The picture on the page's canvas as a test sees it: where its nodes and names are, and the pixels that are drawn there.
// The Cytoscape instance is found at its container, where the library registers it.

import type { Core } from 'cytoscape';
import type { Page } from 'playwright-core';

export interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface Point {
  x: number;
  y: number;
}

export interface DrawnNode {
  id: string;
  label: string;
  /** Its shape and its name on the canvas, in pixels of the page. */
  body: Box;
  name: Box;
  position: Point;
}

export interface DrawnEdge {
  id: string;
  /** On the canvas, in pixels of the page. */
  middle: Point;
}

export interface Picture {
  width: number;
  height: number;
  zoom: number;
  pan: Point;
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  /** The canvas of nodes and edges as a data URL. */
  pixels: string;
}

type Registered = HTMLElement & { _cyreg: { cy: Core } };

const CANVAS = '[data-settled] [role="application"]';

/** Once two looks at it, some frames apart, are the same: names come sharper some frames after a zoom. */
export async function pictureOf(page: Page): Promise<Picture> {
  await page.waitForSelector(`[aria-busy="false"] ${CANVAS} canvas`);
  for (let last = ''; ; ) {
    const picture = await look(page);
    const now = JSON.stringify(picture);
    if (now === last) return picture;
    last = now;
    await page.waitForTimeout(400);
  }
}

const look = (page: Page): Promise<Picture> =>
  page.evaluate((selector) => {
    const holder = document.querySelector<Registered>(selector);
    const canvas = holder?.querySelector<HTMLCanvasElement>('canvas[data-id="layer2-node"]');
    if (!holder || !canvas) throw new Error('there is no canvas');
    const { cy } = holder._cyreg;
    const boxOf = ({ x1, y1, x2, y2 }: Box) => ({ x1, y1, x2, y2 });
    return {
      width: cy.width(),
      height: cy.height(),
      zoom: cy.zoom(),
      pan: { ...cy.pan() },
      nodes: cy.nodes().map((node) => ({
        id: node.id(),
        label: String(node.data('label')),
        body: boxOf(node.renderedBoundingBox({ includeLabels: false, includeEdges: false })),
        name: boxOf(node.renderedBoundingBox({ includeNodes: false, includeEdges: false })),
        position: { ...node.position() },
      })),
      edges: cy.edges().map((edge) => ({ id: edge.id(), middle: { ...edge.renderedMidpoint() } })),
      pixels: canvas.toDataURL(),
    };
  }, CANVAS);

/** Moves every node, and the window over them, to where another picture has them. */
export async function moveLike(page: Page, { nodes, zoom, pan }: Picture): Promise<void> {
  const positions = Object.fromEntries(nodes.map(({ id, position }) => [id, position]));
  await page.evaluate(
    ([selector, given]) => {
      const cy = document.querySelector<Registered>(selector)?._cyreg.cy;
      cy?.nodes().positions((node) => given.positions[node.id()] ?? { x: 0, y: 0 });
      cy?.viewport({ zoom: given.zoom, pan: given.pan });
    },
    [CANVAS, { positions, zoom, pan }] as const,
  );
}

/** For each box, the share of its pixels that differ clearly between two pictures of the same size. */
export function differing(page: Page, one: Picture, other: Picture, boxes: readonly Box[]): Promise<number[]> {
  return page.evaluate(
    async ([first, second, width, all]) => {
      const read = async (url: string) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        if (!context) throw new Error('there is no 2d context');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [a, b] = [await read(first), await read(second)];
      // A screen may have more than one pixel for each of the page's.
      const scale = a.width / width;
      return all.map(({ x1, y1, x2, y2 }) => {
        let [different, seen] = [0, 0];
        for (let y = Math.max(0, Math.floor(y1 * scale)); y < Math.min(a.height, y2 * scale); y++) {
          for (let x = Math.max(0, Math.floor(x1 * scale)); x < Math.min(a.width, x2 * scale); x++) {
            const at = 4 * (y * a.width + x);
            seen++;
            const far = [0, 1, 2, 3].some((part) => Math.abs((a.data[at + part] ?? 0) - (b.data[at + part] ?? 0)) > 40);
            if (far) different++;
          }
        }
        return seen === 0 ? 1 : different / seen;
      });
    },
    [one.pixels, other.pixels, one.width, boxes] as const,
  );
}

export const middleOf = ({ x1, y1, x2, y2 }: Box): Point => ({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 });

/** Presses on a point of the canvas. */
export async function pressAt(page: Page, { x, y }: Point): Promise<void> {
  const box = await page.locator(CANVAS).boundingBox();
  if (box === null) throw new Error('there is no canvas');
  await page.mouse.click(box.x + x, box.y + y);
}
