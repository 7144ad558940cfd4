// Walking the picture with the keyboard: arrows to the nearest node that way, E through the edges of a node, Enter opens,
// plus expands, Delete hides, Escape leaves.

import type { KeyboardEvent } from 'react';
import type { CanvasProps } from '../view/contracts.ts';
import type { Point } from '../workers/box.ts';
import type { Graph } from './graph.ts';
import { canvasMessages } from './messages.ts';
import { nearestTowards } from './positions.ts';

const TOWARDS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function useKeys({ cy }: Graph, props: CanvasProps, fitAll: () => void): (event: KeyboardEvent) => void {
  const { selection, onSelect, onOpen, onExpand, onHide, announce } = props;
  const selectedNode = selection === null ? null : selection.kind === 'record' ? selection.id : selection.speaker;

  const choose = (id: string) => {
    const node = cy.getElementById(id);
    onSelect({ kind: 'record', id });
    announce(
      canvasMessages.focusNode(String(node.data('label')), Number(node.data('claims')), node.connectedEdges().length),
    );
    const { x1, y1, x2, y2 } = node.renderedBoundingBox();
    if (x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height()) cy.center(node);
  };

  const walk = (towards: Point) => {
    const here = selectedNode === null ? null : cy.getElementById(selectedNode);
    if (here === null || here.empty()) {
      const first = cy.nodes().sort((a, b) => b.data('claims') - a.data('claims'))[0];
      if (first !== undefined) choose(first.id());
      return;
    }
    const others = new Map(cy.nodes().map((node) => [node.id(), node.position()] as const));
    others.delete(here.id());
    const next = nearestTowards(here.position(), towards, others);
    if (next !== null) choose(next);
  };

  const nextEdge = () => {
    if (selectedNode === null) return;
    const edges = cy
      .getElementById(selectedNode)
      .connectedEdges()
      .sort((a, b) => b.data('n') - a.data('n') || (a.id() < b.id() ? -1 : 1));
    const now =
      selection?.kind === 'edge'
        ? edges.toArray().findIndex((edge) => edge.id() === `${selection.speaker}~${selection.target}`)
        : -1;
    const edge = edges[(now + 1) % Math.max(edges.length, 1)];
    if (edge === undefined) return;
    onSelect({ kind: 'edge', speaker: edge.data('source'), target: edge.data('target') });
    announce(
      `${canvasMessages.edgeTitle(edge.source().data('label'), edge.target().data('label'))}: ${edge.data('tip')}`,
    );
  };

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const towards = TOWARDS[event.key];
    if (towards !== undefined) walk(towards);
    else if (event.key === 'e' || event.key === 'E') nextEdge();
    else if (event.key === 'Enter' && selectedNode !== null) onOpen(selectedNode);
    else if (event.key === '+' && selectedNode !== null) onExpand(selectedNode);
    else if (event.key === 'Delete' && selection?.kind === 'record') onHide(selection.id);
    else if (event.key === '0') fitAll();
    else if (event.key === 'Escape' && selection !== null) onSelect(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
