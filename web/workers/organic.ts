// The organic layout, off the page's main thread: ForceAtlas2 from a seeded start, then labels pushed apart. Positions are
// streamed while it works. Nodes that are fixed do not move at all. The same question gives the same picture.

import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { separate } from './separate.ts';

export interface OrganicQuestion {
  /** Half the width and height that a node and its name take. */
  nodes: { id: string; x: number | null; y: number | null; fixed: boolean; halfWidth: number; halfHeight: number }[];
  links: { source: string; target: string; weight: number }[];
  /** Width by height of the canvas. */
  aspect: number;
}

/** `positions` holds x and y of each node in the order asked. */
export type OrganicAnswer = { positions: Float32Array; done: number };

const ROUND = 50;
/** Mean length of an edge, in pixels at zoom 1. */
const EDGE = 150;

self.onmessage = ({ data }: MessageEvent<OrganicQuestion>) => {
  const { nodes, links, aspect } = data;
  const anyFixed = nodes.some(({ fixed }) => fixed);
  const graph = new UndirectedGraph();
  nodes.forEach(({ id, x, y, fixed, halfWidth }, index) => {
    const angle = index * Math.PI * (3 - Math.sqrt(5));
    const radius = 10 * Math.sqrt(index + 1);
    graph.addNode(id, {
      x: x ?? radius * Math.cos(angle),
      y: y ?? radius * Math.sin(angle),
      fixed,
      size: anyFixed ? halfWidth : 1,
    });
  });
  for (const { source, target, weight } of links) {
    if (source === target) continue;
    if (graph.hasEdge(source, target))
      graph.updateEdgeAttribute(source, target, 'weight', (known: number | undefined) => (known ?? 0) + weight);
    else graph.addEdge(source, target, { weight });
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph.order),
    adjustSizes: false,
    barnesHutOptimize: graph.order > 600,
    edgeWeightInfluence: 0.4,
    gravity: 0.6,
    strongGravityMode: false,
    linLogMode: false,
    outboundAttractionDistribution: true,
    scalingRatio: anyFixed ? EDGE : 8,
    slowDown: 4,
  };
  const rounds = graph.order <= 300 ? 12 : graph.order <= 2_000 ? 6 : 4;
  const read = (scale: number, stretch: number) => {
    const positions = new Float32Array(nodes.length * 2);
    nodes.forEach(({ id, fixed, x, y }, index) => {
      const at = graph.getNodeAttributes(id) as { x: number; y: number };
      positions[2 * index] = fixed && x !== null ? x : at.x * scale * stretch;
      positions[2 * index + 1] = fixed && y !== null ? y : (at.y * scale) / stretch;
    });
    return positions;
  };
  for (let round = 1; round <= rounds; round++) {
    forceAtlas2.assign(graph, { iterations: ROUND, settings });
    const scale = anyFixed ? 1 : EDGE / meanLength(graph);
    const positions = read(scale, anyFixed ? 1 : Math.sqrt(Math.min(Math.max(aspect, 0.6), 1.8)));
    if (round === rounds) separate(nodes, positions);
    const answer: OrganicAnswer = { positions, done: round / rounds };
    self.postMessage(answer, { transfer: [positions.buffer] });
  }
};

function meanLength(graph: UndirectedGraph): number {
  let sum = 0;
  graph.forEachEdge((_edge, _attributes, _source, _target, from, to) => {
    sum += Math.hypot(Number(from.x) - Number(to.x), Number(from.y) - Number(to.y));
  });
  return graph.size === 0 || sum === 0 ? 10 : sum / graph.size;
}
