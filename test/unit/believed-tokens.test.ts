// What the server remembers of tokens, so that it need not ask the store at each request: for some seconds, and of so many only,
// whatever secrets strangers send.

import { expect, test } from 'vitest';
import { createAccess } from '../../server/services/access.ts';
import { newSecret } from '../../server/services/token-secret.ts';
import { openMemory } from '../../server/store/memory/store.ts';
import { but } from '../support/altered-store.ts';

const REMEMBERED = 1_000;

/** Tries a secret that nobody gave out; whether the store was asked for it. */
async function strangers() {
  const store = await openMemory();
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  let asked = 0;
  const watched = but(store, {
    getEntry: (space, key) => {
      asked++;
      return store.getEntry(space, key);
    },
  });
  const access = createAccess(watched, null, () => new Date(now));
  return {
    later: (ms: number) => {
      now += ms;
    },
    isAsked: async (secret: string) => {
      const before = asked;
      await expect(access.identify(secret)).rejects.toThrow('unknown here');
      return asked > before;
    },
  };
}

test('of a thousand and one, the one that came first is forgotten, and the last is not', async () => {
  const { isAsked } = await strangers();
  const secrets = Array.from({ length: REMEMBERED + 1 }, newSecret);
  for (const secret of secrets) expect(await isAsked(secret)).toBe(true);
  expect(await isAsked(secrets.at(-1) ?? '')).toBe(false);
  expect(await isAsked(secrets[0] ?? '')).toBe(true);
});

test('one that was asked for again stands among the newest', async () => {
  const { isAsked, later } = await strangers();
  const secrets = Array.from({ length: REMEMBERED }, newSecret);
  const [, second = '', third = ''] = secrets;
  for (const secret of secrets) await isAsked(secret);
  later(5_001);
  expect(await isAsked(second)).toBe(true);
  // Two more make room by forgetting the first and the third.
  for (const secret of [newSecret(), newSecret()]) expect(await isAsked(secret)).toBe(true);
  expect(await isAsked(second)).toBe(false);
  expect(await isAsked(third)).toBe(true);
});
