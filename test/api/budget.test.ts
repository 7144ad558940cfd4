// Whom a request is charged to: the token where there is one, else the address, and behind a proxy the address that the
// proxy saw, whatever the client wrote into the header before.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADMIN_TOKEN, serveExample } from '../support/example.ts';

type Server = Awaited<ReturnType<typeof serveExample>>;

const config = { host: '127.0.0.1', port: 0, publicRead: true, adminToken: ADMIN_TOKEN, corsOrigins: [] };

let server: Server;
beforeEach(async () => {
  // Each question below costs 101 nodes: two may be asked.
  server = await serveExample({ config, budget: { nodes: 250, seconds: 600 } });
});
afterEach(() => server.close());

async function ask(headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ claims(first: 100) { nodes { id } } }' }),
  });
  await response.text();
  return response.status;
}

test('who holds a token is charged by it, wherever the requests come from', async () => {
  const authorization = `Bearer ${ADMIN_TOKEN}`;
  expect(await ask({ authorization })).toBe(200);
  expect(await ask({ authorization, 'x-forwarded-for': '203.0.113.1' })).toBe(200);
  expect(await ask({ authorization, 'x-forwarded-for': '203.0.113.2' })).toBe(429);
  expect(await ask({ authorization })).toBe(429);
  // Others are not charged for it, not even from the same address.
  expect(await ask({ 'x-forwarded-for': '203.0.113.2' })).toBe(200);
});

test('behind a proxy, only the address that the proxy added counts', async () => {
  const statuses: number[] = [];
  for (const invented of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
    statuses.push(await ask({ 'x-forwarded-for': `${invented}, 203.0.113.9` }));
  expect(statuses).toEqual([200, 200, 429]);
  // Nobody can be charged for what another client invents.
  expect(await ask({ 'x-forwarded-for': '198.51.100.1' })).toBe(200);
  expect(await ask({ 'x-forwarded-for': '198.51.100.1, 203.0.113.10' })).toBe(200);
});

test('what it cost and what is left can be asked for, and who asked for too much is told to wait', async () => {
  const post = async (query: string, address?: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(address && { 'x-forwarded-for': address }) },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, ...((await response.json()) as { data: Data; errors?: Errors }) };
  };
  type Data = { rateLimit: { cost: number; remaining: number; resetAt: string } | null };
  type Errors = { extensions: { code: string } }[];
  const began = Date.now();
  const { data } = await post(
    '{ rateLimit { cost remaining resetAt } claims(first: 100) { nodes { id } } }',
    '203.0.113.1',
  );
  // 250 in all, of which 101 are gone and come back at 250 in 600 seconds.
  expect(data.rateLimit).toMatchObject({ cost: 101, remaining: 149 });
  const seconds = (Date.parse(data.rateLimit?.resetAt ?? '') - began) / 1_000;
  expect(seconds).toBeGreaterThan(240);
  expect(seconds).toBeLessThan(250);
  await post('{ claims(first: 100) { nodes { id } } }', '203.0.113.1');
  const refused = await post('{ claims(first: 100) { nodes { id } } }', '203.0.113.1');
  expect([refused.status, refused.errors?.map(({ extensions }) => extensions.code)]).toEqual([429, ['RATE_LIMITED']]);
  // This machine is not counted.
  expect((await post('{ rateLimit { cost } }')).data).toEqual({ rateLimit: null });
});
