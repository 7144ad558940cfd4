// The server on a port: bodies, methods, headers, probes, pages, streams and its end. What no client should be able to do
// is tried over real sockets.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as nodeRequest } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignal } from '../../server/graphql/context.ts';
import type { Route } from '../../server/http.ts';
import { actor } from '../fixtures/records.ts';
import { ADMIN_TOKEN, openExample, serveExample } from '../support/example.ts';
import { openTestStore } from '../support/test-store.ts';

type Server = Awaited<ReturnType<typeof serveExample>>;

let server: Server;
let pages: string;
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'on-record-pages-'));
  mkdirSync(join(pages, 'assets'));
  mkdirSync(join(pages, 'graphiql'));
  writeFileSync(join(pages, 'index.html'), `<!doctype html><title>On Record</title>${'<!-- -->'.repeat(300)}`);
  writeFileSync(join(pages, 'graphiql', 'index.html'), '<!doctype html><title>GraphiQL</title>');
  writeFileSync(join(pages, 'assets', 'index-abc123.js'), 'export const x = 1;'.repeat(200));
  writeFileSync(join(pages, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  server = await serveExample({ pages });
});
afterAll(async () => {
  await server.close();
  rmSync(pages, { recursive: true });
});

const post = (body: BodyInit, headers: Record<string, string> = {}, at = server) =>
  fetch(`${at.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const ask = (query: string, headers: Record<string, string> = {}, at = server) =>
  post(JSON.stringify({ query }), headers, at);
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('bodies', () => {
  test('one of 2 MB is refused before it is read, with its length or without', async () => {
    const big = JSON.stringify({ query: '{ stats { claims } }', variables: { text: 'x'.repeat(2_000_000) } });
    const known = await post(big);
    expect([known.status, await codeOf(known)]).toEqual([413, 'LIMIT']);
    const { status, sent } = await new Promise<{ status: number | undefined; sent: number }>((resolve, reject) => {
      let count = 0;
      const stream = nodeRequest(
        `${server.url}/graphql`,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          resolve({ status: response.statusCode, sent: count });
          stream.destroy();
        },
      );
      stream.on('error', (error) => (count > 0 ? undefined : reject(error)));
      const more = () => {
        if (stream.destroyed || count > 50_000_000) return;
        count += 65_536;
        if (stream.write('x'.repeat(65_536))) setImmediate(more);
        else stream.once('drain', more);
      };
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(20_000_000);
    expect((await ask('{ stats { claims } }')).status).toBe(200);
  });

  test('one whose length is not said is read to its end', async () => {
    const parts = ['{"query": ', '"{ stats { ', 'claims } }"}'].map((part) => Buffer.from(part));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Readable.from(parts) as unknown as BodyInit,
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toMatchObject({ data: { stats: { claims: 58 } } });
  });

  test.each([
    ['not JSON', '{"query": '],
    ['a list', '[{"query": "{ stats { claims } }"}]'],
    ['a number', '7'],
    ['nothing', ''],
    ['no query', '{"variables": {}}'],
    ['an unknown field', '{"query": "{ stats { claims } }", "sql": "x"}'],
  ])('%s', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await codeOf(response)).toBe('INVALID');
  });

  test('bytes that are not UTF-8', async () => {
    const response = await post(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    expect([response.status, await codeOf(response)]).toEqual([400, 'INVALID']);
  });

  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
    '',
  ])('as %j it is refused', async (type) => {
    const response = await post(JSON.stringify({ query: '{ stats { claims } }' }), { 'content-type': type });
    expect([response.status, await codeOf(response)]).toEqual([415, 'INVALID']);
  });
});

test('whatever is no operation is refused with a code of the contract', async () => {
  const { data } = (await (await ask('{ __type(name: "ErrorCode") { enumValues { name } } }')).json()) as {
    data: { __type: { enumValues: { name: string }[] } };
  };
  const codes = data.__type.enumValues.map(({ name }) => name);
  for (const body of [
    { query: 'query A { __typename } query B { __typename }', operationName: '' },
    { query: 'query A { __typename } query B { __typename }', operationName: 'C' },
    { query: 'query A { __typename } query B { __typename }' },
    { query: '' },
    { query: '{' },
    { query: '{ nothing }' },
    { query: 'subscription { a: changed { version } b: changed { version } }' },
    { query: '{ __typename }', variables: 'x' },
    { query: 'query ($x: Int!) { changes(first: $x) { more } }' },
    {},
  ]) {
    const refused = await post(JSON.stringify(body));
    expect(codes, JSON.stringify(body)).toContain(await codeOf(refused));
  }
});

describe('methods and addresses', () => {
  test('a question by GET is answered, a mutation is not', async () => {
    const query = encodeURIComponent('{ stats { claims } }');
    expect(await (await fetch(`${server.url}/graphql?query=${query}`)).json()).toEqual({
      data: { stats: { claims: 58 } },
      extensions: { datasetVersion: expect.any(Number) },
    });
    const mutation = encodeURIComponent('mutation { revokeToken(id: "x") { userErrors { code } } }');
    const refused = await fetch(`${server.url}/graphql?query=${mutation}`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    expect(refused.status).toBe(405);
  });

  test.each([
    ['DELETE', '/graphql', 405],
    ['PUT', '/graphql', 405],
    ['POST', '/', 405],
    ['POST', '/health', 405],
    ['GET', '/wp-admin.php', 404],
    ['GET', '/a/b/c', 404],
    ['GET', '/assets/none.js', 404],
    ['GET', '/assets/../../package.json', 404],
    ['GET', '/%2e%2e/%2e%2e/package.json', 404],
    ['GET', '/.env', 404],
    ['GET', '/assets/%00.js', 404],
  ])('%s %s gives %d as JSON', async (method, path, status) => {
    const text = await raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text.toLowerCase()).toContain('content-type: application/json');
  });

  test('an address that cannot be read', async () => {
    expect(await raw('GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  });
});

/** What the server answers to bytes as they are. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('what browsers are told', () => {
  test('headers of every answer', async () => {
    for (const path of ['/', '/graphql?query={stats{claims}}', '/health', '/nothing/at/all']) {
      const { headers } = await fetch(server.url + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.has('access-control-allow-credentials')).toBe(false);
    }
  });

  test('without a list every origin may read, without credentials', async () => {
    const { headers } = await ask('{ stats { claims } }', { origin: 'https://elsewhere.example' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await fetch(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type');
    expect(preflight.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('with a list only those', async () => {
    const config = {
      host: '127.0.0.1',
      port: 0,
      publicRead: true,
      adminToken: null,
      corsOrigins: ['https://friend.example'],
    };
    const strict = await serveExample({ config });
    const origin = async (name: string) => (await ask('{ stats { claims } }', { origin: name }, strict)).headers;
    expect((await origin('https://friend.example')).get('access-control-allow-origin')).toBe('https://friend.example');
    expect((await origin('https://friend.example')).get('vary')).toContain('Origin');
    expect((await origin('https://friend.example.evil')).has('access-control-allow-origin')).toBe(false);
    expect((await origin('null')).has('access-control-allow-origin')).toBe(false);
    await strict.close();
  });
});

describe('pages', () => {
  test('the page at its own addresses, and only there', async () => {
    for (const path of ['/', '/actor/act_russia', '/claim/clm_x?q=1', '/topics', '/search?text=x']) {
      const response = await fetch(server.url + path);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>On Record</title>');
    }
    expect(await (await fetch(`${server.url}/graphiql`)).text()).toContain('GraphiQL');
  });

  test('built assets are kept for ever, other files are asked for again', async () => {
    const asset = await fetch(`${server.url}/assets/index-abc123.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const icon = await fetch(`${server.url}/icon.svg`);
    expect(icon.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(`${server.url}/icon.svg`, {
      headers: { 'if-none-match': icon.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect([again.headers.get('cache-control'), again.headers.get('etag')]).toEqual([
      'no-cache',
      icon.headers.get('etag'),
    ]);
    const head = await fetch(`${server.url}/icon.svg`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      icon.headers.get('content-length'),
      '',
    ]);
    writeFileSync(join(pages, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>');
    expect(
      (await fetch(`${server.url}/icon.svg`, { headers: { 'if-none-match': icon.headers.get('etag') ?? '' } })).status,
    ).toBe(200);
  });

  test('text is compressed as the client asks', async () => {
    const body = (path: string, encoding: string) =>
      new Promise<{ encoding: string | undefined; bytes: Buffer; vary: string | undefined }>((resolve) => {
        nodeRequest(server.url + path, { headers: { 'accept-encoding': encoding } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              encoding: response.headers['content-encoding'],
              bytes: Buffer.concat(chunks),
              vary: response.headers.vary,
            }),
          );
        }).end();
      });
    const plain = await body('/assets/index-abc123.js', 'identity');
    const brotli = await body('/assets/index-abc123.js', 'gzip, br');
    const gzip = await body('/assets/index-abc123.js', 'gzip, br;q=0');
    expect([plain.encoding, brotli.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
    expect(plain.vary).toBe('Accept-Encoding');
    expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes);
    expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes);
    const answer = await body(`/graphql?query=${encodeURIComponent('{ claims { nodes { proposition } } }')}`, 'br');
    expect(JSON.parse(brotliDecompressSync(answer.bytes).toString()).data.claims.nodes).toHaveLength(25);
  });

  test('who opens the API in a browser is led to GraphiQL', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/graphiql']);
  });
});

