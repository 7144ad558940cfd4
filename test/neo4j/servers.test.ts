// Two servers, as processes of their own, over one database: whoever writes through one reads it through either, and nothing
// that must happen once happens twice. SERVERS_WRITES asks for more writes.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import { subscribe } from '../support/event-stream.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, neo4jMissing } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';
import type { TestServer } from '../support/server.ts';
import { startServer } from '../support/server.ts';

const WRITES = Number(process.env.SERVERS_WRITES ?? 400);
const WRITERS = 50;
const SOURCES = 20;
const ADMIN_TOKEN = 'the-admin-token-of-both-servers';
const TEXT = 'We agree with them on the border, and on nothing else.';

const withNeo4j = await requires(`Neo4j ${LTS}`, neo4jMissing(LTS));

withNeo4j('two servers over one Neo4j', () => {
  let database: Neo4jServer;
  let servers: [TestServer, TestServer];

  beforeAll(async () => {
    database = await borrowNeo4j(LTS);
    const { url, user, password, database: name } = database.address;
    const env = {
      ...{ STORE_URL: url, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: name },
      ...{ ADMIN_TOKEN, LOG_LEVEL: 'warn' },
    };
    const [one, other] = await Promise.allSettled([startServer({ env }), startServer({ env })]);
    if (one.status === 'rejected' || other.status === 'rejected') {
      // The one that did start must not go on with a database that others will borrow.
      for (const started of [one, other]) if (started.status === 'fulfilled') await started.value.close();
      throw [one, other].find((started) => started.status === 'rejected')?.reason;
    }
    servers = [one.value, other.value];
    for (const id of ['act_ada', 'act_bo']) await mutate(0, 'addActor', { id, kind: 'STATE', name: id });
    for (let number = 0; number < SOURCES; number++)
      await mutate(0, 'addSource', { id: `src_${number}`, kind: 'ARTICLE', title: `Source ${number}`, text: TEXT });
  }, 300_000);

  afterAll(async () => {
    await Promise.all((servers ?? []).map((server) => server.close()));
    await database?.stop();
  });

  // biome-ignore lint/suspicious/noExplicitAny: a test looks into payloads of every shape
  async function mutate(server: number, name: string, input: object, fields = ''): Promise<any> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { field message code } } }`;
    const { data, errors } = await (servers[server] as TestServer).ask(query, { input }, ADMIN_TOKEN);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data[name];
  }

  const claim = (proposition: string, source = 'src_0') => ({
    speakers: ['act_ada'],
    proposition,
    targets: [{ target: { actor: 'act_bo' }, stance: 'SUPPORTS' }],
    quotes: [{ source, exact: 'We agree with them' }],
    saidOn: '2021-11-18',
  });

  test('one of them made the first tokens, and they hold at both', async () => {
    const curators = servers.map(({ tokens }) => tokens.curator).filter((token) => token !== '');
    expect(curators).toHaveLength(1);
    for (const server of servers)
      expect(await server.ask('{ viewer { name role } }', {}, curators[0] as string)).toEqual({
        data: { viewer: { name: 'curator', role: 'CURATOR' } },
      });
  });

  test('a token that one revokes is refused by the other within seconds', async () => {
    const [one, other] = servers;
    const made = await one.ask(
      'mutation { createToken(input: { name: "Eve", role: CURATOR }) { secret token { id } } }',
      {},
      ADMIN_TOKEN,
    );
    const { secret, token } = made.data.createToken;
    const role = async () => (await other.ask('{ viewer { role } }', {}, secret)).data?.viewer?.role;
    expect(await role()).toBe('CURATOR');
    await one.ask('mutation ($id: ID!) { revokeToken(id: $id) { token { revoked } } }', { id: token.id }, ADMIN_TOKEN);
    await expect.poll(role, { timeout: 10_000, interval: 500 }).toBeUndefined();
  });

  test('a user reads what they wrote through either', async () => {
    for (let write = 0; write < 20; write++) {
      const { actor } = await mutate(
        write % 2,
        'addActor',
        { kind: 'PERSON', name: `Reader ${write}` },
        'actor { id }',
      );
      const { data } = await (servers[(write + 1) % 2] as TestServer).ask(
        'query ($id: ID!) { actor(id: $id) { name } }',
        {
          id: actor.id,
        },
      );
      expect(data.actor).toEqual({ name: `Reader ${write}` });
    }
  });

  test('a request that comes to both with one key is carried out once, and both get the same answer', async () => {
    for (let round = 0; round < 5; round++) {
      const input = { ...claim(`Said once, ${round}.`), idempotencyKey: `key ${round}` };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => mutate(index % 2, 'addClaim', input, 'claim { id version }')),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ userErrors: [], claim: { version: expect.any(Number) } });
    }
  });

  test('of one claim that comes to both at once, one is recorded', async () => {
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          mutate(index % 2, 'addClaim', claim(`Said twice, ${round}.`), 'claim { id }'),
        ),
      );
      const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
      expect(answers.filter((answer) => answer.claim !== null)).toHaveLength(1);
      expect(codes).toEqual(Array.from({ length: 9 }, () => 'CONFLICT'));
    }
  });

  test('of two judgements that contradict each other and come to both at once, one is in force', async () => {
    for (let round = 0; round < 5; round++) {
      const ids = ['a', 'b'].map((letter) => `act_${letter}${round}`);
      for (const id of ids) await mutate(0, 'addActor', { id, kind: 'PERSON', name: id });
      const [keep, other] = ids;
      const answers = await Promise.all(
        ['SAME', 'DIFFERENT'].map((verdict, server) =>
          mutate(server, 'judgeIdentity', { verdict, keep, other, reason: 'So it seems.' }, 'judgement { id }'),
        ),
      );
      expect(answers.filter(({ judgement }) => judgement !== null)).toHaveLength(1);
    }
  });

  test(
    `${2 * WRITERS} writers, ${WRITES} writes: each acknowledged one is there once, and the stream of either has them all in order`,
    async () => {
      const { data } = await servers[0].ask('{ stats { datasetVersion } }');
      const start: number = data.stats.datasetVersion;
      const left = new AbortController();
      const streams = servers.map((server) => follow(server, start, WRITES, left.signal));
      const acknowledged = new Map<string, number>();
      let next = 0;
      const writer = async (number: number) => {
        for (let write = next++; write < WRITES; write = next++) {
          const { claim: added, userErrors } = await mutate(
            number % 2,
            'addClaim',
            claim(`Claim number ${write}.`, `src_${write % SOURCES}`),
            'claim { id version }',
          );
          expect(userErrors).toEqual([]);
          acknowledged.set(added.id, added.version);
        }
      };
      const started = performance.now();
      await Promise.all(Array.from({ length: 2 * WRITERS }, (_, number) => writer(number)));
      const seconds = (performance.now() - started) / 1_000;
      const seen = await Promise.all(streams);
      left.abort();
      const versions = [...acknowledged.values()].sort((a, b) => a - b);
      const expected = Array.from({ length: WRITES }, (_, index) => start + 1 + index);
      const found = await countOf(servers[1], [...acknowledged.keys()]);
      const gaps = seen.map((stream) => expected.filter((version) => !stream.includes(version)).length);
      console.log(
        `${2 * WRITERS} writers on 2 servers: ${acknowledged.size} acknowledged in ${seconds.toFixed(0)} s, ${found} found, ${
          versions.length - new Set(versions).size
        } duplicate versions, gaps in the streams ${gaps.join(' and ')}`,
      );
      expect(acknowledged.size).toBe(WRITES);
      expect(found).toBe(WRITES);
      expect(versions).toEqual(expected);
      for (const stream of seen) expect(stream).toEqual(expected);
    },
    60_000 + WRITES * 200,
  );
});

/** The versions that a server's change stream brings after this one. */
async function follow({ url }: TestServer, after: number, count: number, signal: AbortSignal): Promise<number[]> {
  const versions: number[] = [];
  for await (const event of subscribe(url, `subscription { changed(after: ${after}) { version } }`, signal)) {
    versions.push((event as { data: { changed: { version: number } } }).data.changed.version);
    if (versions.length === count) break;
  }
  return versions;
}

async function countOf(server: TestServer, ids: readonly string[]): Promise<number> {
  let found = 0;
  for (let start = 0; start < ids.length; start += 100) {
    const part = ids.slice(start, start + 100);
    const { data } = await server.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: part });
    found += data.nodes.filter((node: unknown) => node !== null).length;
  }
  return found;
}
