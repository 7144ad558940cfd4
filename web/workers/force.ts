// One connected part of a network, laid out by ForceAtlas2 from a start without chance: the same part comes out the same,
// whatever else is drawn. Edges come out as long as a name needs, on average; fixed nodes stay, and the others go near them.

import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { meanOf, type Point } from './box.ts';
import { fillWindow } from './fill-window.ts';
import type { Link } from './parts.ts';

export interface ForceNode {
  id: string;
  position: Point | null;
  fixed: boolean;
}

export interface ForceLink extends Link {
  weight: number;
}

export interface Force {
  /** Goes on for a while. */
  run(iterations: number): void;
  /** In pixels, in the order of the nodes. */
  positions(): Point[];
}

/** Mean length of an edge, in pixels at zoom 1. */
const EDGE = 150;
const SCALE_ITERATIONS = 100;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** `aspect`: width by height of the window. */
export function createForce(nodes: readonly ForceNode[], links: readonly ForceLink[], aspect: number): Force {
  const graph = new UndirectedGraph<Point & { fixed: boolean }>();
  nodes.forEach(({ id }, index) => {
    const radius = 10 * Math.sqrt(index + 0.5);
    const angle = index * GOLDEN_ANGLE;
    graph.addNode(id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle), fixed: false });
  });
  for (const { source, target, weight } of links) {
    if (source === target) continue;
    graph.updateEdge(source, target, (known) => ({ weight: Number(known.weight ?? 0) + weight }));
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph.order),
    barnesHutOptimize: graph.order > 600,
    edgeWeightInfluence: 0.4,
    gravity: 0.6,
    strongGravityMode: false,
    outboundAttractionDistribution: false,
    scalingRatio: 8,
    slowDown: 4,
  };
  const run = (iterations: number) => {
    if (graph.order > 1) forceAtlas2.assign(graph, { iterations, settings });
  };
  const fixed = nodes.filter((node) => node.fixed);
  if (fixed.length === 0) {
    return {
      run,
      positions: () => {
        const scale = EDGE / meanLength(graph);
        const points = nodes.map(({ id }) => graph.getNodeAttributes(id));
        return fillWindow(points, aspect).map(({ x, y }) => ({ x: x * scale, y: y * scale }));
      },
    };
  }
  // How long its edges would be without fixed nodes says how many pixels a unit is.
  run(SCALE_ITERATIONS);
  const scale = EDGE / meanLength(graph);
  const center = meanOf(fixed.map(({ position }) => position ?? { x: 0, y: 0 }));
  for (const node of nodes) {
    const { x, y } = node.position ?? center;
    graph.mergeNode(node.id, { x: (x - center.x) / scale, y: (y - center.y) / scale, fixed: node.fixed });
  }
  return {
    run,
    positions: () =>
      nodes.map((node) => {
        if (node.fixed && node.position !== null) return node.position;
        const { x, y } = graph.getNodeAttributes(node.id);
        return { x: center.x + x * scale, y: center.y + y * scale };
      }),
  };
}

function meanLength(graph: UndirectedGraph): number {
  let sum = 0;
  graph.forEachEdge((_edge, _attributes, _source, _target, from, to) => {
    sum += Math.hypot(Number(from.x) - Number(to.x), Number(from.y) - Number(to.y));
  });
  return graph.size === 0 || sum === 0 ? 10 : sum / graph.size;
}
