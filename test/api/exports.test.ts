// The flat table as a file: its bytes read by readers that are not ours, against the set itself; one version whatever is written
// meanwhile; no more read than the client takes; and the same refusals as the API's.

import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { zstdDecompressSync } from 'node:zlib';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { actor, claim, quote, source, target } from '../fixtures/records.ts';
import { ADMIN_TOKEN, fillExample, serveExample } from '../support/example.ts';
import { readCsv } from '../support/read-csv.ts';
import { requires } from '../support/requirements.ts';
import { seedRows, sortedRows } from '../support/seed-rows.ts';
import { openTestStore } from '../support/test-store.ts';
import { put, save } from '../support/writing.ts';

type Served = Awaited<ReturnType<typeof serveExample>>;
type Row = Record<string, unknown>;

let server: Served;
let version: number;
beforeAll(async () => {
  server = await serveExample();
  version = (await server.store.stats()).datasetVersion;
});
afterAll(() => server.close());

const get = (path: string, init: RequestInit = {}) => fetch(`${server.url}/export/${path}`, init);
const filtered = (format: string, filter: object, init: RequestInit = {}) =>
  get(`claims.${format}?filter=${encodeURIComponent(JSON.stringify(filter))}`, init);

/** What no line of the set says, or what is another thing in each format, is looked at by itself. */
const LEFT_OUT = ['earliest', 'latest', 'version', 'datasetVersion'];
const without = (row: Row) => Object.fromEntries(Object.entries(row).filter(([name]) => !LEFT_OUT.includes(name)));
const compared = (rows: readonly Row[]) => sortedRows(rows).map(without);

async function jsonLines(response: Response): Promise<Row[]> {
  const text = await response.text();
  expect(text.endsWith('\n') || text === '').toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);
}

