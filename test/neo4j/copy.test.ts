// A store with a past, SQLite -> Neo4j -> SQLite by the real command against a real server: all three hold the same, and answer
// the same about every moment.

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccess } from '../../server/services/access.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Store, Version } from '../../server/store/store.ts';
import { actor, batch, claim, source, target, topic } from '../fixtures/records.ts';
import { tallyOf } from '../support/asking.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import { onRecord, start, temporaryFolder } from '../support/command.ts';
import { fillWithHistory } from '../support/history-store.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, NEWEST, neo4jMissing } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';
import { meta, put, remove, save } from '../support/writing.ts';

const both = async () => (await neo4jMissing(LTS)()) ?? (await neo4jMissing(NEWEST)());
const withNeo4j = await requires(`Neo4j ${LTS} and ${NEWEST}`, both);

withNeo4j('copying to Neo4j and back', () => {
  let server: Neo4jServer;
  let env: Record<string, string>;

  beforeAll(async () => {
    server = await borrowNeo4j(LTS);
    const { user, password, database } = server.address;
    env = { NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database };
  }, 300_000);

  beforeEach(() => server.clear());
  afterAll(() => server?.stop());

  async function withStores(paths: readonly string[], use: (stores: Store[]) => Promise<void>): Promise<void> {
    const stores: Store[] = [];
    try {
      for (const path of paths) stores.push(path === '' ? await openNeo4j(server.address) : await openSqlite({ path }));
      await use(stores);
    } finally {
      for (const store of stores) await store.close();
    }
  }

  async function historyOf(store: Store): Promise<Version[]> {
    const versions: Version[] = [];
    for (let more = true; more; ) {
      const page = await store.changes({ after: versions.length, limit: 2_000 });
      versions.push(...page.items);
      more = page.more;
    }
    return versions;
  }

  test('history, every state of the past, tokens and exports are the same in all three', async () => {
    const cwd = temporaryFolder();
    const [a, back] = [join(cwd, 'a.db'), join(cwd, 'back.db')];
    await fillWithHistory(a);
    await onRecord(['import', '--set', 'security-guarantees', '--to', `sqlite:${a}`], { cwd });
    let secret = '';
    await withStores([a], async ([store]) => {
      if (store === undefined) throw new Error('no store');
      await save(store, actor({ id: 'act_gone' }), topic({ id: 'top_back' }));
      await store.write(meta({ author: 'bob', batch: 'bat_a', batchRecord: batch() }), [
        remove('act_gone'),
        remove('top_back'),
        put(topic({ id: 'top_new' })),
      ]);
      await save(store, topic({ id: 'top_back', name: 'Back again' }));
      ({ secret } = await createAccess(store, null, () => new Date()).createToken({ name: 'Ada', role: 'CURATOR' }));
    });
    const there = await onRecord(['copy', '--quiet', `sqlite:${a}`, server.address.url], { cwd, env });
    expect(there).toMatchObject({ code: 0, stderr: '' });
    const andBack = await onRecord(['copy', '--quiet', server.address.url, `sqlite:${back}`], { cwd, env });
    expect(andBack).toMatchObject({ code: 0, stderr: '' });
    // The same versions, token and hashes are told both times.
    expect(andBack.stdout).toBe(there.stdout);
    expect(there.stdout).toMatch(/^\d+ versions copied, and 1 token\n/);

    const again = await onRecord(['copy', '--quiet', `sqlite:${a}`, server.address.url], { cwd, env });
    expect(again.stdout).toMatch(/^0 versions copied/);

    await withStores([a, '', back], async ([first, ...others]) => {
      if (first === undefined) throw new Error('no store');
      const history = await historyOf(first);
      const moments = [...new Set(history.map(({ write }) => write.last))];
      const ids = [...new Set(history.map(({ id }) => id))];
      for (const other of others) {
        expect(await historyOf(other)).toEqual(history);
        expect(await createAccess(other, null, () => new Date()).identify(secret)).toMatchObject({ name: 'Ada' });
        expect(await other.verify()).toEqual([]);
        for (const asOf of moments) {
          expect(await other.stats(asOf), `as of ${asOf}`).toEqual(await first.stats(asOf));
          expect(await other.getMany(ids, asOf), `as of ${asOf}`).toEqual(await first.getMany(ids, asOf));
          const tally = { filter: { asOf }, by: ['speaker', 'targetKind', 'stance'] as const };
          expect(await tallyOf(other, tally), `as of ${asOf}`).toEqual(await tallyOf(first, tally));
        }
      }
    });
    for (const asOf of ['20', '31', '100']) {
      const exports = [`sqlite:${a}`, server.address.url, `sqlite:${back}`].map((url) =>
        onRecord(['export', '--as-of', asOf, '--from', url], { cwd, env }),
      );
      const [first, ...others] = await Promise.all(exports);
      expect(first).toMatchObject({ code: 0 });
      for (const other of others) expect(other.stdout).toBe(first?.stdout);
    }
  });

  test('from one Neo4j to another, of the newest release', async () => {
    const cwd = temporaryFolder();
    const a = join(cwd, 'a.db');
    await fillWithHistory(a);
    const newest = await borrowNeo4j(NEWEST);
    try {
      await newest.clear();
      const there = await onRecord(['copy', '--quiet', `sqlite:${a}`, server.address.url], { cwd, env });
      const on = await onRecord(['copy', '--quiet', server.address.url, newest.address.url], { cwd, env });
      expect(on).toMatchObject({ code: 0, stderr: '', stdout: there.stdout });
      const store = await openNeo4j(newest.address);
      try {
        expect(await store.verify()).toEqual([]);
        await withStores([''], async ([first]) => {
          if (first === undefined) throw new Error('no store');
          const history = await historyOf(first);
          expect(history.length).toBeGreaterThan(20);
          expect(await historyOf(store)).toEqual(history);
        });
      } finally {
        await store.close();
      }
    } finally {
      await newest.stop();
    }
  });

  test('killed in the middle of one large write, the same command goes on at once', async () => {
    const cwd = temporaryFolder();
    const a = join(cwd, 'a.db');
    await withStores([a], async ([store]) => {
      await store?.write(meta(), [
        ...[actor(), actor({ id: 'act_b' }), source()].map((record) => put(record)),
        ...Array.from({ length: 20_000 }, (_, at) =>
          put(claim({ id: `clm_${at}`, targets: [target(at === 0 ? 'act_b' : `clm_${at - 1}`, 'OPPOSES')] })),
        ),
      ]);
    });
    const copy = ['copy', '--quiet', `sqlite:${a}`, server.address.url];
    const running = start(copy, { cwd, env });
    let reached = 0;
    await withStores([''], async ([store]) => {
      const version = async () => (await store?.stats())?.datasetVersion ?? 0;
      await expect.poll(version, { interval: 20, timeout: 120_000 }).toBeGreaterThan(0);
      running.child.kill('SIGKILL');
      expect(await running.done).toMatchObject({ signal: 'SIGKILL' });
      // What was on its way may still arrive.
      await sleep(2_000);
      reached = await version();
    });
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(20_003);
    const again = await onRecord(copy, { cwd, env });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toMatch(
      new RegExp(`^${20_003 - reached} versions copied, after the ${reached} that were there`),
    );
    await withStores([''], async ([store]) => expect(await store?.verify()).toEqual([]));
  });

  test('refuses a database that holds other records, and one that is not there', async () => {
    const cwd = temporaryFolder();
    const a = join(cwd, 'a.db');
    await fillWithHistory(a);
    await withStores([''], async ([store]) => {
      if (store !== undefined) await save(store, actor({ id: 'act_other' }));
    });
    const refused = await onRecord(['copy', `sqlite:${a}`, server.address.url], { cwd, env });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('holds something else: its version 1') });
    const same = await onRecord(['copy', server.address.url, server.address.url.replace('bolt:', 'neo4j:')], {
      cwd,
      env,
    });
    expect(same).toMatchObject({ code: 2, stderr: expect.stringContaining('FROM and TO are one store') });
    const absent = await onRecord(['copy', `sqlite:${a}`, 'bolt://127.0.0.1:9'], { cwd, env });
    expect(absent.code).toBe(3);
  });
});
