// The embedded store against the common suite, and what only it promises: one file, several threads and processes.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { parseQuery } from '../../server/domain/text.ts';
import { Connection } from '../../server/store/sqlite/connection.ts';
import { start } from '../../server/store/sqlite/migrations/001-start.ts';
import { prepareFile } from '../../server/store/sqlite/open-file.ts';
import { plannerLimits } from '../../server/store/sqlite/planner-limits.ts';
import { runRead } from '../../server/store/sqlite/reads.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { defineHolds } from '../../server/store/sqlite/text-match.ts';
import { Thread } from '../../server/store/sqlite/thread.ts';
import type { ClaimFilter, ListQuery, Tally } from '../../server/store/store.ts';
import { actor, claim, event, judgement, quote, smallWorld, source, target, topic } from '../fixtures/records.ts';
import { tallyOf } from '../support/asking.ts';
import { meta, put, refusal, remove, save } from '../support/writing.ts';
import { countedWhileWriting } from './cases/tally.ts';
import { storeConformance } from './conformance.ts';

storeConformance({ name: 'SQLite', open: () => openSqlite({ path: ':memory:' }) });

const folder = mkdtempSync(join(tmpdir(), 'on-record-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(folder, `${++files}`, 'store.db');

describe('the file', () => {
  test('is made with its folder, holds what was written, and is marked as ours', async () => {
    const path = newFile();
    const store = await openSqlite({ path });
    await save(store, ...smallWorld());
    await store.close();
    expect(readdirSync(join(path, '..'))).toEqual(['store.db']);
    expect(readFileSync(path).toString('latin1', 68, 72)).toBe('OnRc');
    const again = await openSqlite({ path });
    expect((await again.stats()).datasetVersion).toBe(6);
    expect((await save(again, ...smallWorld())).unchanged).toBe(6);
    await again.close();
  });

  test('leaves nothing behind when it was in memory only', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('on-record-')).length;
    const store = await openSqlite({ path: ':memory:' });
    await save(store, actor());
    await store.close();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('on-record-')).length).toBeLessThanOrEqual(before);
  });

  test('is refused when it belongs to another program, is none, or comes from a later version', async () => {
    const other = newFile();
    prepareFile(other);
    const marked = new DatabaseSync(other);
    marked.exec('PRAGMA user_version = 99');
    marked.close();
    expect(await refusal(openSqlite({ path: other }))).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('later version'),
    });
    const foreign = join(folder, 'foreign.db');
    const database = new DatabaseSync(foreign);
    database.exec('CREATE TABLE t (a)');
    database.close();
    expect(await refusal(openSqlite({ path: foreign }))).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('another program'),
    });
    const text = join(folder, 'text.db');
    writeFileSync(text, 'This is no database, but a text that is long enough to be taken for one.'.repeat(20));
    expect(await refusal(openSqlite({ path: text }))).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('not a store'),
    });
    expect(readFileSync(text, 'utf8')).toContain('This is no database');
  });

  test('is brought up to date with a copy kept beside it, or left as it was', async () => {
    const path = newFile();
    const store = await openSqlite({ path });
    await save(store, ...smallWorld());
    await store.close();
    expect(() => prepareFile(path, [start, 'CREATE TABLE extra (a) STRICT', 'no SQL'])).toThrow();
    const version = (file: string) => {
      const database = new DatabaseSync(file, { readOnly: true });
      const { user_version: found } = database.prepare('PRAGMA user_version').get() as { user_version: number };
      database.close();
      return found;
    };
    expect(version(path)).toBe(1);
    prepareFile(path, [start, 'CREATE TABLE extra (a ANY) STRICT']);
    expect([version(path), version(`${path}.before-v2`), existsSync(`${path}.before-v2.part`)]).toEqual([2, 1, false]);
    const copy = await openSqlite({ path: `${path}.before-v2` });
    expect((await copy.stats()).datasetVersion).toBe(6);
    await copy.close();
  });

  test('is copied while in use, and the copy is a store', async () => {
    const path = newFile();
    const store = await openSqlite({ path });
    await save(store, ...smallWorld());
    await store.backup(`${path}.copy`);
    await save(store, actor({ id: 'act_late' }));
    expect(await refusal(store.backup(`${path}.copy`))).toMatchObject({ code: 'CONFLICT' });
    await store.close();
    const copy = await openSqlite({ path: `${path}.copy` });
    expect([(await copy.stats()).datasetVersion, await copy.verify()]).toEqual([6, []]);
    await copy.close();
  });

  test('forgets what it knew of the records when another connection has written', async () => {
    const path = newFile();
    const [store, other] = [await openSqlite({ path }), await openSqlite({ path })];
    await save(store, ...smallWorld());
    await save(store, claim({ id: 'clm_b', targets: [target('top_a')] }));
    await other.write(meta(), [remove('clm_b'), remove('top_a')]);
    const { code, fields } = await refusal(save(store, claim({ id: 'clm_c', targets: [target('top_a')] })));
    expect([code, fields]).toEqual(['INVALID', ['[0].targets[0].target']]);
    await other.write(meta(), [put(actor({ id: 'act_c' })), put(judgement({ records: ['act_c', 'act_b'] }))]);
    await save(store, claim({ id: 'clm_d' }));
    expect((await tallyOf(store, { filter: {}, by: ['target'] })).rows.map(({ keys, n }) => [keys[0], n])).toEqual([
      ['act_c', 2],
    ]);
    await Promise.all([store.close(), other.close()]);
  });

  test('is shared with another process, which waits for its turn and is told when it must not', async () => {
    const path = newFile();
    const store = await openSqlite({ path });
    await save(store, source());
    const code = `import { openSqlite } from './server/store/sqlite/store.ts';
      import { actor } from './test/fixtures/records.ts';
      import { save } from './test/support/writing.ts';
      const store = await openSqlite({ path: ${JSON.stringify(path)} });
      await save(store, actor());
      await store.close();`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], { stdio: 'inherit' });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect((await store.getMany(['act_a']))[0]?.version).toBe(2);
    // The writer of this process knew nothing of act_a.
    expect((await save(store, actor(), actor({ id: 'act_b' }), claim())).added).toBe(2);
    const lock = new DatabaseSync(path);
    lock.exec('BEGIN IMMEDIATE');
    expect(await refusal(save(store, actor({ id: 'act_c' })))).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('another process'),
    });
    lock.exec('ROLLBACK');
    lock.close();
    expect((await save(store, actor({ id: 'act_c' }))).added).toBe(1);
    await store.close();
  });
});

