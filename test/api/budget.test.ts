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