test('routes beside the API know who asks, and take their own methods only', async () => {
  const route: Route = {
    path: '/export',
    methods: ['GET'],
    handle: (request, caller) => {
      const { pathname, searchParams } = new URL(request.url);
      return Response.json({ path: pathname, filter: searchParams.get('filter'), caller });
    },
  };
  const config = { host: '127.0.0.1', port: 0, publicRead: false, adminToken: ADMIN_TOKEN, corsOrigins: [] };
  const at = await serveExample({ config, routes: [route] });
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${at.url}/export/claims.csv?filter=x`, { method, headers });
  const anonymous = await get();
  expect([anonymous.status, await codeOf(anonymous)]).toEqual([401, 'UNAUTHENTICATED']);
  const known = await get({ authorization: `Bearer ${ADMIN_TOKEN}` });
  expect(await known.json()).toEqual({
    path: '/export/claims.csv',
    filter: 'x',
    caller: { name: 'admin', role: 'ADMIN' },
  });
  const posted = await get({ authorization: `Bearer ${ADMIN_TOKEN}` }, 'POST');
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  expect((await fetch(`${at.url}/exported`)).status).toBe(200);
  await at.close();
});

describe('probes', () => {
  test('health, readiness and numbers', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'up' });
    expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({ status: 'ready' });
    const text = await (await fetch(`${server.url}/metrics`)).text();
    for (const name of [
      'on_record_requests_total{route="/graphql",method="POST",status="200"}',
      'on_record_request_seconds_bucket',
      'on_record_store_call_seconds_count{verb="stats"}',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(text).toContain(name);
  });

  test('a store that does not answer: alive, and not ready', async () => {
    const { createHttp } = await import('../../server/http.ts');
    const store = await openTestStore();
    const config = { host: '127.0.0.1', port: 0, publicRead: true, adminToken: null, corsOrigins: [] };
    const http = createHttp({ store, config, log: pino({ level: 'silent' }) });
    const { url } = await http.listen();
    await store.close();
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ stats { claims } }"}',
    });
    expect(await codeOf(response)).toBe('UNAVAILABLE');
    await http.close(100);
  });
});

test('the log names the request and never the token', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const logged = await serveExample({ log });
  const response = await ask('query Named { stats { claims } }', { authorization: `Bearer ${ADMIN_TOKEN}` }, logged);
  await ask('{ stats { claims } }', { authorization: 'Bearer onr_a-wrong-one' }, logged);
  await response.text();
  await logged.close();
  const entry = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find(({ operation }) => operation === 'Named');
  expect(entry).toMatchObject({
    requestId: response.headers.get('x-request-id'),
    method: 'POST',
    route: '/graphql',
    status: 200,
    token: 'admin',
    nodes: 0,
  });
  expect(lines.join('')).not.toContain(ADMIN_TOKEN);
  expect(lines.join('')).not.toContain('a-wrong-one');
});

test('a client that leaves is no defect, whatever it leaves', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const at = await serveExample({ log });
  const begun = Promise.withResolvers<void>();
  Object.defineProperty(at.store, 'stats', {
    value: () => {
      begun.resolve();
      return new Promise((resolve) => setTimeout(resolve, 300));
    },
  });
  const body = '{"query":"{ stats { claims } }"}';
  const head = (length: number) =>
    `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  const half = connect(at.port, '127.0.0.1');
  half.write(head(1_000) + body);
  const whole = connect(at.port, '127.0.0.1');
  whole.write(head(body.length) + body);
  const chunked = connect(at.port, '127.0.0.1');
  chunked.write(
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"que\r\n',
  );
  await begun.promise;
  half.resetAndDestroy();
  whole.destroy();
  chunked.destroy();
  const entries = () => lines.map((line) => JSON.parse(line) as { msg: string; status?: number });
  await expect.poll(() => entries().length).toBeGreaterThanOrEqual(3);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(entries().map(({ msg, status }) => [msg, status])).toEqual(Array(3).fill(['request', 499]));
  await at.close();
});

