// The one Cytoscape instance of the page: made once, mounted and unmounted as routes come and go, changed by id and never
// rebuilt. What stands on the canvas keeps its position, also while it is filtered away.

import type { Collection, Core, ElementDefinition, NodeSingular } from 'cytoscape';
import cytoscape from 'cytoscape';
import type { Point } from '../workers/box.ts';
import { startPositions } from './positions.ts';

export interface Graph {
  readonly cy: Core;
  /** Nodes somebody put where they are. */
  readonly pinned: ReadonlySet<string>;
  mount(container: HTMLElement): void;
  unmount(): void;
  /** Says which nodes are new; those have a first position near their neighbours. */
  update(elements: readonly ElementDefinition[]): { added: string[]; first: boolean };
  /** Marks one element, and the ends of an edge; null: none. */
  select(id: string | null): void;
  setPositions(positions: ReadonlyMap<string, Point>): void;
  unpinAll(): void;
  undoMove(): void;
  readonly canUndo: boolean;
}

interface Move {
  id: string;
  from: Point;
  wasPinned: boolean;
}

const MOVES_KEPT = 50;

let only: Graph | null = null;

export function theGraph(): Graph {
  only ??= createGraph();
  return only;
}

function createGraph(): Graph {
  const cy = cytoscape({
    headless: false,
    minZoom: 0.05,
    maxZoom: 5,
    boxSelectionEnabled: false,
    // The address says what is selected, and `select` marks it; a click alone must not.
    autounselectify: true,
    style: [],
  });
  const remembered = new Map<string, Point>();
  const pinned = new Set<string>();
  const moves: Move[] = [];

  cy.on('grab', 'node', ({ target }: { target: NodeSingular }) => {
    moves.push({ id: target.id(), from: { ...target.position() }, wasPinned: pinned.has(target.id()) });
  });
  cy.on('free', 'node', ({ target }: { target: NodeSingular }) => {
    const move = moves.at(-1);
    if (move === undefined || move.id !== target.id()) return;
    const { x, y } = target.position();
    if (Math.hypot(x - move.from.x, y - move.from.y) < 1) {
      moves.pop();
      return;
    }
    if (moves.length > MOVES_KEPT) moves.shift();
    pin(target.id(), true);
    cy.emit('moved');
  });

  const pin = (id: string, on: boolean) => {
    if (on) pinned.add(id);
    else pinned.delete(id);
    cy.getElementById(id).toggleClass('pinned', on);
  };

  return {
    cy,
    pinned,
    mount(container) {
      cy.mount(container);
      // As Cytoscape registers an instance that is made with its container; a debugger and the tests find it there.
      Object.assign(container, { _cyreg: { cy } });
    },
    unmount: () => cy.unmount(),
    update(elements) {
      const first = cy.nodes().empty();
      for (const node of cy.nodes()) remembered.set(node.id(), { ...node.position() });
      const wanted = new Map(elements.map((element) => [element.data.id ?? '', element]));
      const links = elements.flatMap(({ data }) =>
        data.source === undefined || data.target === undefined ? [] : [{ source: data.source, target: data.target }],
      );
      const nodes = elements.filter(({ group }) => group === 'nodes').map(({ data }) => data.id ?? '');
      const known = new Map(
        nodes.flatMap((id) => (remembered.has(id) ? [[id, remembered.get(id) as Point] as const] : [])),
      );
      const added = nodes.filter((id) => !known.has(id));
      const starts = startPositions(added, links, known);
      cy.batch(() => {
        cy.elements()
          .filter((element) => !wanted.has(element.id()))
          .remove();
        for (const [id, element] of wanted) {
          const drawn = cy.getElementById(id);
          if (drawn.nonempty()) drawn.data(element.data);
          else if (element.group === 'nodes') {
            cy.add({ ...element, position: { ...(known.get(id) ?? starts.get(id) ?? { x: 0, y: 0 }) } });
            if (pinned.has(id)) pin(id, true);
          }
        }
        cy.add(elements.filter(({ group, data }) => group === 'edges' && cy.getElementById(data.id ?? '').empty()));
      });
      applyStyle(cy.elements());
      return { added, first: first && known.size === 0 };
    },
    select(id) {
      cy.batch(() => {
        cy.elements().removeClass('selected end');
        if (id === null) return;
        const chosen = cy.getElementById(id).addClass('selected');
        if (chosen.isEdge()) chosen.connectedNodes().addClass('end');
      });
      applyStyle(cy.elements());
    },
    setPositions(positions) {
      cy.batch(() => {
        for (const [id, position] of positions) cy.getElementById(id).position(position);
      });
    },
    unpinAll() {
      for (const id of [...pinned]) pin(id, false);
      cy.emit('moved');
    },
    undoMove() {
      const move = moves.pop();
      if (move === undefined) return;
      cy.getElementById(move.id).position(move.from);
      pin(move.id, move.wasPinned);
      cy.emit('moved');
    },
    get canUndo() {
      return moves.length > 0;
    },
  };
}

/**
 * Cytoscape applies changed data and classes with its next frame. Whatever measures an element before that (a fit, any move
 * of the mouse) makes it keep the size of the old label, and the new label is drawn into that size from then on. Reading a
 * property of the style applies it at once.
 */
function applyStyle(elements: Collection): void {
  for (const element of elements) element.style('label');
}
