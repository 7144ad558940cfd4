// The questions that GraphiQL opens with are answered, each with something to look at.

import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLES } from '../../web/graphiql/examples.ts';
import type { Example } from '../support/example.ts';
import { ADMIN_TOKEN, openExample } from '../support/example.ts';

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

const named = EXAMPLES.map((tab) => {
  const [operation] = parse(tab.query).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error(`no operation: ${tab.query}`);
  return { name: operation.name?.value ?? '', kind: operation.operation, ...tab };
});

test.each(named.filter(({ kind }) => kind === 'query'))('$name', async ({ query, variables = '{}' }) => {
  const data = (await example.data(query, JSON.parse(variables))) as Record<string, object>;
  const text = JSON.stringify(data);
  expect(text).not.toMatch(/:null[,}](?=.*"nodes":\[\])/);
  for (const answer of Object.values(data))
    expect(JSON.stringify(answer)).toMatch(/"(name|title|proposition|value|label|claimId|datasetVersion)":/);
});

test.each(named.filter(({ kind }) => kind === 'mutation'))(
  '$name tells what is missing',
  async ({ query, variables = '{}', headers = '' }) => {
    expect(headers).toContain('Bearer onr_');
    const { data } = await example.ask(query, { variables: JSON.parse(variables), token: ADMIN_TOKEN });
    expect(data.addClaim.claim).toBeNull();
    expect(data.addClaim.userErrors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'input.proposition',
      'input.quotes',
    ]);
  },
);

test.each(named.filter(({ kind }) => kind === 'subscription'))('$name streams', async ({ query }) => {
  const response = await example.api.fetch('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const text = new TextDecoder().decode(chunk);
    if (!text.includes('data:')) continue;
    expect(text).toContain('"changed":{"version":1,');
    return;
  }
  expect.unreachable('the stream ended');
});

test('every kind of operation is among them', () => {
  expect(new Set(named.map(({ kind }) => kind))).toEqual(new Set(['query', 'mutation', 'subscription']));
});
