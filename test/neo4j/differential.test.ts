// The two stores against each other: random histories, then random questions of every kind, past versions included, with
// answers and refusals compared byte for byte. Bounded in time; DIFFERENTIAL_SECONDS makes it longer, DIFFERENTIAL_SEED
// repeats a run. Every difference that it ever found stands below under a name of its own.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Change, Store } from '../../server/store/store.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, neo4jMissing, startNeo4j } from '../support/neo4j.ts';
import type { Question, RandomWrite } from '../support/random-graphs.ts';
import { answer, anyHistory, anyQuestions } from '../support/random-graphs.ts';
import { requires } from '../support/requirements.ts';
import { meta } from '../support/writing.ts';

const SECONDS = Number(process.env.DIFFERENTIAL_SECONDS ?? 90);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20_260_207);
const VERSION = process.env.DIFFERENTIAL_NEO4J ?? LTS;

const withNeo4j = await requires(`Neo4j ${VERSION}`, neo4jMissing(VERSION));

withNeo4j(`SQLite and Neo4j ${VERSION}`, () => {
  let server: Neo4jServer;
  const compared = { histories: 0, writes: 0, answers: 0 };

  beforeAll(async () => {
    server = await startNeo4j(VERSION);
  }, 300_000);

  afterAll(async () => {
    const { histories, writes, answers } = compared;
    console.log(`compared: ${histories} histories, ${writes} writes, ${answers} answers (seed ${SEED}, ${SECONDS} s)`);
    await server?.stop();
  });

  test(
    'answer alike, byte for byte',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, anyQuestions, (history, questions) => compare(history, questions)),
        { seed: SEED, numRuns: 100_000, interruptAfterTimeLimit: SECONDS * 1_000, markInterruptAsFailure: false },
      );
      expect(compared.histories).toBeGreaterThan(0);
    },
    (SECONDS + 600) * 1_000,
  );

  async function compare(history: readonly RandomWrite[], questions: readonly Question[]): Promise<void> {
    await server.clear();
    const stores = [await openSqlite({ path: ':memory:' }), await openNeo4j(server.address)] as const;
    const both = async (what: unknown, ask: (store: Store) => Promise<unknown>) => {
      const [left, right] = await Promise.all(stores.map((store) => outcome(ask(store))));
      expect(right, JSON.stringify(what)).toBe(left);
    };
    try {
      for (const [index, write] of history.entries()) {
        await both({ write: index }, (store) => carryOut(store, write));
        compared.writes++;
      }
      const { datasetVersion } = await stores[0].stats();
      for (const question of questions) {
        await both(question, (store) => answer(store, question, datasetVersion));
        compared.answers++;
      }
      expect(await stores[1].verify()).toEqual([]);
      compared.histories++;
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  }
});

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