describe('verify', () => {
  const DAMAGE: [string, string, string][] = [
    [
      'a record that points at an old version',
      "UPDATE record SET version = num WHERE id = 'act_a'",
      'act_a points at version',
    ],
    ['a title', "UPDATE record SET title = 'x' WHERE id = 'top_a'", 'top_a: what it is listed by'],
    ['a facet', "DELETE FROM facet WHERE num = (SELECT num FROM record WHERE id = 'evt_a')", 'evt_a: its facets'],
    [
      'a name',
      "UPDATE name SET name = 'x' WHERE num = (SELECT num FROM record WHERE id = 'act_b')",
      'act_b: its names',
    ],
    ['an attribution', 'UPDATE attribution SET stance = 0', 'clm_a: its attributions'],
    ['a lost attribution', 'DELETE FROM attribution', 'clm_a: its attributions'],
    ['text', "INSERT INTO claim_text (claim_text) VALUES ('delete-all')", 'clm_a: the index of its text'],
    ['an identity', 'UPDATE canon SET until = 99', 'which records stand for which'],
    ['a count of records', 'UPDATE counts SET n = n + 1 WHERE kind = 2', 'the number of topic records'],
    ['a count of claims', "UPDATE record SET mentions = 7 WHERE id = 'act_b'", 'act_b: the number of claims'],
    [
      'a broken reference',
      'PRAGMA foreign_keys = OFF; UPDATE version SET commit_no = 99 WHERE version = 1',
      'commits that does not exist',
    ],
  ];

  test.each(DAMAGE)('finds %s', async (_, sql, problem) => {
    const path = newFile();
    const store = await openSqlite({ path });
    await save(store, ...smallWorld(), actor({ id: 'act_c' }), judgement({ records: ['act_b', 'act_c'] }));
    await save(store, actor({ name: 'Changed' }));
    expect(await store.verify()).toEqual([]);
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    expect((await store.verify()).join('\n')).toContain(problem);
    await store.close();
  });

  test('finds a damaged page', async () => {
    const path = newFile();
    const store = await openSqlite({ path });
    await save(
      store,
      ...Array.from({ length: 500 }, (_, index) => topic({ id: `top_${index}`, name: `Topic ${index}` })),
    );
    await store.close();
    const bytes = readFileSync(path);
    for (let at = bytes.length - 40_000; at < bytes.length - 30_000; at++) bytes[at] = 0xa5;
    writeFileSync(path, bytes);
    const damaged = await openSqlite({ path });
    const problems = await damaged.verify().catch((error: Error) => [error.message]);
    expect(problems.join('\n')).toMatch(/damaged/);
    await damaged.close();
  });
});