/** As whoever knows the types of the columns reads them. */
function typed([names = [], ...records]: string[][], like: Row): Row[] {
  return records.map((record) =>
    Object.fromEntries(
      names.map((name, index) => {
        const text = record[index] ?? '';
        const known = like[name];
        if (Array.isArray(known)) return [name, JSON.parse(text)];
        if (typeof known === 'boolean') return [name, text === 'true'];
        if (typeof known === 'number' || ['confidence', 'quoteStart', 'quoteEnd'].includes(name))
          return [name, text === '' ? null : Number(text)];
        return [name, text === '' ? null : text.replace(/^'/, '')];
      }),
    ),
  );
}

const DECOMPRESS = Object.fromEntries([['ZSTD', (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input))]]);

async function parquetRows(response: Response): Promise<Row[]> {
  const file = await response.arrayBuffer();
  return (await parquetReadObjects({ file, compressors: DECOMPRESS })) as Row[];
}

describe('the whole example set', () => {
  const expected = () => compared(seedRows('seed'));

  test('as JSON Lines', async () => {
    const response = await get('claims.jsonl');
    expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    const rows = await jsonLines(response);
    expect(compared(rows)).toEqual(expected());
    expect(new Set(rows.map((row) => row.datasetVersion))).toEqual(new Set([version]));
  });

  test('as CSV, read as RFC 4180 says', async () => {
    const response = await get('claims.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const records = readCsv(await response.text());
    expect(new Set(records.map((record) => record.length))).toEqual(new Set([records[0]?.length]));
    expect(compared(typed(records, seedRows('seed')[0] ?? {}))).toEqual(expected());
  });

  test('as Parquet, with the version and the filter in the file', async () => {
    const response = await get('claims.parquet');
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet');
    const copy = response.clone();
    const rows = await parquetRows(response);
    expect(compared(rows)).toEqual(expected());
    const facts = parquetMetadata(await copy.arrayBuffer()).key_value_metadata;
    expect(facts).toEqual([
      { key: 'on-record.datasetVersion', value: String(version) },
      { key: 'on-record.filter', value: '{}' },
    ]);
  });

  test('with the same days, versions and order in every format, as the API gives them', async () => {
    const fields = 'claimId speakerId targetId stance earliest latest version datasetVersion';
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ claimRows(first: 5000) { nodes { ${fields} } } }` }),
    });
    const names = fields.split(' ');
    const chosen = (row: Row) => names.map((name) => (row[name] instanceof Date ? dayOf(row[name]) : row[name]));
    const given = (await answer.json()) as { data: { claimRows: { nodes: Row[] } } };
    const api = given.data.claimRows.nodes.map(chosen);
    expect(api.length).toBe(seedRows('seed').length);
    expect((await jsonLines(await get('claims.jsonl'))).map(chosen)).toEqual(api);
    expect((await parquetRows(await get('claims.parquet'))).map(chosen)).toEqual(api);
    const csv = typed(readCsv(await (await get('claims.csv')).text()), { version: 1, datasetVersion: 1 });
    expect(csv.map(chosen)).toEqual(api);
  });
});

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const withPython = await requires('Python 3', async () =>
  promisify(execFile)('python3', ['--version']).then(
    () => null,
    () => 'python3 was not found',
  ),
);

withPython('Python', () => {
  test('reads the CSV with its own reader to the same rows', async () => {
    const script =
      'import csv, json, sys, io; print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")))))';
    const text = await (await get('claims.csv')).text();
    const child = promisify(execFile)('python3', ['-c', script], { maxBuffer: 2 ** 26 });
    child.child.stdin?.end(text);
    const records = JSON.parse((await child).stdout) as string[][];
    expect(compared(typed(records, seedRows('seed')[0] ?? {}))).toEqual(compared(seedRows('seed')));
  });
});

describe('a filter', () => {
  test('keeps what claimRows keeps', async () => {
    const rows = await jsonLines(await filtered('jsonl', { stances: ['OPPOSES'], targetKinds: ['ACTOR'] }));
    const expected = seedRows('seed').filter(
      ({ stance, targetKind }) => stance === 'OPPOSES' && targetKind === 'ACTOR',
    );
    expect(expected.length).toBeGreaterThan(5);
    expect(compared(rows)).toEqual(compared(expected));
  });

  test('that nothing passes gives an empty table that readers read', async () => {
    const nothing = { speakers: [] };
    expect(await jsonLines(await filtered('jsonl', nothing))).toEqual([]);
    expect(readCsv(await (await filtered('csv', nothing)).text())).toHaveLength(1);
    expect(await parquetRows(await filtered('parquet', nothing))).toEqual([]);
  });

  test.each<[object]>([
    [{ saidFrom: 'x', stances: ['SUPPORTS'], sources: ['act_a'] }],
    [{ asOf: 1_000_000 }],
    [{ text: '?!' }],
  ])('with faults is refused as the API refuses it: %j', async (filter) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query ($f: ClaimFilter) { claimRows(filter: $f) { totalCount } }',
        variables: { f: filter },
      }),
    });
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: object }[] };
    const response = await filtered('csv', filter);
    expect(response.status).toBe(400);
    const [first] = ((await response.json()) as { errors: { message: string; extensions: object }[] }).errors;
    expect(first).toEqual({ message: errors[0]?.message, extensions: errors[0]?.extensions });
  });

  test.each([
    ['claims.csv?filter={', 'filter is not JSON'],
    ['claims.csv?filter=[]', 'filter'],
    ['claims.csv?filter={"nonsense":1}', 'nonsense'],
    ['claims.csv?filtre={}', 'filtre'],
    ['claims.csv?filter={}&filter={}', 'twice'],
  ])('that is none is refused: %s', async (path, word) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-disposition')).toBeNull();
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(errors[0]?.message).toContain(word);
    expect(errors[0]?.extensions.code).toBe('INVALID');
  });
});

describe('as HTTP', () => {
  test('names the file, its version and a tag, in HEAD as in GET', async () => {
    const response = await filtered('parquet', { speakers: ['act_russia'] });
    await response.arrayBuffer();
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="on-record-claims-v${version}.parquet"`,
    );
    expect(response.headers.get('x-dataset-version')).toBe(String(version));
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const head = await filtered('parquet', { speakers: ['act_russia'] }, { method: 'HEAD' });
    expect(head.status).toBe(200);
    for (const name of ['content-type', 'content-disposition', 'etag', 'x-dataset-version'])
      expect(head.headers.get(name), name).toBe(response.headers.get(name));
    expect(await head.text()).toBe('');
  });

  test('says that nothing has changed, until something has', async () => {
    const own = await serveExample();
    try {
      const ask = (path: string, tag?: string) =>
        fetch(`${own.url}/export/${path}`, tag === undefined ? {} : { headers: { 'if-none-match': tag } });
      const tag = (await ask('claims.csv')).headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]+"$/);
      const again = await ask('claims.csv', `"other", W/${tag}`);
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
      expect((await ask('claims.jsonl', tag)).status).toBe(200);
      expect((await ask('claims.csv?filter={"stances":["OPPOSES"]}', tag)).status).toBe(200);
      await save(own.store, actor({ id: 'act_new' }));
      const changed = await ask('claims.csv', tag);
      expect(changed.status).toBe(200);
      const past = await ask(`claims.csv?filter={"asOf":${version}}`);
      expect(past.headers.get('x-dataset-version')).toBe(String(version));
    } finally {
      await own.close();
    }
  });

  test('knows three formats of one table, and reading only', async () => {
    expect((await get('claims.xlsx')).status).toBe(404);
    expect((await get('sources.csv')).status).toBe(404);
    expect((await get('claims.csv', { method: 'POST' })).status).toBe(405);
  });

  test('asks for a token where reading needs one', async () => {
    const config = { host: '127.0.0.1', port: 0, publicRead: false, adminToken: ADMIN_TOKEN, corsOrigins: [] };
    const own = await serveExample({ config });
    try {
      const ask = (headers: Record<string, string>) => fetch(`${own.url}/export/claims.csv`, { headers });
      const refused = await ask({});
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect((await ask({ authorization: 'Bearer onr_wrong' })).status).toBe(401);
      const given = await ask({ authorization: `Bearer ${ADMIN_TOKEN}` });
      expect(readCsv(await given.text()).length).toBe(seedRows('seed').length + 1);
      expect(given.headers.get('cache-control')).toContain('private');
    } finally {
      await own.close();
    }
  });

  test('charges ten rows as one node', async () => {
    const rows = seedRows('seed').length;
    const own = await serveExample({ budget: { nodes: Math.ceil(rows / 10) + 3, seconds: 3_600 } });
    try {
      const ask = () => fetch(`${own.url}/export/claims.jsonl`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
      expect(await jsonLines(await ask())).toHaveLength(rows);
      // What is left pays for the question, and not for its first rows.
      const refused = await ask();
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(refused.headers.get('content-disposition')).toBeNull();
    } finally {
      await own.close();
    }
  });

  test('waits where the rows that follow cost more than is left, and sends them then', async () => {
    const rows = seedRows('seed').length;
    const own = await serveExample({ budget: { nodes: 20, seconds: 4 } });
    try {
      const headers = { 'x-forwarded-for': '203.0.113.7' };
      await fetch(`${own.url}/export/claims.csv?filter={"speakers":["act_russia"]}`, { headers }).then((one) =>
        one.text(),
      );
      expect(await jsonLines(await fetch(`${own.url}/export/claims.jsonl`, { headers }))).toHaveLength(rows);
    } finally {
      await own.close();
    }
  });
});

