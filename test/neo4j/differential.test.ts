// All stores against each other: random histories, then random questions of every kind, past versions included, with
// answers and refusals compared byte for byte. Bounded in time; DIFFERENTIAL_SECONDS makes it longer, DIFFERENTIAL_SEED
// repeats a run. Every difference that it ever found stands below under a name of its own.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMemory } from '../../server/store/memory/store.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { expectAlike } from '../support/alike.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, neo4jMissing } from '../support/neo4j.ts';
import type { Question, RandomWrite } from '../support/random-graphs.ts';
import { anyHistory, anyQuestions } from '../support/random-graphs.ts';
import { requires } from '../support/requirements.ts';

const SECONDS = Number(process.env.DIFFERENTIAL_SECONDS ?? 90);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20_260_207);
const VERSION = process.env.DIFFERENTIAL_NEO4J ?? LTS;

const withNeo4j = await requires(`Neo4j ${VERSION}`, neo4jMissing(VERSION));

withNeo4j(`SQLite and Neo4j ${VERSION}`, () => {
  let server: Neo4jServer;
  const compared = { histories: 0, writes: 0, answers: 0 };

  beforeAll(async () => {
    server = await borrowNeo4j(VERSION);
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
    const stores = [await openMemory(), await openSqlite({ path: ':memory:' }), await openNeo4j(server.address)];
    try {
      await expectAlike(stores, history, questions);
      compared.histories++;
      compared.writes += history.length;
      compared.answers += questions.length;
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  }
});
