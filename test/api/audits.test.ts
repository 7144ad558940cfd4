// GraphQL over HTTP, as the reference suite of the specification audits it.

import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Example } from '../support/example.ts';
import { openExample, serveExample } from '../support/example.ts';

let example: Example;
let server: Awaited<ReturnType<typeof serveExample>>;
beforeAll(async () => {
  [example, server] = await Promise.all([openExample(), serveExample()]);
});
afterAll(async () => {
  await Promise.all([example.close(), server.close()]);
});

const functionAudits = serverAudits({
  url: 'http://test/graphql',
  fetchFn: (url: string, init: object) => example.api.fetch(url, init),
});

test('the suite has as many audits as the ones that run here', () => {
  expect(functionAudits).toHaveLength(61);
});

describe('the API as a function', () => {
  test.each(functionAudits)('$id $name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

describe('the API over HTTP', () => {
  // Audits are named before the server listens; each is taken again with its address.
  const names = functionAudits.map(({ id, name }) => ({ id, name }));
  test.each(names)('$id $name', async ({ id }) => {
    const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn: fetch });
    expect(await audits.find((audit) => audit.id === id)?.fn()).toMatchObject({ status: 'ok' });
  });
});
