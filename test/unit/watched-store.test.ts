// The store as one request may use it.

import { expect, test } from 'vitest';
import { watchStore } from '../../server/graphql/watched-store.ts';
import { openMemory } from '../../server/store/memory/store.ts';

test('an operation that asks 2,500 times is served, and stopped at the next, with the remedy', async () => {
  const store = watchStore(await openMemory(), { left: new AbortController().signal });
  const question = { filter: {}, by: [] } as const;
  // Many questions in one call are as many.
  await store.tally(Array.from({ length: 2_499 }, () => question));
  await store.getMany(['act_a', 'act_b']);
  await expect(store.stats()).rejects.toMatchObject({
    code: 'LIMIT',
    message: expect.stringMatching(/^the operation asked the store more than 2500 times: ask for fewer lists/),
  });
});