describe('budgets', () => {
  const config = { host: '127.0.0.1', port: 0, publicRead: true, adminToken: ADMIN_TOKEN, corsOrigins: [] };
  test('who asks for too much waits, and the others do not', async () => {
    const strict = await serveExample({ config, budget: { nodes: 250, seconds: 60 } });
    const from = (address: string, token?: string) =>
      ask(
        '{ claims(first: 100) { nodes { id } } }',
        { 'x-forwarded-for': address, ...(token && { authorization: `Bearer ${token}` }) },
        strict,
      );
    expect([(await from('203.0.113.7')).status, (await from('203.0.113.7')).status]).toEqual([200, 200]);
    const refused = await from('203.0.113.7');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(refused)).toBe('RATE_LIMITED');
    expect((await from('203.0.113.8')).status).toBe(200);
    expect((await from('203.0.113.7', ADMIN_TOKEN)).status).toBe(200);
    // One IPv6 network is one caller.
    await from('2001:db8::1');
    await from('2001:db8::2');
    expect((await from('2001:db8:0:0:ffff::3')).status).toBe(429);
    // This machine itself is not counted.
    for (let index = 0; index < 5; index++)
      expect((await ask('{ claims(first: 100) { nodes { id } } }', {}, strict)).status).toBe(200);
    await strict.close();
  });
});

