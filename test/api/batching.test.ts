// However large a page is, its records are read with the same handful of store calls.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';

const calls: string[] = [];
let example: Example;

function counting(store: Store): Store {
  return new Proxy(store, {
    get(target, verb) {
      const value: unknown = Reflect.get(target, verb, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        calls.push(String(verb));
        return value.apply(target, args) as unknown;
      };
    },
  });
}

beforeAll(async () => {
  example = await openExample({ wrap: counting });
});
afterAll(() => example.close());

/** Beside them an operation asks which version it reads, and after lists and searches, whether that is the newest still. */
async function callsOf(query: string, variables: object): Promise<string[]> {
  calls.length = 0;
  await example.data(query, variables);
  const versions = calls.filter((verb) => verb === 'stats');
  expect(versions).toHaveLength(calls.includes('find') || calls.includes('search') ? 2 : 1);
  return calls.filter((verb) => verb !== 'stats').toSorted();
}

const CLAIMS = /* GraphQL */ `
  query ($first: Int) {
    claims(first: $first) {
      totalCount
      nodes {
        id
        speakers { id name }
        targets { stance target { ... on Actor { name } ... on Event { name } ... on Topic { name } ... on Claim { proposition } } }
        quotes { exact source { title } }
        reporters { name }
        at { name }
        attributions { speaker { id } stance }
      }
    }
  }
`;

test('a page of claims with speakers, targets, quotes and sources takes one call, at 10 and at 50', async () => {
  const calls = ['claims'];
  expect(await callsOf(CLAIMS, { first: 10 })).toEqual(calls);
  expect(await callsOf(CLAIMS, { first: 50 })).toEqual(calls);
});

test('what hangs deeper takes one call for each level', async () => {
  const query = /* GraphQL */ `
    query ($first: Int) {
      claims(first: $first) {
        nodes {
          targets { target { ... on Claim { speakers { id roles { in { id } } } } ... on Topic { broader { id } } } }
          quotes { source { authors { id } } }
          at { participants { actor { roles { in { id } } } } }
        }
      }
    }
  `;
  for (const first of [1, 10, 50]) {
    const [page, ...levels] = await callsOf(query, { first });
    expect(page).toBe('claims');
    expect(levels.length).toBeLessThanOrEqual(3);
    expect(levels.filter((verb) => verb !== 'getMany')).toEqual([]);
  }
});

test('records in every direction from a page of actors, with their counts', async () => {
  const query =
    'query ($first: Int) { actors(first: $first) { nodes { name claimCounts { asSpeaker asTarget } claims { totalCount } } } }';
  const ten = await callsOf(query, { first: 5 });
  expect(await callsOf(query, { first: 26 })).toEqual(ten);
  expect(ten).toEqual(['find', 'tally']);
});

test('a page of sources with how many claims each carries', async () => {
  const query = 'query ($first: Int) { sources(first: $first) { nodes { title claims(first: 1) { totalCount } } } }';
  expect(await callsOf(query, { first: 100 })).toEqual(['find', 'tally']);
});

test('rows of the flat table', async () => {
  const query = 'query ($first: Int) { claimRows(first: $first) { nodes { speaker target proposition sourceTitle } } }';
  expect(await callsOf(query, { first: 100 })).toEqual(['attributions', 'getMany', 'getMany']);
  expect(await callsOf(query, { first: 10 })).toEqual(['attributions', 'getMany', 'getMany']);
});

test('relations with both ends', async () => {
  const query =
    'query ($first: Int) { relations(first: $first) { nodes { speaker { name } target { ... on Actor { name } } n } } }';
  expect(await callsOf(query, { first: 100 })).toEqual(['getMany', 'tally']);
});

test('neighbours with the relations to each', async () => {
  const query =
    'query ($first: Int) { neighbours(id: "act_russia", first: $first) { nodes { n record { ... on Actor { name } } relations { speaker { name } n } } } }';
  const calls = ['getMany', 'getMany', 'tally', 'tally'];
  expect(await callsOf(query, { first: 3 })).toEqual(calls);
  expect(await callsOf(query, { first: 25 })).toEqual(calls);
});

test('a relation asks once for its page of claims, and claims of relations once for each', async () => {
  const query = 'query ($first: Int) { relations(first: $first) { nodes { claims(first: 5) { nodes { id } } } } }';
  const found = await callsOf(query, { first: 7 });
  expect(found).toEqual([...Array.from({ length: 7 }, () => 'claims'), 'tally']);
});

test('a network costs the same whatever its size', async () => {
  const query =
    'query ($limit: Int) { network(limit: $limit) { nodes { name claims neighbours } edges { n unsettled } totalEdges totalNodes totalClaims undatedClaims datasetVersion } }';
  for (const limit of [3, 40, 5000]) expect(await callsOf(query, { limit })).toEqual(['getMany', 'tally', 'tally']);
});

test('search reads all that it found at once', async () => {
  const query = 'query ($first: Int) { search(text: "nato", first: $first) { nodes { snippet record { id } } } }';
  expect(await callsOf(query, { first: 25 })).toEqual(['getMany', 'search']);
});

test('changes compare with what was before in one call', async () => {
  const query =
    'query ($first: Int) { changes(first: $first) { versions { changedFields record { id } batch { name } } } }';
  expect(await callsOf(query, { first: 100 })).toEqual(['changes', 'getMany']);
});

test('records by their ids, with what they refer to', async () => {
  const { claims } = await example.data('{ claims(first: 40) { nodes { id } } }');
  const ids = claims.nodes.map(({ id }: { id: string }) => id);
  const query =
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Claim { speakers { name } quotes { source { title } } } } }';
  expect(await callsOf(query, { ids })).toEqual(['getMany']);
  expect(await callsOf(query, { ids: ids.slice(0, 3) })).toEqual(['getMany']);
});
