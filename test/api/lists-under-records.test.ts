// The claims under a record mean under each kind what they mean under the others: one speaker, one target and one stance together. What
// they must be is found anew here, from all claims of the example set with their attributions.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';

interface Claim {
  id: string;
  at: { id: string } | null;
  attributions: { speaker: { id: string }; target: { id: string }; stance: string }[];
  quotes: { source: { id: string } }[];
}
type Row = Claim['attributions'][number];

let example: Example;
let all: Claim[];
const ids = { actors: [] as string[], events: [] as string[], topics: [] as string[], sources: [] as string[] };

beforeAll(async () => {
  example = await openExample();
  const { claims, ...lists } = await example.data(/* GraphQL */ `
    {
      claims(first: 100) { nodes { id at { id } attributions { speaker { id } target { ... on Node { id } } stance } quotes { source { id } } } }
      actors(first: 100) { nodes { id } }
      events(first: 100) { nodes { id } }
      topics(first: 100) { nodes { id } }
      sources(first: 100) { nodes { id } }
    }
  `);
  all = claims.nodes;
  for (const list of Object.keys(ids) as (keyof typeof ids)[])
    ids[list] = lists[list].nodes.map(({ id }: { id: string }) => id);
});
afterAll(() => example.close());

async function under(kind: string, id: string, filter: object): Promise<string[]> {
  const data = await example.data(
    `query ($id: ID!, $filter: ClaimFilter) { one: ${kind}(id: $id) { claims(filter: $filter, first: 100) { totalCount nodes { id } } } }`,
    { id, filter },
  );
  const { totalCount, nodes } = data.one.claims;
  expect(totalCount).toBe(nodes.length);
  return nodes.map((node: { id: string }) => node.id).toSorted();
}

const passing = (passes: (row: Row, claim: Claim) => boolean) =>
  all
    .filter((claim) => claim.attributions.some((row) => passes(row, claim)))
    .map(({ id }) => id)
    .toSorted();

describe.each(['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'])('%s', (stance) => {
  test('under every actor, event and topic', async () => {
    for (const id of ids.actors)
      expect(await under('actor', id, { stances: [stance] }), id).toEqual(
        passing((row) => row.stance === stance && (row.speaker.id === id || row.target.id === id)),
      );
    for (const id of ids.topics)
      expect(await under('topic', id, { stances: [stance] }), id).toEqual(
        passing((row) => row.stance === stance && row.target.id === id),
      );
    for (const id of ids.events)
      expect(await under('event', id, { stances: [stance] }), id).toEqual(
        passing((row, claim) => row.stance === stance && (row.target.id === id || claim.at?.id === id)),
      );
  });
});

describe('a filter that names other records in the field of the list', () => {
  test('under actors: the other end is one of them', async () => {
    const about = ['act_germany', 'act_nato', 'top_sanctions'];
    const found: string[] = [];
    for (const id of ids.actors) {
      const expected = passing(({ speaker, target }) => {
        const ends = [speaker.id, target.id];
        return ends.includes(id) && ends.some((end) => about.includes(end));
      });
      expect(await under('actor', id, { about }), id).toEqual(expected);
      found.push(...expected);
    }
    expect(found.length).toBeGreaterThan(10);
  });

  test('under neighbours too', async () => {
    const { neighbours } = await example.data(
      '{ neighbours(id: "act_russia", filter: { about: ["act_nato", "top_sanctions"] }) { totalCount nodes { n record { ... on Node { id } } relations { n } } } }',
    );
    const expected = new Map<string, Set<string>>();
    for (const claim of all)
      for (const { speaker, target } of claim.attributions) {
        const ends = [speaker.id, target.id];
        const other = ends.find((end) => end !== 'act_russia');
        if (!ends.includes('act_russia') || !ends.some((end) => ['act_nato', 'top_sanctions'].includes(end))) continue;
        if (other !== undefined) expected.set(other, (expected.get(other) ?? new Set()).add(claim.id));
      }
    const found = neighbours.nodes.map(({ n, record }: { n: number; record: { id: string } }) => [record.id, n]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries([...expected].map(([id, { size }]) => [id, size])));
    expect(found.length).toBeGreaterThan(0);
  });

  test('under events: it is about one of them, or was said there', async () => {
    const events = ids.events.slice(0, 12);
    for (const id of ids.events) {
      const expected = passing(
        ({ target }, { at, attributions }) =>
          (target.id === id || at?.id === id) &&
          (events.includes(at?.id ?? '') || attributions.some((row) => events.includes(row.target.id))),
      );
      expect(await under('event', id, { events }), id).toEqual(expected);
    }
  });

  test('under sources: it is quoted from one of them as well', async () => {
    for (const id of ids.sources)
      for (const other of ids.sources) {
        const expected = passing((_, { quotes }) => {
          const cited = quotes.map(({ source }) => source.id);
          return cited.includes(id) && cited.includes(other);
        });
        expect(await under('source', id, { sources: [other] }), `${id} ${other}`).toEqual(expected);
      }
  });
});
