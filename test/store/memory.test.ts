// The reference store against the common suite, and against the embedded one on random histories: what it counts from its
// facts is what the other finds by its indexes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmbedded, readConfig, storeFile } from '../../server/config.ts';
import { openMemory } from '../../server/store/memory/store.ts';
import { openStore } from '../../server/store/open.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { actor } from '../fixtures/records.ts';
import { expectAlike } from '../support/alike.ts';
import { anyHistory, anyQuestions } from '../support/random-graphs.ts';
import { refusal, save } from '../support/writing.ts';
import { storeConformance } from './conformance.ts';

const inFile = () => openSqlite({ path: ':memory:' });

storeConformance({ name: 'memory', open: openMemory });

const RUNS = Number(process.env.FUZZ_RUNS ?? 40);

test('answers and refuses as the embedded store does, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, anyQuestions, async (history, questions) => {
      const stores = [await openMemory(), await inFile()];
      try {
        await expectAlike(stores, history, questions);
      } finally {
        await Promise.all(stores.map((store) => store.close()));
      }
    }),
    { numRuns: RUNS, seed: 20_260_207, endOnFailure: true },
  );
});

test('opens by its address, each time anew, holds what nobody can change behind it, and has no file to copy', async () => {
  const { store: address } = readConfig({ STORE_URL: 'memory:' }, {});
  expect([isEmbedded(address), storeFile(address)]).toEqual([true, null]);
  const [store, other] = [await openStore(address), await openStore(address)];
  const given = actor({ name: 'Given' });
  await save(store, given);
  given.name = 'Changed';
  const [held] = await store.getMany(['act_a']);
  expect(held?.record).toMatchObject({ name: 'Given' });
  expect(() => Object.assign(held?.record ?? {}, { name: 'Changed' })).toThrow(TypeError);
  expect(await other.getMany(['act_a'])).toEqual([null]);
  expect(await refusal(store.backup('copy.db'))).toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('export writes a copy'),
  });
});
