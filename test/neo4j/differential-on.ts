// All stores against each other on one release of Neo4j: random histories, then random questions of every kind, past
// versions included, with answers and refusals compared byte for byte. The reference store counts everything anew from its
// facts, so that what three stores say alike is also right. Each release gets histories of its own. DIFFERENTIAL_RUNS asks
// for more of them, DIFFERENTIAL_SEED for others; every difference that this ever found is a case of the common suite.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMemory } from '../../server/store/memory/store.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { expectAlike } from '../support/alike.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { neo4jMissing } from '../support/neo4j.ts';
import { anyHistory, anyQuestions } from '../support/random-graphs.ts';
import { requires } from '../support/requirements.ts';

const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 6);

export async function differentialOn(version: string, usualSeed: number): Promise<void> {
  const seed = Number(process.env.DIFFERENTIAL_SEED ?? usualSeed);
  const withNeo4j = await requires(`Neo4j ${version}`, neo4jMissing(version));
  withNeo4j(`memory, SQLite and Neo4j ${version} answer alike, byte for byte`, () => {
    let server: Neo4jServer;
    const compared = { histories: 0, writes: 0, answers: 0, empty: 0 };

    beforeAll(async () => {
      server = await borrowNeo4j(version);
    }, 300_000);

    afterAll(async () => {
      const { histories, writes, answers, empty } = compared;
      console.log(
        `Neo4j ${version}: ${histories} histories, ${writes} writes, ${answers} answers (${empty} empty), seed ${seed}`,
      );
      await server?.stop();
    });

    /** A test for each, so that a slow machine has its time for each of them. */
    const asked = fc.sample(fc.tuple(anyHistory, anyQuestions), { numRuns: RUNS, seed });
    for (const [index, [history, questions]] of asked.entries())
      test(`history ${index + 1} of ${RUNS}, seed ${seed}`, async () => {
        await server.clear();
        const stores = [await openMemory(), await openSqlite({ path: ':memory:' }), await openNeo4j(server.address)];
        try {
          const empty = await expectAlike(stores, history, questions);
          compared.histories++;
          compared.writes += history.length;
          compared.answers += questions.length;
          compared.empty += empty;
        } finally {
          await Promise.all(stores.map((store) => store.close()));
        }
      });

    test('answers to most questions hold something', () => {
      expect(compared.empty).toBeLessThan(compared.answers / 2);
    });
  });
}
