// The questions that are timed: each as a call of the store, as an operation over HTTP, and where it is one statement, as raw
// SQL on the same file with the same number of rows read.

import { parseEdtf, saidKey } from '../server/domain/dates.ts';
import type { Claim } from '../server/domain/records.ts';
import { parseQuery } from '../server/domain/text.ts';
import type { Store } from '../server/store/store.ts';

export interface Question {
  name: string;
  runs: number;
  store(store: Store, run: number): Promise<unknown>;
  http: { query: string; variables(run: number): Record<string, unknown> };
  sql?: { text: string; values(run: number): (string | number)[] };
}

/** What the questions are asked about; found in the store first. */
export interface Subjects {
  claims: string[];
  /** Keys and cursor of the claim that 10,000 others come before. */
  deep: (string | number)[];
  deepCursor: string;
  actor: string;
  from: string;
  to: string;
}

const PAGE = `claims(first: 50, after: $after) {
  nodes { id proposition saidOn speakers { name } targets { stance target { ... on Event { name } } } quotes { exact source { title } } }
}`;
const TWO_YEARS = { from: '2010-01-01', to: '2011-12-31' };
const DEEP = 10_000;
const DAY_MS = 86_400_000;
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

export async function findSubjects(
  store: Store,
  ask: (query: string, variables: object) => Promise<unknown>,
): Promise<Subjects> {
  const claims: string[] = [];
  let after: (string | number)[] | undefined;
  let deepCursor = '';
  for (let read = 0; read < DEEP; read += 100) {
    const page = await store.claims({ filter: {}, order: 'SAID_DESC', limit: 100, after });
    const last = page.items.at(-1);
    if (last === undefined) throw new Error(`the store holds fewer than ${DEEP} claims; import more roll calls`);
    after = keysOf(last.record);
    claims.push(last.id);
    const answer = (await ask(
      'query($after: String) { claims(first: 100, after: $after) { pageInfo { endCursor } } }',
      {
        after: deepCursor || null,
      },
    )) as { claims: { pageInfo: { endCursor: string } } };
    deepCursor = answer.claims.pageInfo.endCursor;
  }
  return { claims, deep: after ?? [], deepCursor, actor: 'act_un-us', ...TWO_YEARS };
}

const keysOf = (claim: Claim) => [saidKey(claim.saidOn === null ? null : parseEdtf(claim.saidOn)), claim.id];

export function questionsAbout({ claims, deep, deepCursor, actor, from, to }: Subjects): Question[] {
  const window = { saidFrom: from, saidTo: to };
  const text = parseQuery('nuclear');
  const claimAt = (run: number) => claims[run % claims.length] ?? '';
  return [
    {
      name: 'claim by id',
      runs: 1_000,
      store: (store, run) => store.getMany([claimAt(run)]),
      http: {
        query: 'query($id: ID!) { claim(id: $id) { id proposition saidOn status } }',
        variables: (run) => ({ id: claimAt(run) }),
      },
      sql: {
        text: 'SELECT version.data FROM record JOIN version ON version.version = record.version WHERE record.id = ?',
        values: (run) => [claimAt(run)],
      },
    },
    {
      name: 'page of 50 claims, first',
      runs: 300,
      store: (store) => store.claims({ filter: {}, order: 'SAID_DESC', limit: 50 }),
      http: { query: `query($after: String) { ${PAGE} }`, variables: () => ({ after: null }) },
      sql: {
        text: `SELECT version.data FROM (
          SELECT version, said, claim FROM attribution INDEXED BY attribution_status
          WHERE until IS NULL AND status = 1 AND span = 0 ORDER BY said DESC, claim DESC LIMIT 51
        ) page JOIN version ON version.version = page.version`,
        values: () => [],
      },
    },
    {
      name: 'page of 50 claims, 10,000 deep',
      runs: 300,
      store: (store) => store.claims({ filter: {}, order: 'SAID_DESC', limit: 50, after: deep }),
      http: { query: `query($after: String) { ${PAGE} }`, variables: () => ({ after: deepCursor }) },
      sql: {
        text: `SELECT version.data FROM (
          SELECT version, said, claim FROM attribution INDEXED BY attribution_status
          WHERE until IS NULL AND status = 1 AND span = 0 AND (said, claim) < (?, ?) ORDER BY said DESC, claim DESC LIMIT 51
        ) page JOIN version ON version.version = page.version`,
        values: () => [dayNumber(String(deep[0])), String(deep[1])],
      },
    },
    {
      name: 'relations of two years, every group',
      runs: 20,
      store: (store) => store.tally({ filter: window, by: ['speaker', 'target'] }),
      http: {
        query: `query($filter: ClaimFilter) { relations(filter: $filter, first: 100) { totalCount nodes { n balance speaker { name } target { ... on Event { name } } } } }`,
        variables: () => ({ filter: window }),
      },
      sql: {
        text: `SELECT speaker, target, COUNT(*), SUM(stance = 0), SUM(stance = 1), MIN(said), MAX(said) FROM attribution
          WHERE until IS NULL AND status IN (1, 2) AND span = 0 AND said BETWEEN ? AND ? GROUP BY speaker, target`,
        values: () => [dayNumber(from), dayNumber(to)],
      },
    },
    {
      name: 'neighbours of one actor, 25 strongest',
      runs: 50,
      store: (store) => store.tally({ filter: { about: [actor] }, by: ['other'], order: 'COUNT', limit: 25 }),
      http: {
        query: `query($id: ID!) { neighbours(id: $id, first: 25) { totalCount nodes { n record { ... on Event { name } } } } }`,
        variables: () => ({ id: actor }),
      },
    },
    {
      name: 'search, a word of many records',
      runs: 50,
      store: (store) => store.search({ query: text, kinds: ['actor', 'event', 'topic', 'source', 'claim'], limit: 25 }),
      http: {
        query: `{ search(text: "nuclear", first: 25) { nodes { match snippet record { id } } } }`,
        variables: () => ({}),
      },
    },
    {
      name: 'histogram by month, ten years',
      runs: 20,
      store: (store) =>
        store.tally({ filter: { saidFrom: '2001-01-01', saidTo: '2010-12-31' }, by: ['month'], unit: 'CLAIMS' }),
      http: {
        query: `{ histogram(filter: { saidFrom: "2001-01-01", saidTo: "2010-12-31" }, unit: MONTH) { claims bins { label n } } }`,
        variables: () => ({}),
      },
    },
  ];
}
