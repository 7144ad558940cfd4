// Stores against each other: the same history is written to each, then each is asked the same, and answers and refusals are
// compared byte for byte.

import { expect } from 'vitest';
import type { Change, Store } from '../../server/store/store.ts';
import { answer } from './answer-question.ts';
import type { Question, RandomWrite } from './random-graphs.ts';
import { meta } from './writing.ts';

/** The first says what the others must say too. Returns how many answers hold nothing: only zeros and empty lists. */
export async function expectAlike(
  stores: readonly Store[],
  history: readonly RandomWrite[],
  questions: readonly Question[],
): Promise<number> {
  const all = async (what: unknown, ask: (store: Store) => Promise<unknown>) => {
    const [first, ...others] = await Promise.all(stores.map((store) => outcome(ask(store))));
    for (const other of others) expect(other, JSON.stringify(what)).toBe(first);
    return first ?? '';
  };
  const ends: number[] = [];
  for (const [index, write] of history.entries()) {
    await all({ write: index }, (store) => carryOut(store, write));
    ends.push((await stores[0]?.stats())?.datasetVersion ?? 0);
  }
  let empty = 0;
  for (const question of questions) {
    const given = await all(question, (store) => answer(store, question, ends));
    if (!holdsSomething(JSON.parse(given))) empty++;
  }
  for (const store of stores) expect(await store.verify()).toEqual([]);
  return empty;
}

function carryOut(store: Store, { meta: fields, changes, pieces }: RandomWrite): Promise<unknown> {
  return store.write(meta(fields), pieces === null ? changes : inPieces(changes, pieces));
}

async function* inPieces(changes: readonly Change[], size: number): AsyncGenerator<readonly Change[]> {
  for (let start = 0; start < changes.length; start += size) yield changes.slice(start, start + size);
}

function holdsSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsSomething);
  return Boolean(value);
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
