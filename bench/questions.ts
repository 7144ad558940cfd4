// What is asked of the store and, the same, over HTTP. Which record is asked about changes from run to run. A page of claims
// comes with the records that its claims name, since every page that is shown does.

import { parseQuery } from '../server/domain/text.ts';
import type { ClaimFilter, Store } from '../server/store/store.ts';
import { searchOf, tallyOf } from '../test/support/asking.ts';
import type { Samples } from './samples.ts';

export interface Question {
  name: string;
  store(run: number): Promise<unknown>;
  http: { query: string; variables(run: number): object };
}

export const PAGE = 50;
const CLAIM =
  'id proposition saidOn status speakers { id name } targets { stance target { __typename ... on Event { id name } } } quotes { exact source { id title } }';
export const PAGE_QUERY = `query ($after: String) { claims(first: ${PAGE}, after: $after) { pageInfo { endCursor hasNextPage } nodes { ${CLAIM} } } }`;
const WORDS = [
  'nuclear',
  'palestine',
  'apartheid',
  'disarmament',
  'human rights',
  'outer space',
  'decolonization',
  'zimb',
];

export function questions(store: Store, { claimAt, actorAt, deep, cursor, window }: Samples): Question[] {
  const wordAt = (run: number) => WORDS[run % WORDS.length] as string;
  const two: ClaimFilter = { saidFrom: window.from, saidTo: window.to };
  return [
    {
      name: 'claim by id',
      store: (run) => store.getMany([claimAt(run)]),
      http: { query: `query ($id: ID!) { claim(id: $id) { ${CLAIM} } }`, variables: (run) => ({ id: claimAt(run) }) },
    },
    {
      name: 'page of 50 claims',
      store: () => store.claims({ filter: {}, order: 'SAID_DESC', limit: PAGE, related: 'REFERENCED' }),
      http: { query: PAGE_QUERY, variables: () => ({}) },
    },
    {
      name: 'page of 50 claims, deep',
      store: () => store.claims({ filter: {}, order: 'SAID_DESC', limit: PAGE, after: deep, related: 'REFERENCED' }),
      http: { query: PAGE_QUERY, variables: () => ({ after: cursor }) },
    },
    {
      name: 'relations of two years',
      store: () => tallyOf(store, { filter: two, by: ['speaker', 'target'] }),
      http: {
        query:
          'query ($filter: ClaimFilter) { relations(filter: $filter, first: 100) { pageInfo { hasNextPage } nodes { n balance speaker { name } target { __typename ... on Event { name } } } } }',
        variables: () => ({ filter: two }),
      },
    },
    {
      name: 'neighbours of one actor (25)',
      store: (run) =>
        tallyOf(store, {
          filter: { about: [actorAt(run)] },
          by: ['other'],
          order: 'COUNT',
          limit: 26,
          withoutSelf: true,
        }),
      http: {
        query:
          'query ($id: ID!) { neighbours(id: $id, first: 25) { nodes { n record { __typename ... on Event { name } ... on Actor { name } } } } }',
        variables: (run) => ({ id: actorAt(run) }),
      },
    },
    {
      name: 'search (25 hits)',
      store: (run) =>
        searchOf(store, {
          query: parseQuery(wordAt(run)),
          kinds: ['actor', 'event', 'topic', 'source', 'claim'],
          limit: 25,
        }),
      http: {
        query:
          'query ($text: String!) { search(text: $text, first: 25) { nodes { match field snippet claims record { id } } } }',
        variables: (run) => ({ text: wordAt(run) }),
      },
    },
    {
      name: 'histogram by year, all claims',
      store: () => tallyOf(store, { filter: {}, by: ['said'], unit: 'CLAIMS' }),
      http: {
        query: '{ histogram(unit: YEAR) { claims undated bins { label n supports opposes neutral } } }',
        variables: () => ({}),
      },
    },
  ];
}
