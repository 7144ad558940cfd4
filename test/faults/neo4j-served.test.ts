// What clients of the server see while its database is in trouble: a real server process, a real database that the test
// kills, and a proxy between the two that stalls, cuts and half-closes.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from '../support/command.ts';
import { start, temporaryFolder } from '../support/command.ts';
import { clearNeo4j, LTS } from '../support/neo4j.ts';
import type { Neo4jProcess } from '../support/neo4j-process.ts';
import { freePort, processMissing, startProcess } from '../support/neo4j-process.ts';
import { requires } from '../support/requirements.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { startProxy } from '../support/tcp-proxy.ts';

const PASSWORD = 'on-record-tests';
const ADMIN_TOKEN = 'the-admin-token-of-the-tests';
/** That long a client waits at most, and a little for a busy machine. */
const PATIENCE_MS = 6_000;
const READ = '{ stats { datasetVersion } }';
const ADD =
  'mutation ($input: AddActorInput!) { addActor(input: $input) { actor { id version } userErrors { message } } }';

const withNeo4j = await requires(`a Neo4j ${LTS} to kill`, () => processMissing(LTS));

withNeo4j('a server whose database is in trouble', () => {
  let database: Neo4jProcess;
  let proxy: TcpProxy;
  let server: Running;
  let url: string;
  const table: string[] = [];

  beforeAll(async () => {
    database = await startProcess({ version: LTS, password: PASSWORD });
    proxy = await startProxy({ host: '127.0.0.1', port: Number(new URL(database.url).port) });
  }, 300_000);

  afterAll(async () => {
    console.log(['trouble | the client saw | after', ...table].join('\n'));
    await proxy?.close();
    await database?.stop();
  });

  async function serve(env: Record<string, string> = {}): Promise<void> {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = start(['serve', '--port', String(port), '--store', `bolt://127.0.0.1:${proxy.port}`], {
      cwd: temporaryFolder(),
      env: { NEO4J_PASSWORD: PASSWORD, ADMIN_TOKEN, LOG_LEVEL: 'warn', ...env },
    });
  }

  async function end(): Promise<void> {
    server.child.kill('SIGTERM');
    expect((await server.done).code).toBe(0);
  }

  async function ask(query: string, variables: object = {}) {
    const started = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
      data: any;
      errors?: { message: string; extensions: { code: string } }[];
    };
    return { data, error: errors?.[0], ms: performance.now() - started };
  }

  const status = async (path: string) => (await fetch(url + path)).status;
  const add = (id: string, key?: string) => ask(ADD, { input: { id, kind: 'PERSON', name: id, idempotencyKey: key } });

  async function unavailable(trouble: string, asked: ReturnType<typeof ask>): Promise<void> {
    const { error, ms } = await asked;
    table.push(`${trouble} | ${error?.extensions.code}: ${error?.message} | ${(ms / 1_000).toFixed(1)} s`);
    expect(error?.extensions.code).toBe('UNAVAILABLE');
    expect(ms).toBeLessThan(PATIENCE_MS);
  }

  async function goesOn(): Promise<void> {
    const started = performance.now();
    await expect.poll(() => status('/ready'), { timeout: 20_000, interval: 100 }).toBe(200);
    table.push(`… and over again | ready | ${((performance.now() - started) / 1_000).toFixed(1)} s`);
    expect((await ask(READ)).data.stats.datasetVersion).toBeGreaterThanOrEqual(0);
  }

  test('down at the start: the server waits and says so; it is alive, not ready, and begins by itself', async () => {
    proxy.cut();
    await serve();
    await server.says(/waiting: the database at .* does not answer/);
    expect(await status('/health')).toBe(200);
    expect(await status('/ready')).toBe(503);
    await unavailable('down at the start, a read', ask(READ));
    await unavailable('down at the start, a write', add('act_early'));
    proxy.mend();
    await server.says('Ctrl-C stops it');
    await goesOn();
    await end();
  });

  test('a wrong password or database ends the start with 3 and says what to set', async () => {
    for (const [env, said] of [
      [{ NEO4J_PASSWORD: 'wrong' }, 'NEO4J_PASSWORD'],
      [{ NEO4J_DATABASE: 'elsewhere' }, 'NEO4J_DATABASE'],
    ] as const) {
      await serve(env);
      const { code, stderr } = await server.done;
      expect(code).toBe(3);
      expect(stderr).toContain(said);
      expect(stderr).not.toContain(PASSWORD);
      table.push(`wrong ${said} at the start | exit code 3: ${stderr.trim()} |`);
    }
  });

  test('killed, silent, cut and half-closed in the middle: every client hears of it in time, and the pool recovers', async () => {
    await clearNeo4j({ url: database.url, user: 'neo4j', password: PASSWORD, database: 'neo4j' });
    await serve();
    await server.says('Ctrl-C stops it');
    expect((await add('act_0')).data.addActor.userErrors).toEqual([]);

    await database.kill();
    await unavailable('killed, a read', ask(READ));
    await unavailable('killed, a write', add('act_killed'));
    expect([await status('/health'), await status('/ready')]).toEqual([200, 503]);
    await database.start();
    await goesOn();

    proxy.stall();
    await unavailable('silent, a read', ask(READ));
    await unavailable('silent, a write', add('act_silent'));
    proxy.mend();
    await goesOn();

    proxy.cut();
    await unavailable('cut, a read', ask(READ));
    await unavailable('cut, a write', add('act_cut'));
    proxy.mend();
    await goesOn();

    proxy.halfClose();
    await unavailable('half-closed, a read', ask(READ));
    proxy.mend();
    await goesOn();

    const { data } = await ask('{ actors { nodes { id } } }');
    expect(data.actors.nodes).toEqual([{ id: 'act_0' }]);
    await end();
  }, 300_000);

  test('killed in the middle of writes: what was acknowledged is there, the rest is whole or absent, and a repeat adds nothing', async () => {
    await clearNeo4j({ url: database.url, user: 'neo4j', password: PASSWORD, database: 'neo4j' });
    await serve();
    await server.says('Ctrl-C stops it');
    const acknowledged: string[] = [];
    let unanswered = 0;
    let slowest = 0;
    for (let round = 0; round < 3; round++) {
      const ids = Array.from({ length: 30 }, (_, index) => `act_k${round}x${index}`);
      const writes = ids.map(async (id) => {
        const { data, error } = await add(id, `key ${id}`);
        if (error === undefined) acknowledged.push(data.addActor.actor.id);
        else unanswered++;
      });
      const enough = acknowledged.length + 3 * (round + 1);
      while (acknowledged.length < enough) await sleep(5);
      await database.kill();
      const killed = performance.now();
      await Promise.all(writes);
      // Those who waited for their turn as well.
      slowest = Math.max(slowest, performance.now() - killed);
      await database.start();
      await goesOn();
      // Everyone who got no answer asks again with the same key.
      for (const id of ids)
        expect((await add(id, `key ${id}`)).data.addActor).toMatchObject({ actor: { id }, userErrors: [] });
    }
    const { data } = await ask('{ stats { datasetVersion actors } }');
    table.push(
      `killed in the middle of writes, 3 rounds | ${acknowledged.length} acknowledged, ${unanswered} UNAVAILABLE; lost 0, doubled 0 | ${(slowest / 1_000).toFixed(1)} s`,
    );
    expect(acknowledged.length + unanswered).toBe(90);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(unanswered).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(PATIENCE_MS);
    expect(data.stats).toEqual({ datasetVersion: 90, actors: 90 });
    await end();
  }, 300_000);
});
