// The part of a whole network that lies around some of its records, and what is left of a network once some are hidden.
// Pure, and in the order of the API: neighbours by claims, most first, ties by id; edges as they were given.

import type { Network, NetworkEdge } from '../view/contracts.ts';
import { EXPAND_STEP } from '../view/transitions.ts';

/** Neighbours of every record, most claims first. */
export function neighboursOf(edges: readonly NetworkEdge[]): Map<string, string[]> {
  const claims = new Map<string, Map<string, number>>();
  const join = (one: string, other: string, n: number) => {
    const known = claims.get(one) ?? new Map<string, number>();
    known.set(other, (known.get(other) ?? 0) + n);
    claims.set(one, known);
  };
  for (const { speaker, target, n } of edges) {
    if (speaker === target) continue;
    join(speaker, target, n);
    join(target, speaker, n);
  }
  const order = ([a, m]: [string, number], [b, n]: [string, number]) => n - m || (a < b ? -1 : 1);
  return new Map([...claims].map(([id, known]) => [id, [...known].sort(order).map(([other]) => other)]));
}

/** The opened records and as many neighbours of each as were asked for. */
export function drawnAround(
  edges: readonly NetworkEdge[],
  open: readonly string[],
  expand: Readonly<Record<string, number>>,
): Set<string> {
  const neighbours = neighboursOf(edges);
  return new Set(open.flatMap((id) => [id, ...(neighbours.get(id) ?? []).slice(0, expand[id] ?? EXPAND_STEP)]));
}

/** The same network with these records only, and the edges between them. */
export const only = (network: Network, keep: (id: string) => boolean): Network => ({
  ...network,
  nodes: network.nodes.filter(({ id }) => keep(id)),
  edges: network.edges.filter(({ speaker, target }) => keep(speaker) && keep(target)),
});

/** Both networks as one; where both have a record or an edge, the first one's counts stand. */
export function together(one: Network, other: Network): Network {
  const ids = new Set(one.nodes.map(({ id }) => id));
  const ends = new Set(one.edges.map(({ speaker, target }) => `${speaker}~${target}`));
  return {
    ...one,
    nodes: [...one.nodes, ...other.nodes.filter(({ id }) => !ids.has(id))],
    edges: [...one.edges, ...other.edges.filter(({ speaker, target }) => !ends.has(`${speaker}~${target}`))],
  };
}

/** How many neighbours of each drawn record are not drawn; records that miss none are left out. */
export function missingNeighbours(drawn: Network, total: ReadonlyMap<string, number>): Record<string, number> {
  const neighbours = neighboursOf(drawn.edges);
  const missing = drawn.nodes.map(({ id }): [string, number] => [
    id,
    (total.get(id) ?? 0) - (neighbours.get(id)?.length ?? 0),
  ]);
  return Object.fromEntries(missing.filter(([, n]) => n > 0));
}
