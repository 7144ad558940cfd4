// The organic layout: each connected part of the network by itself, then all of them packed side by side, so that the names
// of a small part are as readable as those of a large one. The same question gives the same picture.

import type { Box, Point } from './box.ts';
import { createForce, type Force, type ForceLink } from './force.ts';
import { nearestFree } from './nearest-free.ts';
import { type Outline, pack } from './pack.ts';
import { connectedParts } from './parts.ts';

export interface OrganicNode {
  id: string;
  /** Where it starts, or stays if it is fixed; null: anywhere. */
  position: Point | null;
  fixed: boolean;
  /** What the node and its name take, from where the node is: a name stands below its node. */
  box: Box;
}

export interface OrganicQuestion {
  nodes: readonly OrganicNode[];
  links: readonly ForceLink[];
  /** Width by height of the window. */
  aspect: number;
}

/** `positions` holds x and y of each node in the order asked. */
export interface OrganicAnswer {
  positions: Float32Array;
  /** The share of the work, up to 1. */
  done: number;
}

interface Part {
  nodes: readonly OrganicNode[];
  links: readonly ForceLink[];
  force: Force;
  /** Some of its nodes are fixed, so that it is not moved as a whole. */
  anchored: boolean;
}

const ROUND = 50;

/** An answer after each round; the last one has `done` 1. */
export function* organicLayout({ nodes, links, aspect }: OrganicQuestion): Generator<OrganicAnswer> {
  const parts = partsOf(nodes, links, aspect);
  const index = new Map(nodes.map(({ id }, index) => [id, index]));
  const rounds = nodes.length <= 300 ? 12 : nodes.length <= 2_000 ? 6 : 4;
  let offsets: readonly Point[] | null = null;
  for (let round = 1; round <= rounds; round++) {
    for (const { force } of parts) force.run(ROUND);
    const last = round === rounds;
    // Packing takes as long as a round: in between, parts stay where the first round had them.
    const arrangement = arrange(parts, aspect, last, last ? null : offsets);
    offsets = arrangement.offsets;
    const positions = new Float32Array(nodes.length * 2);
    for (const { node, x, y } of arrangement.boxes) {
      const at = 2 * (index.get(node.id) ?? 0);
      positions[at] = x - node.box.x;
      positions[at + 1] = y - node.box.y;
    }
    yield { positions, done: round / rounds };
  }
}

function partsOf(nodes: readonly OrganicNode[], links: readonly ForceLink[], aspect: number): Part[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = connectedParts([...byId.keys()], links).map((ids) => ids.map((id) => byId.get(id) as OrganicNode));
  const partOf = new Map(parts.flatMap((part, index) => part.map(({ id }) => [id, index] as const)));
  const linksOf = Map.groupBy(links, ({ source }) => partOf.get(source));
  return parts.map((part, index) => {
    const inside = linksOf.get(index) ?? [];
    return {
      nodes: part,
      links: inside,
      force: createForce(part, inside, aspect),
      anchored: part.some(({ fixed }) => fixed),
    };
  });
}

interface Arrangement {
  boxes: PlacedBox[];
  /** Of the parts that are moved as a whole. */
  offsets: readonly Point[];
}

/** `tidy`: no name lies on another. `given`: how far to move the parts; null: as they are packed best. */
function arrange(parts: readonly Part[], aspect: number, tidy: boolean, given: readonly Point[] | null): Arrangement {
  const tidied = (boxes: PlacedBox[]) => (tidy ? nearestFree(boxes, aspect) : boxes);
  const anchored = parts.filter((part) => part.anchored);
  const loose = parts.filter((part) => !part.anchored);
  const fixed = tidied(anchored.flatMap(boxesOf));
  const groups = loose.map((part) => tidied(boxesOf(part)));
  const packed = () =>
    pack(
      groups.map((boxes, index) => outlineOf(boxes, loose[index]?.links ?? [])),
      anchored.length === 0
        ? null
        : outlineOf(
            fixed,
            anchored.flatMap(({ links }) => links),
          ),
      aspect,
    );
  const offsets = given ?? packed();
  const moved = groups.flatMap((boxes, index) => boxes.map((box) => movedBy(box, offsets[index])));
  return { boxes: [...fixed, ...moved], offsets };
}

interface PlacedBox extends Box {
  node: OrganicNode;
  fixed: boolean;
}

function boxesOf({ nodes, force }: Part): PlacedBox[] {
  const positions = force.positions();
  return nodes.map((node, index) => {
    const { x, y } = positions[index] ?? { x: 0, y: 0 };
    return { node, fixed: node.fixed, ...node.box, x: x + node.box.x, y: y + node.box.y };
  });
}

function outlineOf(boxes: readonly PlacedBox[], links: readonly ForceLink[]): Outline {
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  const lines = links.map(({ source, target }) => [byId.get(source), byId.get(target)] as [PlacedBox, PlacedBox]);
  return { boxes, lines };
}

const movedBy = (box: PlacedBox, { x, y }: Point = { x: 0, y: 0 }): PlacedBox => ({
  ...box,
  x: box.x + x,
  y: box.y + y,
});
