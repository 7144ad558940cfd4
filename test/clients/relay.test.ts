// Relay's compiler takes the contract: what it generates to read a record again, or the next page of it, is checked against the
// schema by the compiler itself, and then sent to the server.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';
import { locate } from '../support/on-demand.ts';
import { CLIENTS } from './packages.ts';

const SOURCE = /* TypeScript */ `
import { graphql } from 'react-relay';

graphql\`
  query historyQuery($id: ID!) {
    history(id: $id, first: 3) {
      nodes { version record { id ...history_record @alias(as: "actor") } }
    }
  }
\`;
graphql\`
  query historyThenQuery($id: ID!, $asOf: Int) {
    actor(id: $id, asOf: $asOf) { ...history_record ...history_claims }
  }
\`;
graphql\`
  fragment history_record on Actor @refetchable(queryName: "historyRecordRefetchQuery") {
    name
    mergedIds
  }
\`;
graphql\`
  fragment history_claims on Actor
  @refetchable(queryName: "historyClaimsPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    claims(first: $count, after: $cursor) @connection(key: "history_claims") {
      edges { node { proposition targets { target { __typename ... on Node { id } } } } }
    }
  }
\`;
graphql\`
  fragment history_network on Query @refetchable(queryName: "historyRelationsPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    relations(first: $count, after: $cursor) @connection(key: "history_relations") { edges { node { n } } }
  }
\`;
graphql\`
  mutation historyEditMutation($input: EditActorInput!) {
    editActor(input: $input) { actor { id name version } userErrors { field message code } }
  }
\`;
graphql\`
  subscription historyChangedSubscription($after: Int) { changed(after: $after) { version record { id } } }
\`;
`;

const folder = mkdtempSync(join(tmpdir(), 'on-record-relay-'));
let example: Example;

beforeAll(async () => {
  example = await openExample();
  mkdirSync(join(folder, 'src'));
  mkdirSync(join(folder, 'made'));
  copyFileSync('schema.graphql', join(folder, 'schema.graphql'));
  writeFileSync(join(folder, 'src', 'history.ts'), SOURCE);
  const config = {
    src: 'src',
    schema: 'schema.graphql',
    language: 'typescript',
    artifactDirectory: 'made',
    noFutureProofEnums: true,
  };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
});
afterAll(async () => {
  await example.close();
  rmSync(folder, { recursive: true, force: true });
});

const textOf = (name: string) => {
  const made = readFileSync(join(folder, 'made', `${name}.graphql.ts`), 'utf8');
  return JSON.parse(/"text": (".*")/.exec(made)?.[1] ?? 'null') as string;
};

test('the compiler accepts the schema, and what it makes reads past records and their pages again', async () => {
  const compiler = locate(CLIENTS, 'relay-compiler/cli.js');
  const printed = execFileSync(process.execPath, [compiler ?? '', 'relay.config.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(printed).toContain('Done');

  const { actor } = await example.data('{ actor(id: "act_russia") { version } }');
  const { history } = await example.data(textOf('historyQuery'), { id: 'act_russia' });
  const [{ version, record }] = history.nodes;
  expect(version).toBe(actor.version);
  const then = `act_russia@${version}`;
  expect(record).toMatchObject({ id: then, name: 'Russia' });
  const again = await example.data(textOf('historyRecordRefetchQuery'), { id: record.id });
  expect(again.node).toMatchObject({ id: then, name: 'Russia' });

  const { datasetVersion } = await example.store.stats();
  const past = await example.data(textOf('historyThenQuery'), { id: 'act_russia', asOf: datasetVersion - 1 });
  const { edges, pageInfo } = past.actor.claims;
  const next = await example.data(textOf('historyClaimsPageQuery'), {
    id: past.actor.id,
    count: 2,
    cursor: pageInfo.endCursor,
  });
  expect(next.node.id).toBe(`act_russia@${datasetVersion - 1}`);
  const whole = await example.data(
    `{ actor(id: "act_russia", asOf: ${datasetVersion - 1}) { claims(first: 4) { edges { node { id } } } } }`,
  );
  const ids = (list: { node: { id: string } }[]) => list.map(({ node }) => node.id);
  expect([...ids(edges), ...ids(next.node.claims.edges)]).toEqual(ids(whole.actor.claims.edges));
});