describe('a connection', () => {
  test('refuses what SQLite would take in silence', () => {
    const path = newFile();
    prepareFile(path);
    const connection = new Connection(path, 'reader', 4);
    for (const wrong of [
      Number.NaN,
      1.5,
      2 ** 53,
      Number.POSITIVE_INFINITY,
      true as unknown as number,
      undefined as unknown as number,
    ])
      expect(() => connection.value('SELECT ?', [wrong])).toThrow(TypeError);
    expect(() => connection.value('SELECT ?, ?', [1])).toThrow(TypeError);
    expect(() => connection.value('SELECT ?', [1, 2])).toThrow(TypeError);
    expect(() => connection.run('DELETE FROM record')).toThrow();
    expect(connection.value('SELECT ?', [2 ** 53 - 1])).toBe(2 ** 53 - 1);
    connection.close();
  });

  test('keeps no more statements than it needs', () => {
    const path = newFile();
    prepareFile(path);
    const connection = new Connection(path, 'reader', 4);
    for (let index = 0; index < 1_000; index++) expect(connection.value(`SELECT ${index} + ?`, [1])).toBe(index + 1);
    connection.close();
  });
});

describe('threads', () => {
  test('that die fail what they owed, and are replaced', async () => {
    const path = newFile();
    prepareFile(path);
    const thread = new Thread({ path, role: 'reader', cacheMegabytes: 4 });
    expect((await thread.read('stats')).datasetVersion).toBe(0);
    const owed = thread.ask({ do: 'die' } as never);
    await expect(owed).rejects.toThrow();
    expect((await thread.read('stats')).datasetVersion).toBe(0);
    await thread.close();
  });

  test('answer reads while a long write is under way, from before it', async () => {
    const store = await openSqlite({ path: newFile() });
    await save(store, ...smallWorld());
    let seen: number | undefined;
    async function* changes() {
      yield [put(topic({ id: 'top_b' }))];
      seen = (await store.stats()).datasetVersion;
      expect(await store.getMany(['top_b'])).toEqual([null]);
      expect((await tallyOf(store, { filter: {}, by: [] })).rows[0]?.n).toBe(1);
      yield [put(topic({ id: 'top_c' }))];
    }
    expect((await store.write(meta(), changes())).version).toBe(8);
    expect(seen).toBe(6);
    expect((await store.getMany(['top_b']))[0]?.version).toBe(7);
    await store.close();
  });

  test('count no claim that the version they name does not have, and none less', async () => {
    const store = await openSqlite({ path: newFile() });
    const seen = await countedWhileWriting(store, ({ rows, version }) => version - (rows[0]?.n ?? 0));
    // Before the claims come the three records that they name.
    expect(seen.flat().filter((others) => others !== 3)).toEqual([]);
    await store.close();
  });
});