test('a text that a spreadsheet would take for a formula is a text', async () => {
  const words = ['=1+1', '+41', '-2', '@SUM(A1)', '\tx', "'quoted'", 'plain', '＝1', 'a,"b"\nc', ' =2'];
  const own = await serveExample({
    fill: async (store) => {
      await save(store, actor(), actor({ id: 'act_b' }), source());
      for (const [index, proposition] of words.entries())
        await save(
          store,
          claim({
            id: `clm_${index}`,
            speakers: ['act_a'],
            targets: [target('act_b')],
            quotes: [quote({ exact: proposition, prefix: '', suffix: '' })],
          }),
        );
    },
  });
  try {
    const [names = [], ...records] = readCsv(await (await fetch(`${own.url}/export/claims.csv`)).text());
    const column = (name: string) => records.map((record) => record[names.indexOf(name)] ?? '');
    for (const field of records.flat()) expect(field).not.toMatch(/^[=+@\t\r\n＝＋－＠]|^-(?!1$)/);
    const exact = column('quote').map((text) => text.replace(/^'/, ''));
    expect(exact.toSorted()).toEqual(words.toSorted());
    const rows = await jsonLines(await fetch(`${own.url}/export/claims.jsonl`));
    expect(rows.map((row) => row.quote).toSorted()).toEqual(words.toSorted());
  } finally {
    await own.close();
  }
});

test('what is written meanwhile does not mix in', async () => {
  let writes = 0;
  const own = await serveWith((store) =>
    before(store, ['attributions', 'getMany', 'authors'], async () => {
      // From within the export, which reads through this store; what it writes must not.
      if (writes === 6) return;
      writes++;
      const [russia] = await store.getMany(['act_russia']);
      await store.write({ author: 'ada', time: '2026-01-02T00:00:00.000Z', reason: null, batch: null }, [
        put({ ...(russia?.record as ReturnType<typeof actor>), name: `Renamed ${writes}` }),
      ]);
    }),
  );
  try {
    const response = await fetch(`${own.url}/export/claims.jsonl`);
    expect(response.headers.get('x-dataset-version')).toBe(String(version));
    expect(compared(await jsonLines(response))).toEqual(compared(seedRows('seed')));
    expect(writes).toBeGreaterThan(2);
    const after = await jsonLines(await fetch(`${own.url}/export/claims.jsonl`));
    expect(after.filter(({ speakerId }) => speakerId === 'act_russia')[0]?.speaker).toMatch(/^Renamed/);
  } finally {
    await own.close();
  }
});

describe('much more than a client takes', () => {
  const CLAIMS = 2_000;
  let calls = 0;
  let own: Awaited<ReturnType<typeof serveWith>>;
  beforeAll(async () => {
    own = await serveWith(
      (store) =>
        before(store, ['getMany'], async () => {
          calls++;
        }),
      async (store) => {
        await save(store, actor(), actor({ id: 'act_b' }), source());
        const claims = Array.from({ length: CLAIMS }, (_, index) => {
          const exact = `${index} ${'lorem ipsum '.repeat(800)}`;
          return claim({
            id: `clm_${index}`,
            speakers: ['act_a'],
            targets: [target('act_b')],
            quotes: [quote({ exact, prefix: '', suffix: '' })],
          });
        });
        await save(store, ...claims);
      },
      { stalledMs: 1_500 },
    );
  });
  afterAll(() => own.close());

  test.each(['csv', 'jsonl', 'parquet'])(
    '%s is read no faster than it is taken, and no further than the client stays',
    async (format) => {
      calls = 0;
      await (await fetch(`${own.url}/export/claims.${format}`)).arrayBuffer();
      const whole = calls;
      calls = 0;
      const controller = new AbortController();
      const response = await fetch(`${own.url}/export/claims.${format}`, { signal: controller.signal });
      const reader = response.body?.getReader();
      await reader?.read();
      await settled();
      const waiting = calls;
      // Parquet shrinks this text to nothing, so that all of it fits between the two.
      if (format !== 'parquet') expect(waiting).toBeLessThan(whole);
      controller.abort();
      await settled();
      const left = calls;
      await settled();
      expect(calls).toBe(left);
      if (format !== 'parquet') expect(left).toBeLessThan(whole);
    },
  );

  test('who takes nothing any more is cut off, and the slot is free again', async () => {
    const { hostname, port } = new URL(own.url);
    const ask = () => fetch(`${own.url}/export/claims.csv`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    const stalled = Array.from({ length: 2 }, () => {
      const socket = connect(Number(port), hostname);
      socket.write('GET /export/claims.csv HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n');
      return socket.on('error', () => {}).pause();
    });
    await expect.poll(async () => (await ask()).status).toBe(429);
    const refused = await ask();
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    await expect.poll(async () => (await ask()).status).toBe(200);
    for (const socket of stalled) socket.destroy();
  });

  async function settled(): Promise<void> {
    for (let seen = -1; seen !== calls; ) {
      seen = calls;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
});

test('a store that fails half-way cuts the file, and one that fails at once is said', async () => {
  let fails = Number.POSITIVE_INFINITY;
  let reads = 0;
  const own = await serveWith(
    (store) =>
      before(store, ['getMany'], async () => {
        if (++reads > fails) throw new Error('the disk is gone');
      }),
    async (store) => {
      await fillExample(store);
    },
  );
  try {
    fails = 0;
    const refused = await fetch(`${own.url}/export/claims.csv`);
    expect(refused.status).toBe(500);
    expect(await refused.text()).not.toContain('disk');
    reads = 0;
    fails = 3; // The first part of two asks twice.
    const begun = await fetch(`${own.url}/export/claims.csv`);
    expect(begun.status).toBe(200);
    await expect(begun.text()).rejects.toThrow();
  } finally {
    await own.close();
  }
});

async function serveWith(wrap: (store: Store) => Store, fill = fillExample, options: { stalledMs?: number } = {}) {
  const store = await openTestStore();
  await fill(store);
  const { createHttp } = await import('../../server/http.ts');
  const { default: pino } = await import('pino');
  const config = { host: '127.0.0.1', port: 0, publicRead: true, adminToken: ADMIN_TOKEN, corsOrigins: [] };
  const http = createHttp({ store: wrap(store), log: pino({ level: 'silent' }), config, ...options });
  const { url } = await http.listen();
  return {
    url,
    close: async () => {
      await http.close(500);
      await store.close();
    },
  };
}

/** The store, with something done before each call of these verbs. */
function before(store: Store, verbs: readonly (keyof Store)[], act: () => Promise<void>): Store {
  return new Proxy(store, {
    get(given, name) {
      const value: unknown = Reflect.get(given, name, given);
      if (typeof value !== 'function') return value;
      if (!verbs.includes(name as keyof Store)) return value.bind(given);
      return async (...args: unknown[]) => {
        await act();
        return value.apply(given, args);
      };
    },
  });
}
