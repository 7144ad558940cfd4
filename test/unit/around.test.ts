// What is drawn around opened records, worked out on the page from a complete network.

import { expect, test } from 'vitest';
import { drawnAround, missingNeighbours, neighboursOf, only, together } from '../../web/routes/around.ts';
import type { Network, NetworkEdge } from '../../web/view/contracts.ts';

const edge = (speaker: string, target: string, n = 1): NetworkEdge => ({
  speaker,
  target,
  n,
  supports: 0,
  opposes: 0,
  neutral: n,
  mixed: 0,
  balance: 0,
  firstSaid: null,
  lastSaid: null,
  unsettled: 0,
});

const networkOf = (edges: NetworkEdge[]): Network => {
  const ids = [...new Set(edges.flatMap(({ speaker, target }) => [speaker, target]))].sort();
  return {
    nodes: ids.map((id) => ({ id, kind: 'ACTOR', actorKind: 'STATE', name: id, claims: 1, neighbours: 0 })),
    edges,
    complete: true,
    totalEdges: edges.length,
    totalNodes: ids.length,
    totalClaims: edges.length,
    shownClaims: edges.length,
    undatedClaims: 0,
    datasetVersion: 1,
  };
};

const ids = ({ nodes }: Network) => nodes.map(({ id }) => id);

test('neighbours stand by claims in both directions, ties by id, without the record itself', () => {
  const edges = [edge('a', 'c', 2), edge('b', 'a', 2), edge('c', 'a', 1), edge('a', 'a', 9), edge('a', 'd', 2)];
  expect(neighboursOf(edges).get('a')).toEqual(['c', 'b', 'd']);
});

test('an opened record brings its first 25 neighbours, and the next ones without repeating any', () => {
  const edges = Array.from({ length: 60 }, (_, index) => edge('hub', `n${String(index).padStart(2, '0')}`, 60 - index));
  const first = drawnAround(edges, ['hub'], {});
  const next = drawnAround(edges, ['hub'], { hub: 50 });
  expect(first.size).toBe(26);
  expect(next.size).toBe(51);
  expect([...first].every((id) => next.has(id))).toBe(true);
  expect(first.has('n24') && !first.has('n25')).toBe(true);
});

test('hiding a record takes its edges with it', () => {
  const rest = only(networkOf([edge('a', 'b'), edge('b', 'c'), edge('a', 'c')]), (id) => id !== 'b');
  expect(ids(rest)).toEqual(['a', 'c']);
  expect(rest.edges.map(({ speaker, target }) => speaker + target)).toEqual(['ac']);
});

test('two networks make one, each record and edge once', () => {
  const one = together(networkOf([edge('a', 'b', 3)]), networkOf([edge('a', 'b', 3), edge('b', 'c')]));
  expect(ids(one)).toEqual(['a', 'b', 'c']);
  expect(one.edges).toHaveLength(2);
});

test('a badge counts the neighbours that are not drawn, and only where there are some', () => {
  const drawn = networkOf([edge('a', 'b'), edge('c', 'a'), edge('b', 'a')]);
  expect(
    missingNeighbours(
      drawn,
      new Map([
        ['a', 5],
        ['b', 1],
        ['c', 1],
      ]),
    ),
  ).toEqual({ a: 3 });
});
