// Records within records multiply, and only running tells how far: an answer may name 100,000 records, and not one more.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../server/domain/records.ts';
import { actor } from '../fixtures/records.ts';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';
import { save } from '../support/writing.ts';

let example: Example;
beforeAll(async () => {
  example = await openExample({ empty: true });
  // Each has its roles in itself, so that every further step names as many times more.
  const round = (id: string, roles: number): Actor =>
    actor({
      id,
      roles: Array.from({ length: roles }, (_, index) => ({ title: `role ${index}`, in: id, from: null, to: null })),
    });
  await save(example.store, round('act_few', 46), round('act_many', 47));
});
afterAll(() => example.close());

const QUERY = 'query ($id: ID!) { actor(id: $id) { roles { in { roles { in { roles { in { id } } } } } } } }';

test('1 + 46 + 46² + 46³ = 99,499 records are answered', async () => {
  const { actor: found } = await example.data(QUERY, { id: 'act_few' });
  expect(found.roles[45].in.roles[45].in.roles[45].in).toEqual({ id: 'act_few' });
});

test('1 + 47 + 47² + 47³ = 106,080 records are refused, with the remedy', async () => {
  const { errors } = await example.ask(QUERY, { variables: { id: 'act_many' } });
  expect(errors[0]).toMatchObject({
    extensions: { code: 'LIMIT' },
    message: expect.stringContaining('100000 records'),
  });
});