describe('time', () => {
  test('a question that takes too long ends with the remedy', async () => {
    const slow = await serveExample({ timeoutMs: 100 });
    Object.defineProperty(slow.store, 'stats', { value: () => new Promise((resolve) => setTimeout(resolve, 2_000)) });
    const late = await serveWith(slow.store, 100);
    const response = await ask('{ stats { claims } }', {}, late as Server);
    expect([response.status, await codeOf(response)]).toEqual([503, 'UNAVAILABLE']);
    await late.close();
    await slow.close();
  });

  /** Asks, leaves when the first slow call to the store is under way, and counts how many were begun in the end. */
  async function leaveDuring(verb: 'claims' | 'tally', query: string): Promise<number> {
    const base = await serveExample();
    const real = base.store[verb].bind(base.store) as (...args: unknown[]) => Promise<unknown>;
    const begun = Promise.withResolvers<void>();
    let calls = 0;
    const slow = async (...args: unknown[]) => {
      calls++;
      begun.resolve();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return real(...args);
    };
    Object.defineProperty(base.store, verb, { value: slow });
    const watched = await serveWith(base.store, 10_000);
    const controller = new AbortController();
    const left = fetch(`${watched.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: controller.signal,
    }).catch(() => 'left');
    await begun.promise;
    controller.abort();
    expect(await left).toBe('left');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await watched.close();
    await base.close();
    return calls;
  }

  test('a client that leaves stops the fields that were still to come', async () => {
    const query =
      '{ claims(first: 1) { nodes { speakers { claims(first: 1) { nodes { speakers { claims(first: 1) { nodes { id } } } } } } } } }';
    expect(await leaveDuring('claims', query)).toBe(1);
  });

  test('and the steps of a field that was under way', async () => {
    // The edges in one call; only then another, which counts what is unsettled, and the totals.
    expect(await leaveDuring('tally', '{ network(minClaims: 2) { edges { unsettled } totalClaims } }')).toBe(1);
  });
});

async function serveWith(store: Server['store'], timeoutMs: number) {
  const { createHttp } = await import('../../server/http.ts');
  const config = { host: '127.0.0.1', port: 0, publicRead: true, adminToken: null, corsOrigins: [] };
  const http = createHttp({ store, config, log: pino({ level: 'silent' }), timeoutMs });
  const { url } = await http.listen();
  return { url, close: (graceMs = 100) => http.close(graceMs) };
}

describe('the change stream', () => {
  async function* events(at: Server, query: string, signal: AbortSignal): AsyncGenerator<string> {
    const response = await fetch(`${at.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        yield text.slice(0, end);
        text = text.slice(end + 2);
      }
    }
  }
  const versionOf = (event: string) =>
    JSON.parse(event.slice(event.indexOf('data: ') + 6)).data.changed.version as number;

  test('what was written comes in order and without gaps, and goes on where it was left', async () => {
    const at = await serveExample();
    const { datasetVersion } = await at.store.stats();
    const stop = new AbortController();
    const seen: number[] = [];
    let beats = 0;
    const query = `subscription { changed(after: ${datasetVersion - 5}) { version recordId outcome changedFields record { id } } }`;
    const write = (id: string) =>
      at.store.write({ author: 'test', time: new Date().toISOString(), reason: null, batch: null }, [
        { kind: 'actor', id, record: actor({ id }), expect: 'NEW' },
      ]);
    for await (const event of events(at, query, stop.signal)) {
      if (event.startsWith(':')) {
        beats++;
        continue;
      }
      seen.push(versionOf(event));
      if (seen.length === 5) await write('act_new');
      if (seen.length === 6) break;
    }
    stop.abort();
    expect(seen).toEqual(Array.from({ length: 6 }, (_, index) => datasetVersion - 4 + index));
    expect(beats).toBeGreaterThan(0);

    const again = new AbortController();
    await write('act_newer');
    for await (const event of events(
      at,
      `subscription { changed(after: ${datasetVersion + 1}) { version } }`,
      again.signal,
    )) {
      if (event.startsWith(':')) continue;
      expect(versionOf(event)).toBe(datasetVersion + 2);
      break;
    }
    again.abort();
    await at.close();
  });

  test('it may live for as long as anybody listens', async () => {
    const changed = createSignal();
    const example = await openExample({ empty: true, changed });
    let asked = 0;
    const real = example.store.changes.bind(example.store);
    Object.defineProperty(example.store, 'changes', {
      value: (query: Parameters<typeof real>[0]) => {
        asked++;
        return real(query);
      },
    });
    const stop = new AbortController();
    const response = await example.api.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { changed { recordId } }' }),
      signal: stop.signal,
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const read = (async () => {
      while (!text.includes('act_late')) text += new TextDecoder().decode((await reader.read()).value);
    })();
    // More often than one question may ask the store.
    while (asked < 3_000) {
      changed.ring();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await example.store.write({ author: 'test', time: new Date().toISOString(), reason: null, batch: null }, [
      { kind: 'actor', id: 'act_late', record: actor({ id: 'act_late' }), expect: 'NEW' },
    ]);
    changed.ring();
    await read;
    expect(text).not.toContain('errors');
    stop.abort();
    await example.close();
  });

  test('a number beyond the newest version is refused', async () => {
    const stop = new AbortController();
    for await (const event of events(server, 'subscription { changed(after: 99999) { version } }', stop.signal)) {
      if (event.startsWith(':')) continue;
      expect(event).toContain('INVALID');
      break;
    }
    stop.abort();
  });

  test('clients that leave give their slots back', async () => {
    const at = await serveExample();
    const real = at.store.changes.bind(at.store);
    let asked = 0;
    Object.defineProperty(at.store, 'changes', {
      value: (query: Parameters<typeof real>[0]) => {
        asked++;
        return real(query);
      },
    });
    const addresses = ['203.0.113.7', '203.0.113.8'];
    const open = async (address: string) => {
      const socket = connect(at.port, '127.0.0.1');
      // A server that cuts the connection is seen in the answer.
      socket.on('error', () => {});
      const body = '{"query":"subscription { changed { version } }"}';
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      const status = (await firstOf(socket)).slice(9, 12);
      return { socket, status };
    };
    const streams = async () =>
      Number(/^on_record_streams (\d+)$/m.exec(await (await fetch(`${at.url}/metrics`)).text())?.[1]);

    const opened = await Promise.all(addresses.flatMap((address) => Array.from({ length: 20 }, () => open(address))));
    expect(opened.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => '200'));
    expect(await streams()).toBe(40);
    const refused = await open('203.0.113.7');
    expect(refused.status).toBe('429');
    refused.socket.destroy();

    // Half of them reset the connection, half close it.
    for (const [index, { socket }] of opened.entries()) index % 2 ? socket.destroy() : socket.resetAndDestroy();
    await expect.poll(streams, { timeout: 5_000 }).toBe(0);
    // Nobody listens: nothing is asked, though a stream asks once a second.
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([before >= 40, asked]).toEqual([true, before]);
    for (const address of addresses) {
      const again = await open(address);
      expect(again.status).toBe('200');
      again.socket.destroy();
    }
    await at.close();
  });

  function firstOf(socket: Socket): Promise<string> {
    return new Promise((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
  }

  test('the end of the server ends it', async () => {
    const at = await serveExample();
    const seen = (async () => {
      for await (const _ of events(at, 'subscription { changed { version } }', new AbortController().signal));
      return 'ended';
    })();
    const metrics = async () => (await fetch(`${at.url}/metrics`)).text();
    await expect.poll(metrics).toMatch(/^on_record_streams 1$/m);
    const start = performance.now();
    await at.close();
    expect(await seen).toBe('ended');
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test('closing lets an answer that is under way arrive', async () => {
  const at = await serveExample();
  const real = at.store.stats.bind(at.store);
  const asked = Promise.withResolvers<void>();
  Object.defineProperty(at.store, 'stats', {
    value: async () => {
      asked.resolve();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return real();
    },
  });
  const slow = await serveWith(at.store, 5_000);
  const answer = ask('{ stats { claims } }', {}, slow as Server);
  await asked.promise;
  await Promise.all([
    slow.close(5_000),
    answer.then(async (response) => expect(await response.json()).toMatchObject({ data: { stats: { claims: 58 } } })),
  ]);
  await expect(ask('{ stats { claims } }', {}, slow as Server)).rejects.toThrow();
  await at.close();
});
