// Stores against each other: the same history is written to each, then each is asked the same, and answers and refusals are
// compared byte for byte.

import { expect } from 'vitest';
import type { Change, Store } from '../../server/store/store.ts';
import type { Question, RandomWrite } from './random-graphs.ts';
import { answer } from './random-graphs.ts';
import { meta } from './writing.ts';

/** The first says what the others must say too. */
export async function expectAlike(
  stores: readonly Store[],
  history: readonly RandomWrite[],
  questions: readonly Question[],
): Promise<void> {
  const all = async (what: unknown, ask: (store: Store) => Promise<unknown>) => {
    const [first, ...others] = await Promise.all(stores.map((store) => outcome(ask(store))));
    for (const other of others) expect(other, JSON.stringify(what)).toBe(first);
  };
  for (const [index, write] of history.entries()) await all({ write: index }, (store) => carryOut(store, write));
  const { datasetVersion = 0 } = (await stores[0]?.stats()) ?? {};
  for (const question of questions) await all(question, (store) => answer(store, question, datasetVersion));
  for (const store of stores) expect(await store.verify()).toEqual([]);
}

function carryOut(store: Store, { meta: fields, changes, pieces }: RandomWrite): Promise<unknown> {
  return store.write(meta(fields), pieces === null ? changes : inPieces(changes, pieces));
}

async function* inPieces(changes: readonly Change[], size: number): AsyncGenerator<readonly Change[]> {
  for (let start = 0; start < changes.length; start += size) yield changes.slice(start, start + size);
}

/** Refusals are answers too. A defect is none. */
async function outcome(asked: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await asked, null, 1) ?? 'undefined';
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('faults' in error)) throw error;
    return JSON.stringify({ code: error.code, message: error.message, faults: error.faults }, null, 1);
  }
}
