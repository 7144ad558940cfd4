// What is asked: of the store, of SQLite itself with the statement that a person would write for it, and over HTTP. Which
// record is asked about changes from run to run.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parseQuery } from '../server/domain/text.ts';
import type { ClaimFilter, Store } from '../server/store/store.ts';

export interface Question {
  name: string;
  /** Milliseconds at the store. */
  aim?: number;
  store(run: number): Promise<unknown>;
  /** Absent where SQL alone cannot answer: it would leave out what makes the answer one. */
  sql?: (run: number) => unknown;
  http: { query: string; variables(run: number): object };
}

interface Samples {
  claims: readonly string[];
  actors: readonly string[];
  /** Said day and id of the claim that 10,000 others are newer than. */
  deep: readonly [said: string, id: string];
  /** The same place for the API. */
  cursor: string;
  window: { from: string; to: string };
}

const PAGE = 50;
const CLAIM =
  'id proposition saidOn status speakers { id name } targets { stance target { __typename ... on Event { id name } } } quotes { exact source { id title } }';
const PAGE_QUERY = `query ($after: String) { claims(first: ${PAGE}, after: $after) { pageInfo { endCursor hasNextPage } nodes { ${CLAIM} } } }`;
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

export function questions(store: Store, sql: DatabaseSync, samples: Samples): Question[] {
  const { claims, actors, deep, cursor, window } = samples;
  const claimAt = (run: number) => claims[run % claims.length] as string;
  const actorAt = (run: number) => actors[run % actors.length] as string;
  const wordAt = (run: number) => WORDS[run % WORDS.length] as string;
  const two: ClaimFilter = { saidFrom: window.from, saidTo: window.to };
  const day = (text: string) => Number(text.replaceAll('-', ''));
  const prepared = (text: string) => {
    const statement = sql.prepare(text);
    statement.setReturnArrays(true);
    return statement;
  };
  const COUNTS = 'count(*), sum(stance = 3), sum(stance = 2), sum(stance = 1), sum(stance = 0), min(said), max(said)';
  const HELD = 'until IS NULL AND status IN (1, 2)';
  const byId = prepared('SELECT v.data FROM record r JOIN version v ON v.version = r.version WHERE r.id = ?');
  const page = (where: string) =>
    prepared(
      `SELECT v.data FROM (SELECT num, said, claim FROM attribution WHERE until IS NULL AND status = 1 AND span = 0 ${where}
       ORDER BY said DESC, claim DESC LIMIT ${PAGE}) a JOIN record r ON r.num = a.num JOIN version v ON v.version = r.version ORDER BY a.said DESC, a.claim DESC`,
    );
  const first = page('');
  const later = page('AND (said, claim) < (?, ?)');
  const groups = prepared(
    `SELECT s.id, t.id, g.* FROM (SELECT speaker, target, ${COUNTS} FROM attribution WHERE ${HELD} AND span = 0 AND said BETWEEN ? AND ? GROUP BY speaker, target) g
     JOIN record s ON s.num = g.speaker JOIN record t ON t.num = g.target ORDER BY s.id, t.id`,
  );
  const others = prepared(
    `SELECT r.id, g.* FROM (SELECT other, ${COUNTS} FROM (
       SELECT target AS other, stance, said FROM attribution WHERE ${HELD} AND speaker = (SELECT num FROM record WHERE id = ?1)
       UNION ALL SELECT speaker, stance, said FROM attribution WHERE ${HELD} AND target = (SELECT num FROM record WHERE id = ?1)) GROUP BY other
     ORDER BY count(*) DESC LIMIT 26) g JOIN record r ON r.num = g.other`,
  );
  const years = prepared(
    `SELECT said / 10000, ${COUNTS} FROM attribution WHERE ${HELD} AND span = 0 GROUP BY 1 ORDER BY 1`,
  );
  const rows = (statement: StatementSync, ...given: (string | number)[]) =>
    statement.all(...given) as unknown as [string][];
  const parsed = (statement: StatementSync, ...given: (string | number)[]) =>
    rows(statement, ...given).map(([data]) => JSON.parse(data));

  return [
    {
      name: 'claim by id',
      store: (run) => store.getMany([claimAt(run)]),
      sql: (run) => parsed(byId, claimAt(run)),
      http: { query: `query ($id: ID!) { claim(id: $id) { ${CLAIM} } }`, variables: (run) => ({ id: claimAt(run) }) },
    },
    {
      name: `page of ${PAGE} claims, first`,
      aim: 5,
      store: () => store.claims({ filter: {}, order: 'SAID_DESC', limit: PAGE }),
      sql: () => parsed(first),
      http: { query: PAGE_QUERY, variables: () => ({}) },
    },
    {
      name: `page of ${PAGE} claims, 10,000 deep`,
      aim: 5,
      store: () => store.claims({ filter: {}, order: 'SAID_DESC', limit: PAGE, after: deep }),
      sql: () => parsed(later, day(deep[0]), deep[1]),
      http: { query: PAGE_QUERY, variables: () => ({ after: cursor }) },
    },
    {
      name: 'relations of two years',
      aim: 60,
      store: () => store.tally({ filter: two, by: ['speaker', 'target'] }),
      sql: () => rows(groups, day(window.from), day(window.to)),
      http: {
        query:
          'query ($filter: ClaimFilter) { relations(filter: $filter, first: 100) { pageInfo { hasNextPage } nodes { n balance speaker { name } target { __typename ... on Event { name } } } } }',
        variables: () => ({ filter: two }),
      },
    },
    {
      name: 'neighbours of one actor (25)',
      store: (run) =>
        store.tally({ filter: { about: [actorAt(run)] }, by: ['other'], order: 'COUNT', limit: 26, withoutSelf: true }),
      sql: (run) => rows(others, actorAt(run)),
      http: {
        query:
          'query ($id: ID!) { neighbours(id: $id, first: 25) { nodes { n record { __typename ... on Event { name } ... on Actor { name } } } } }',
        variables: (run) => ({ id: actorAt(run) }),
      },
    },
    {
      name: 'search (25 hits)',
      store: (run) =>
        store.search({
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
      store: () => store.tally({ filter: {}, by: ['year'], unit: 'CLAIMS' }),
      sql: () => rows(years),
      http: {
        query: '{ histogram(unit: YEAR) { claims undated bins { label n supports opposes neutral } } }',
        variables: () => ({}),
      },
    },
  ];
}
