// What a node's shape says: the kind of record, and of actor. Names are those of Cytoscape; the legend draws the same by CSS.

import type { NetworkNode } from '../view/contracts.ts';

export type Shape =
  | 'ellipse'
  | 'ring'
  | 'round-rectangle'
  | 'round-hexagon'
  | 'round-octagon'
  | 'round-tag'
  | 'diamond'
  | 'round-triangle'
  | 'rectangle';

export function shapeOf({ kind, actorKind }: Pick<NetworkNode, 'kind' | 'actorKind'>): Shape {
  switch (kind) {
    case 'EVENT':
      return 'diamond';
    case 'TOPIC':
      return 'round-triangle';
    case 'CLAIM':
      return 'rectangle';
    default:
      break;
  }
  switch (actorKind) {
    case 'STATE':
      return 'round-rectangle';
    case 'ORGANIZATION':
      return 'ring';
    case 'INSTITUTION':
      return 'round-hexagon';
    case 'GROUP':
      return 'round-octagon';
    case 'OUTLET':
      return 'round-tag';
    default:
      return 'ellipse';
  }
}
