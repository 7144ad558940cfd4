// A network -> the elements of the canvas. Ids of edges are `speaker~target`, as in the address.

import type { ElementDefinition } from 'cytoscape';
import { binOf, signOf } from '../view/balance.ts';
import type { Network, NetworkEdge, Selection } from '../view/contracts.ts';
import { shortened } from '../view/shortened.ts';
import { canvasMessages } from './messages.ts';
import { sizeScale, widthScale } from './scales.ts';
import { shapeOf } from './shapes.ts';

export const edgeId = ({ speaker, target }: { speaker: string; target: string }): string => `${speaker}~${target}`;

export const selectedId = (selection: Selection | null): string | null =>
  selection === null ? null : selection.kind === 'edge' ? edgeId(selection) : selection.id;

const LONGEST_NAME = 48;

export function elementsOf(network: Network, more: Readonly<Record<string, number>>): ElementDefinition[] {
  const size = sizeScale(Math.max(1, ...network.nodes.map(({ claims }) => claims)));
  const width = widthScale(Math.max(1, ...network.edges.map(({ n }) => n)));
  const nodes = network.nodes.map((node): ElementDefinition => {
    const name = shortened(node.name, LONGEST_NAME);
    const missing = more[node.id];
    const label = missing === undefined ? name : `${name}\n${canvasMessages.more(missing)}`;
    return {
      group: 'nodes',
      data: { id: node.id, label, claims: node.claims, shape: shapeOf(node), size: size(node.claims) },
    };
  });
  const edges = network.edges.map(
    (edge): ElementDefinition => ({
      group: 'edges',
      data: {
        id: edgeId(edge),
        source: edge.speaker,
        target: edge.target,
        bin: binOf(edge),
        sign: signOf(edge),
        width: width(edge.n),
        n: edge.n,
        tip: tipOf(edge),
      },
    }),
  );
  return [...nodes, ...edges];
}

/** "12 claims, 9 oppose, 1 supports, 2 neutral". */
function tipOf({ n, supports, opposes, neutral, mixed, unsettled }: NetworkEdge): string {
  return canvasMessages.edgeTip({ n, supports, opposes, neutral, mixed, unsettled });
}
