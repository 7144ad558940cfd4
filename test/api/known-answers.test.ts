// The table of known answers: every field of every filter and input against answers that a person derived by hand from one
// small set (test/known-answers/set.ts). No number there was computed by the product.

import { describe, expect, test } from 'vitest';
import { createSchema } from '../../server/graphql/schema.ts';
import { openMemory } from '../../server/store/memory/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { knownAnswers, knownWrites } from '../known-answers/all.ts';
import type { Sent } from '../support/known-world.ts';
import { inputsOf, usedIn } from '../support/schema-use.ts';

const sent: Sent[] = [];

describe.each([
  ['in memory', openMemory],
  ['on SQLite', () => openSqlite({ path: ':memory:' })],
])('%s', (_, open) => {
  knownAnswers(open, sent);
  describe('what is written', () => knownWrites(open, sent));
});

/** Told where it is tested instead. */
const ELSEWHERE: Record<string, string> = {
  'Subscription.changed(after)': 'a stream: test/api/http.test.ts',
};

test('every argument, input field and enum value of the contract is in the table', () => {
  const schema = createSchema();
  const used = usedIn(schema, sent);
  expect(inputsOf(schema).filter((name) => !used.has(name))).toEqual(Object.keys(ELSEWHERE));
});