describe('every way to an answer', () => {
  const WAYS = [
    { page: 1, sorted: -1, list: 0, tally: 1 },
    { page: 1_000_000, sorted: 1_000_000, list: 1_000_000, tally: 1_000_000 },
    { page: 12, sorted: 3, list: 9, tally: 12 },
  ];
  const FILTERS: ClaimFilter[] = [
    {},
    { speakers: ['act_1'] },
    { speakers: Array.from({ length: 20 }, (_, index) => `act_${index}`) },
    { targets: ['act_2', 'evt_0'] },
    { about: ['act_1'] },
    { about: ['act_1', 'act_2'], stances: ['OPPOSES'] },
    { between: ['act_1', 'act_2', 'act_3'] },
    { topics: ['top_0'] },
    { topics: ['top_0'], speakers: ['act_1', 'act_2'] },
    { events: ['evt_0', 'evt_1'] },
    { sources: ['src_1'] },
    { publishers: ['P1'] },
    { text: parseQuery('wor') },
    { text: parseQuery('word3 ') },
    { text: parseQuery('rare'), saidFrom: '2021-01-01' },
    { curators: ['bob'] },
    { batches: ['bat_none'] },
    { saidFrom: '2021-02-01', saidTo: '2021-06-30', undated: 'INCLUDE' },
    { asOf: 70 },
    { asOf: 70, about: ['act_1'], saidTo: '2021-06-30' },
    { asOf: 70, text: parseQuery('word1') },
  ];
  const TALLIES: Omit<Tally, 'filter'>[] = [
    { by: ['speaker', 'target'], unit: 'CLAIMS' },
    { by: ['said'], unit: 'CLAIMS', order: 'COUNT' },
    { by: ['publisher'], unit: 'ATTRIBUTIONS' },
    { by: [] },
    {
      by: ['end'],
      unit: 'OTHERS',
      pairs: [
        ['act_1', 'act_2'],
        ['act_2', 'act_3'],
      ],
    },
  ];
  const LISTS: ListQuery[] = [
    { kind: 'source', order: 'TITLE_ASC', limit: 100, facets: { publisher: ['P1'] }, total: true },
    { kind: 'actor', order: 'RECORDED_DESC', limit: 3, facets: { kind: ['STATE', 'PERSON'] }, total: true },
    { kind: 'claim', order: 'DATE_ASC', limit: 100, facets: { at: ['evt_1'] } },
  ];

  test('gives the same answer', async () => {
    const path = newFile();
    const store = await openSqlite({ path });
    const dates = [null, '2021-03-01', '2021-03', '2021', '../2021-02', '2021-05/..', '2020-12-31'];
    await save(
      store,
      ...Array.from({ length: 20 }, (_, index) => actor({ id: `act_${index}`, kind: index % 2 ? 'STATE' : 'PERSON' })),
      ...[0, 1, 2].map((index) => source({ id: `src_${index}`, publisher: index ? `P${index % 2}` : null })),
      ...[0, 1].flatMap((index) => [event({ id: `evt_${index}` }), topic({ id: `top_${index}` })]),
    );
    const claims = Array.from({ length: 80 }, (_, index) =>
      claim({
        id: `clm_${(index * 37) % 80}`,
        speakers: index % 3 ? [`act_${index % 5}`] : [`act_${index % 5}`, `act_${(index % 5) + 1}`],
        targets: [
          target(`act_${(index * 3) % 7}`, index % 2 ? 'OPPOSES' : 'SUPPORTS'),
          ...(index % 4 ? [] : [target('top_0'), target('evt_0', 'MIXED')]),
        ],
        saidOn: dates[index % 7] ?? null,
        at: index % 6 ? null : 'evt_1',
        proposition: `word${index % 4} ${index % 20 ? '' : 'rare'}`,
        quotes: [quote({ source: `src_${index % 3}` }), quote({ source: `src_${index % 2}` })],
        status: index % 9 ? 'ACCEPTED' : 'PROPOSED',
      }),
    );
    await save(store, ...claims.slice(0, 60));
    await store.write(
      meta({ author: 'bob' }),
      claims.slice(60).map((record) => put(record)),
    );
    await save(store, claim({ ...claims[5], proposition: 'edited' }), judgement({ records: ['act_1', 'act_4'] }));
    await store.close();
    const connection = new Connection(path, 'reader', 4);
    defineHolds(connection);
    const given = { ...plannerLimits };
    const answers = () =>
      FILTERS.flatMap((filter) => [
        ...(['SAID_ASC', 'SAID_DESC', 'RECORDED_DESC'] as const).flatMap((order) =>
          [2, 200].map((limit) => runRead(connection, 'claimPage', [{ filter, order, limit, total: true }])),
        ),
        runRead(connection, 'attributionPage', [{ filter, order: 'SAID_DESC', limit: 300, total: true }]),
        ...TALLIES.map((query) => runRead(connection, 'tally', [[{ ...query, filter }]])),
      ]).concat(LISTS.map((list) => runRead(connection, 'find', [list])) as never[]);
    try {
      const [first, ...others] = WAYS.map((way) => {
        Object.assign(plannerLimits, way);
        return answers();
      });
      expect(first?.length).toBe(FILTERS.length * 12 + LISTS.length);
      for (const other of others) expect(other).toEqual(first);
    } finally {
      Object.assign(plannerLimits, given);
      connection.close();
    }
  });
});
