// Runs a layout and says how far it is: the organic one in a worker, the others at once. Pinned nodes are never moved.

import type { Core, NodeSingular } from 'cytoscape';
import type { Layout } from '../view/contracts.ts';
import type { Box, Point } from '../workers/box.ts';
import type { OrganicAnswer, OrganicQuestion } from '../workers/organic-layout.ts';
import { aspectOf } from './fit.ts';

export interface Arranging {
  /** Positions so far stay. */
  cancel(): void;
  finished: Promise<void>;
}

interface Request {
  cy: Core;
  layout: Layout;
  /** Only these may move; null: all but the pinned. */
  free: readonly string[] | null;
  pinned: ReadonlySet<string>;
  /** Records the network was opened around. */
  opened: readonly string[];
  onPositions(positions: ReadonlyMap<string, Point>): void;
  onProgress(share: number): void;
}

const EDGE = 150;

export function arrange(request: Request): Arranging {
  const { cy, layout, free, onPositions } = request;
  if (free !== null || layout === 'organic') return arrangeInWorker(request);
  onPositions(layout === 'circle' ? circle(cy) : levels(cy, layout, request.opened));
  return { cancel: () => {}, finished: Promise.resolve() };
}

function arrangeInWorker({ cy, free, pinned, onPositions, onProgress }: Request): Arranging {
  const movable = free === null ? null : new Set(free);
  const nodes = cy.nodes().toArray() as NodeSingular[];
  const anyFixed = movable !== null || pinned.size > 0;
  const question: OrganicQuestion = {
    nodes: nodes.map((node) => {
      const fixed = pinned.has(node.id()) || (movable !== null && !movable.has(node.id()));
      const { x, y } = node.position();
      return { id: node.id(), position: anyFixed ? { x, y } : null, fixed, box: boxOf(node) };
    }),
    links: cy
      .edges()
      .map((edge) => ({ source: edge.data('source'), target: edge.data('target'), weight: edge.data('n') })),
    aspect: aspectOf(cy),
  };
  const worker = new Worker(new URL('../workers/organic.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({ data: { positions, done } }: MessageEvent<OrganicAnswer>) => {
    onPositions(
      new Map(
        nodes
          .map((node, index) => [node, { x: positions[2 * index] ?? 0, y: positions[2 * index + 1] ?? 0 }] as const)
          .filter(([node]) => !pinned.has(node.id()) && (movable === null || movable.has(node.id())))
          .map(([node, position]) => [node.id(), position]),
      ),
    );
    onProgress(done);
    if (done >= 1) resolve();
  };
  worker.postMessage(question);
  const finished = promise.finally(() => worker.terminate());
  return { cancel: resolve, finished };
}

/** What a node and its name below take, from where the node is. */
function boxOf(node: NodeSingular): Box {
  const { x1, y1, x2, y2 } = node.boundingBox({ includeOverlays: false });
  const { x, y } = node.position();
  return { x: (x1 + x2) / 2 - x, y: (y1 + y2) / 2 - y, halfWidth: (x2 - x1) / 2, halfHeight: (y2 - y1) / 2 };
}

/** One circle, ordered by shape, then by claims, so that kinds stand together. */
function circle(cy: Core): Map<string, Point> {
  const nodes = cy
    .nodes()
    .sort(
      (a, b) => order(a.data('shape'), b.data('shape')) || b.data('claims') - a.data('claims') || order(a.id(), b.id()),
    );
  const radius = Math.max(160, (nodes.length * 84) / (2 * Math.PI));
  return new Map(
    nodes.map((node, index) => {
      const angle = (2 * Math.PI * index) / nodes.length - Math.PI / 2;
      return [node.id(), { x: radius * 1.3 * Math.cos(angle), y: radius * Math.sin(angle) }] as const;
    }),
  );
}

/** Rings around, or rows below, the opened records (else the one with most claims), by distance. */
function levels(cy: Core, layout: Layout, opened: readonly string[]): Map<string, Point> {
  const ranks = distances(cy, opened);
  const byRank = new Map<number, NodeSingular[]>();
  for (const node of cy.nodes()) {
    const rank = ranks.get(node.id()) ?? 0;
    byRank.set(rank, [...(byRank.get(rank) ?? []), node]);
  }
  const positions = new Map<string, Point>();
  let radius = 0;
  for (const [rank, nodes] of [...byRank].sort(([a], [b]) => a - b)) {
    nodes.sort((a, b) => b.data('claims') - a.data('claims') || order(a.id(), b.id()));
    radius = rank === 0 && nodes.length === 1 ? 0 : Math.max(radius + EDGE, (nodes.length * 96) / (2 * Math.PI));
    nodes.forEach((node, index) => {
      const angle = (2 * Math.PI * index) / nodes.length - Math.PI / 2 + rank * 0.4;
      const row = { x: (index - (nodes.length - 1) / 2) * 130, y: rank * EDGE + (index % 2) * 34 };
      positions.set(
        node.id(),
        layout === 'hierarchy' ? row : { x: radius * 1.25 * Math.cos(angle), y: radius * Math.sin(angle) },
      );
    });
  }
  return positions;
}

function distances(cy: Core, opened: readonly string[]): Map<string, number> {
  const roots = opened.filter((id) => cy.getElementById(id).nonempty());
  const first = cy.nodes().sort((a, b) => b.data('claims') - a.data('claims') || order(a.id(), b.id()))[0];
  let row = roots.length > 0 ? roots : first === undefined ? [] : [first.id()];
  const ranks = new Map(row.map((id) => [id, 0]));
  for (let rank = 1; row.length > 0; rank++) {
    row = row
      .flatMap((id) =>
        cy
          .getElementById(id)
          .neighborhood('node')
          .map((node) => node.id()),
      )
      .filter((id) => !ranks.has(id));
    for (const id of row) ranks.set(id, rank);
  }
  const last = Math.max(0, ...ranks.values());
  for (const node of cy.nodes()) if (!ranks.has(node.id())) ranks.set(node.id(), last + 1);
  return ranks;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
