// Neo4j under trouble: a real server that the test itself kills and starts again, and a proxy that stalls and cuts. What was
// acknowledged is there afterwards, what was not is whole or absent, and nobody waits longer than five seconds to hear of it.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../server/store/neo4j/database.ts';
import type { Neo4jAddress } from '../../server/store/neo4j/store.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import type { Change, Store } from '../../server/store/store.ts';
import { actor, claim, smallWorld, target } from '../fixtures/records.ts';
import { tallyOf } from '../support/asking.ts';
import { clearNeo4j, LTS } from '../support/neo4j.ts';
import type { Neo4jProcess } from '../support/neo4j-process.ts';
import { processMissing, startProcess } from '../support/neo4j-process.ts';
import { requires } from '../support/requirements.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { meta, put, refusal, save } from '../support/writing.ts';

const PASSWORD = 'on-record-tests';
const PATIENCE_MS = 5_000;

const withNeo4j = await requires(`a Neo4j ${LTS} to kill`, () => processMissing(LTS));

withNeo4j('Neo4j under trouble', () => {
  let server: Neo4jProcess;
  let address: Neo4jAddress;

  beforeAll(async () => {
    server = await startProcess({ version: LTS, password: PASSWORD });
    address = { url: server.url, user: 'neo4j', password: PASSWORD, database: 'neo4j' };
  }, 300_000);

  afterAll(() => server?.stop());

  async function withStore(use: (store: Store) => Promise<void>, at: Neo4jAddress = address): Promise<void> {
    const store = await openNeo4j(at);
    try {
      await use(store);
    } finally {
      await store.close();
    }
  }

  /** The refusal, and that it came in time. */
  async function refusedInTime(call: () => Promise<unknown>): Promise<string> {
    const started = Date.now();
    const { code, message } = await refusal(call());
    expect(Date.now() - started).toBeLessThan(PATIENCE_MS + 500);
    expect(code).toBe('UNAVAILABLE');
    return message;
  }

  test.each([
    ['wrong password', { password: 'not-the-password' }, 'NEO4J_PASSWORD'],
    ['wrong user', { user: 'nobody' }, 'NEO4J_USER'],
    ['wrong database', { database: 'elsewhere' }, 'NEO4J_DATABASE'],
    ['wrong port', { url: 'bolt://127.0.0.1:9' }, 'does not answer'],
  ])('a %s is told with its remedy', async (_, wrong, said) => {
    expect(await refusedInTime(() => openNeo4j({ ...address, ...wrong }))).toContain(said);
  });

  test('a database of another program, or of a later version, is left alone', async () => {
    await clearNeo4j(address, ['CREATE (:Film {title: "M"})']);
    expect(await refusedInTime(() => openNeo4j(address))).toContain('another program');
    await clearNeo4j(address, ["CREATE (:Graph {id: 'graph', format: 999, version: 0})"]);
    expect(await refusedInTime(() => openNeo4j(address))).toContain('later version');
    await clearNeo4j(address);
  });

  test('indexes that are missing are made at start, and those of an earlier state are taken away', async () => {
    await clearNeo4j(address);
    await withStore(async (store) => {
      await save(store, ...smallWorld());
    });
    const database = new Database(address);
    const said = async () =>
      (await database.run<{ name: string }>("SHOW INDEXES YIELD name WHERE name STARTS WITH 'attributed' RETURN name"))
        .map(({ name }) => name)
        .sort();
    try {
      const all = await said();
      await database.change('CREATE INDEX attributed_said FOR ()-[a:ATTRIBUTED]-() ON (a.lane, a.said, a.claim)');
      await database.change('DROP INDEX attributed_tally');
      await withStore(async (store) => {
        expect(await said()).toEqual(all);
        expect((await store.claims({ filter: {}, order: 'SAID_DESC', limit: 5 })).items).not.toEqual([]);
      });
    } finally {
      await database.close();
    }
  });

  /** Would run for days. */
  const ENDLESS = 'UNWIND range(1, 1000000000000) AS x WITH x WHERE x % 2 = 3 RETURN count(x) AS n';
  const running = async (database: Database) =>
    (await database.run<{ text: string }>('SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery AS text')).filter(
      ({ text }) => text.includes('1000000000000'),
    ).length;

  test('what takes too long is ended, in the database too, and told as such', async () => {
    const database = new Database(address, { readMs: 2_000 });
    try {
      expect(await refusedInTime(() => database.run(ENDLESS))).toContain('needed too long for this question');
      expect(await running(database)).toBe(0);
    } finally {
      await database.close();
    }
  });

  test('what nobody waits for any more is ended in the database too', async () => {
    const database = new Database(address);
    const left = new AbortController();
    try {
      const asked = refusal(database.whileWanted(left.signal, () => database.run(ENDLESS)));
      await expect.poll(() => running(database), { timeout: 10_000 }).toBe(1);
      left.abort();
      expect((await asked).message).toContain('nobody waits for this answer');
      await expect.poll(() => running(database), { timeout: 10_000 }).toBe(0);
    } finally {
      await database.close();
    }
  });

  test('killed: reads and writes say so in time; started again: the same store goes on, and nothing is lost', async () => {
    await clearNeo4j(address);
    await withStore(async (store) => {
      const { version } = await save(store, ...smallWorld());
      await server.kill();
      await refusedInTime(() => store.getMany(['clm_a']));
      await refusedInTime(() => save(store, actor({ id: 'act_lost' })));
      await refusedInTime(() => store.ready());
      await server.start();
      await store.ready();
      expect((await store.stats()).datasetVersion).toBe(version);
      expect(await store.getMany(['act_lost'])).toEqual([null]);
      await save(store, actor({ id: 'act_c' }));
      expect(await store.verify()).toEqual([]);
    });
  }, 300_000);

  test('a connection that falls silent is given up in time', async () => {
    await clearNeo4j(address);
    const proxy = await startProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
    try {
      await withStore(
        async (store) => {
          await save(store, ...smallWorld());
          proxy.stall();
          await refusedInTime(() => store.claims({ filter: {}, order: 'SAID_DESC', limit: 5 }));
          await refusedInTime(() => save(store, actor({ id: 'act_c' })));
          proxy.mend();
          await store.ready();
          proxy.cut();
          await refusedInTime(() => store.ready());
          proxy.mend();
          await save(store, actor({ id: 'act_d' }));
          expect(await store.verify()).toEqual([]);
        },
        { ...address, url: `bolt://127.0.0.1:${proxy.port}` },
      );
    } finally {
      await proxy.close();
    }
  }, 300_000);

  test('killed in the middle of an import: nobody ever sees a part of it, and the next start sweeps it away', async () => {
    await clearNeo4j(address);
    const store = await openNeo4j(address);
    const { version } = await save(store, ...smallWorld());
    let failed: unknown;
    const importing = store
      .write(
        meta(),
        many(9_000, 6_000, () => server.kill()),
      )
      .catch((error) => {
        failed = error;
      });
    await importing;
    expect(failed).toMatchObject({ code: 'UNAVAILABLE' });
    await server.start();
    expect((await store.stats()).datasetVersion).toBe(version);
    expect((await tallyOf(store, { filter: {}, by: [] })).rows[0]?.n).toBe(1);
    await store.close();
    // The lease of the writer that is gone runs out.
    await sleep(31_000);
    await withStore(async (next) => {
      expect(await next.verify()).toEqual([]);
      const written = await next.write(meta(), many(9_000));
      expect(written).toMatchObject({ added: 9_000, version: version + 9_000 });
      expect((await tallyOf(next, { filter: {}, by: [], unit: 'CLAIMS' })).rows[0]?.n).toBe(9_001);
    });
  }, 600_000);

  test('a stream that fails late leaves nothing behind', async () => {
    await clearNeo4j(address);
    await withStore(async (store) => {
      const { version } = await save(store, ...smallWorld());
      const failing = store.write(
        meta(),
        many(8_000, 7_500, () => {
          throw new Error('the file ended');
        }),
      );
      await expect(failing).rejects.toThrow('the file ended');
      expect((await store.stats()).datasetVersion).toBe(version);
      expect((await save(store, actor({ id: 'act_c' }))).version).toBe(version + 1);
      expect(await store.verify()).toEqual([]);
    });
  }, 600_000);

  test('a write whose changes come slowly lets go of the lock, and goes on when they come', async () => {
    await clearNeo4j(address);
    await withStore(async (store) => {
      await save(store, ...smallWorld());
      const database = new Database(address);
      const lease = async () =>
        (await database.run<{ lease: string | null }>('MATCH (g:Graph) RETURN g.lease AS lease'))[0];
      async function* slowly(): AsyncGenerator<Change[]> {
        yield [put(actor({ id: 'act_c' })), put(actor({ name: 'Changed' }))];
        await expect.poll(lease, { timeout: 30_000 }).not.toEqual({ lease: null });
        yield [put(actor({ id: 'act_d' })), put(actor({ name: 'Changed' }))];
      }
      expect(await store.write(meta(), slowly())).toMatchObject({ version: 9, added: 2, changed: 1, unchanged: 1 });
      expect(await lease()).toEqual({ lease: null });
      await database.close();
      expect(await store.verify()).toEqual([]);
    });
  }, 60_000);

  test('two servers, many writers: every number once, and each reads what it wrote', async () => {
    await clearNeo4j(address);
    await withStore((one) =>
      withStore(async (other) => {
        await save(one, ...smallWorld());
        const writes = Array.from({ length: 40 }, (_, index) => async () => {
          const store = index % 2 === 0 ? one : other;
          const id = `act_w${index}`;
          const { results } = await save(store, actor({ id }));
          expect((await store.getMany([id]))[0]?.version).toBe(results[0]?.version);
          return results[0]?.version ?? 0;
        });
        const versions = await Promise.all(writes.map((write) => write()));
        expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 7));
        expect(await one.verify()).toEqual([]);
      }),
    );
  }, 300_000);

  test('a version is never seen before all that it consists of', async () => {
    await clearNeo4j(address);
    await withStore((one) =>
      withStore(async (other) => {
        await save(one, ...smallWorld());
        let writing = true;
        const writer = (async () => {
          for (let index = 0; index < 400; index++)
            await save(one, claim({ id: `clm_w${index}`, targets: [target('act_b')], saidOn: '2021-11-18' }));
          writing = false;
        })();
        const missing: string[] = [];
        let looks = 0;
        const reader = async () => {
          for (let after = 6; writing; looks++) {
            const { version, rows } = await tallyOf(other, { filter: {}, by: [], unit: 'CLAIMS' });
            if (rows[0]?.n !== version - 5) missing.push(`${rows[0]?.n} claims at version ${version}`);
            const { items } = await other.changes({ after, limit: 100 });
            if (items.some((item, index) => item.version !== after + index + 1))
              missing.push(`a change after ${after}`);
            after += items.length;
          }
        };
        await Promise.all([writer, reader(), reader(), reader()]);
        expect(missing).toEqual([]);
        expect(looks).toBeGreaterThan(100);
      }),
    );
  }, 300_000);

  test('what a write left that was cut short before it was published is swept away by the next', async () => {
    await clearNeo4j(address);
    await withStore(async (store) => {
      await save(store, ...smallWorld());
      const database = new Database(address);
      await database.change(`MATCH (g:Graph) MATCH (s:Record {id: 'act_a'}) MATCH (t:Record {id: 'act_b'})
        CREATE (:Record:Actor {id: 'act_left', kind: 'actor', first: g.version + 1, mentions: 0})
          -[:HAS]->(:Version {version: g.version + 1, kind: 'actor', first: g.version + 1, id: 'act_left', until: ${Number.MAX_SAFE_INTEGER}})
        CREATE (s)-[:ATTRIBUTED {recorded: g.version + 1, since: g.version + 1, until: ${Number.MAX_SAFE_INTEGER}}]->(t)
        CREATE (:Commit {no: g.commit + 1, first: g.version + 1, last: g.version + 1, token: 'left'})`);
      await database.close();
      expect(await save(store, actor({ id: 'act_c' }))).toMatchObject({ version: 7 });
      expect(await store.getMany(['act_left', 'act_c'])).toMatchObject([null, { version: 7 }]);
      expect(await store.verify()).toEqual([]);
    });
  }, 60_000);
});

/** Claims in pieces of 500; before the piece that holds the one numbered `at`, something happens. */
async function* many(count: number, at = -1, then: () => unknown = () => undefined): AsyncGenerator<Change[]> {
  for (let start = 0; start < count; start += 500) {
    if (at >= start && at < start + 500) await then();
    yield Array.from({ length: 500 }, (_, index) =>
      put(claim({ id: `clm_m${start + index}`, targets: [target('act_b')], saidOn: '2021-11-18' })),
    );
  }
}
