// The caches of Apollo and urql keep records by their ids. Whatever was asked before, and whatever comes after, what they give back
// for a question is what the server answered to it: versions of a record, what readers see of several that are one, and counts under
// two filters are never taken for each other.

import { createRequire } from 'node:module';
import type { DocumentNode } from 'graphql';
import { buildClientSchema, getIntrospectionQuery, isInterfaceType, isObjectType, isUnionType, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actor, claim, judgement, quote, source, target } from '../fixtures/records.ts';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';
import { save } from '../support/writing.ts';
import { CLIENTS } from './packages.ts';

const fromClients = createRequire(new URL(`../../${CLIENTS}/package.json`, import.meta.url));
let example: Example;
/** The version before the judgement, and the newest. */
let before: number;

beforeAll(async () => {
  example = await openExample({ empty: true });
  const sources = [source({ id: 'src_one' })];
  await save(example.store, ...sources, actor({ id: 'act_ada', name: 'Ada' }), actor({ id: 'act_adah', name: 'Adah' }));
  await save(example.store, actor({ id: 'act_ada', name: 'Ada Quill' }), actor({ id: 'act_bo', name: 'Bo' }));
  const said = { speakers: ['act_ada'], quotes: [quote({ source: 'src_one' })] };
  await save(
    example.store,
    claim({ ...said, id: 'clm_one', targets: [target('act_bo', 'SUPPORTS')], saidOn: '2021' }),
    claim({ ...said, id: 'clm_two', targets: [target('act_bo', 'OPPOSES')], speakers: ['act_adah'], saidOn: '2022' }),
  );
  before = (await example.store.stats()).datasetVersion;
  await save(example.store, judgement({ id: 'jdg_one', records: ['act_ada', 'act_adah'], verdict: 'SAME' }));
  await save(example.store, actor({ id: 'act_ada', name: 'Ada Q.' }));
});
afterAll(() => example.close());

const NAMED = 'id recordId version names { text } name mergedIds claimCounts { asSpeaker asTarget }';
const RECORD = `__typename id ... on Actor { ${NAMED} } ... on Judgement { records { __typename id ... on Actor { ${NAMED} } } } ... on Claim { speakers { ${NAMED} } }`;

/** Questions about the same records at different times, under different filters, and in different company. */
const questions = (): string[] => [
  `{ actor(id: "act_ada") { ${NAMED} } }`,
  `{ actor(id: "act_ada", asOf: ${before}) { ${NAMED} claims { datasetVersion nodes { id speakers { ${NAMED} } } } } }`,
  `{ history(id: "act_ada") { nodes { version record { ${RECORD} } } } }`,
  `{ history(id: "act_adah") { nodes { version record { ${RECORD} } } } }`,
  `{ changes(after: 0) { versions { version record { ${RECORD} } } } }`,
  `{ actor(id: "act_adah") { ${NAMED} } }`,
  `{ actor(id: "act_ada", asOf: ${before + 1}) { ${NAMED} } }`,
  `{ judgements { nodes { id records { __typename id ... on Actor { ${NAMED} } } } } }`,
  `{ claims { nodes { id speakers { ${NAMED} } } } }`,
  `{ claims(filter: { asOf: ${before} }) { nodes { id speakers { ${NAMED} } } } }`,
  '{ network { nodes { recordId name claims neighbours } edges { speaker target n balance } datasetVersion } }',
  '{ network(filter: { stances: [OPPOSES] }) { nodes { recordId name claims neighbours } edges { speaker target n balance } } }',
  `{ network(filter: { asOf: ${before} }) { nodes { recordId name claims neighbours } edges { speaker target n } datasetVersion } }`,
  '{ relations { nodes { n supports opposes speaker { id name } target { __typename ... on Node { id } ... on Actor { name } } } } }',
  `{ relations(filter: { asOf: ${before} }) { nodes { n speaker { id name } target { __typename ... on Node { id } ... on Actor { name } } } } }`,
  `{ nodes(ids: ["act_ada@2", "act_ada@${before}", "act_ada@${before + 1}", "act_ada@${before + 1}.merged", "act_adah@${before + 2}", "act_adah"]) { ${RECORD} } }`,
];

async function answer(query: string, variables: object = {}): Promise<{ data: unknown }> {
  return { data: await example.data(query, variables) };
}

/** As clients read it from the server. */
const introspection = () => example.data(getIntrospectionQuery());

async function possibleTypes(): Promise<Record<string, string[]>> {
  const schema = buildClientSchema(await introspection());
  const abstract = Object.values(schema.getTypeMap()).filter((type) => isInterfaceType(type) || isUnionType(type));
  return Object.fromEntries(abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]));
}

/** What a client did not ask for itself, and its cache adds to know what is what. */
function withoutTypenames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypenames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key === '__typename' ? [] : [[key, withoutTypenames(one)]])),
  );
}

/** Asks all, then each again from the cache alone. */
async function everyAnswer(ask: (query: string) => Promise<unknown>, kept: (query: string) => unknown): Promise<void> {
  for (const query of [...questions(), ...questions().toReversed()]) await ask(query);
  for (const query of questions())
    expect(withoutTypenames(kept(query)), query).toEqual(withoutTypenames(await example.data(query)));
}

test('Apollo Client', async () => {
  const { ApolloClient, ApolloLink, InMemoryCache } = await import(fromClients.resolve('@apollo/client'));
  const { from } = await import(fromClients.resolve('rxjs'));
  const { print } = await import(fromClients.resolve('graphql'));
  const link = new ApolloLink(({ query, variables }: { query: DocumentNode; variables: object }) =>
    from(answer(print(query), variables)),
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes: await possibleTypes() }) });
  await everyAnswer(
    (query) => client.query({ query: parse(query), fetchPolicy: 'network-only' }),
    (query) => client.readQuery({ query: parse(query) }),
  );
  client.stop();
});

test('urql with graphcache', async () => {
  const { Client, fetchExchange } = await import(fromClients.resolve('@urql/core'));
  const { cacheExchange } = await import(fromClients.resolve('@urql/exchange-graphcache'));
  const schema = buildClientSchema(await introspection());
  const isRecord = (await possibleTypes()).Record ?? [];
  const embedded = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !isRecord.includes(type.name) && !type.name.startsWith('__') ? [type.name] : [],
  );
  const warnings: unknown[] = [];
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    fetch: async (_url: string, { body }: { body: string }) => {
      const { query, variables } = JSON.parse(body);
      return new Response(JSON.stringify(await answer(query, variables)), {
        headers: { 'content-type': 'application/json' },
      });
    },
    exchanges: [
      cacheExchange({
        schema: await introspection(),
        keys: Object.fromEntries(embedded.map((name) => [name, () => null])),
        logger: (_level: string, message: string) => warnings.push(message),
      }),
      fetchExchange,
    ],
  });
  await everyAnswer(
    async (query) => {
      const { error } = await client.query(query, {}, { requestPolicy: 'network-only' }).toPromise();
      if (error !== undefined) throw error;
    },
    (query) => client.readQuery(query, {}, { requestPolicy: 'cache-only' })?.data,
  );
  expect(warnings).toEqual([]);
});
