// Neo4j of one release against the common suite. Each release has a file of its own, so that they run side by side.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseQuery } from '../../server/domain/text.ts';
import { plannerLimits } from '../../server/store/neo4j/planner-limits.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import type { Store } from '../../server/store/store.ts';
import { claim, judgement, smallWorld, topic } from '../fixtures/records.ts';
import { storeConformance } from '../store/conformance.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { neo4jMissing } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';
import { meta, remove, save } from '../support/writing.ts';

const SEARCHES = ['talks', 'tal', 'once', 'talks on arms', 'lon'].flatMap((text) =>
  [1, 3, 10, 50].flatMap((limit) =>
    [['claim'] as const, ['topic', 'claim', 'source'] as const].map((kinds) => ({
      query: parseQuery(text),
      kinds: [...kinds],
      limit,
    })),
  ),
);

/** Words in many texts and in few, in claims that were changed, removed or are long past, and in topics that are one. */
async function commonWords(store: Store): Promise<void> {
  await save(store, ...smallWorld());
  const claims = Array.from({ length: 30 }, (_, index) =>
    claim({ id: `clm_t${index}`, proposition: index % 3 === 0 ? 'Talks on arms go on.' : `Talks, day ${index}.` }),
  );
  await save(store, claim({ id: 'clm_once', proposition: 'It was said once, long ago.' }), ...claims);
  await save(store, topic({ id: 'top_x', description: 'Talks.' }), topic({ id: 'top_y', description: 'Old talks.' }));
  await save(store, ...claims.slice(-4).map((each) => ({ ...each, proposition: 'Silence.' })));
  await store.write(meta(), [remove('clm_t5'), remove('clm_t6')]);
  await save(store, judgement({ records: ['top_x', 'top_y'] }));
  await save(store, ...claims.slice(9, 12).map((each) => ({ ...each, hedged: true })));
}

/** One after the other. */
async function inTurn<T, R>(list: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const item of list) answers.push(await ask(item));
  return answers;
}

export async function conformanceOn(version: string): Promise<void> {
  const withNeo4j = await requires(`Neo4j ${version}`, neo4jMissing(version));
  withNeo4j(`on Neo4j ${version}`, () => {
    let server: Neo4jServer;

    beforeAll(async () => {
      server = await borrowNeo4j(version);
    }, 300_000);

    afterAll(() => server?.stop());

    const noticed = new Set<string>();

    storeConformance({
      name: `Neo4j ${version}`,
      // Each new question has to be planned once, which takes longer than to answer it.
      timeout: 600_000,
      open: async () => {
        await server.clear();
        return openNeo4j(server.address, {
          noticed: (text, category, description) => {
            // Labels and types that nothing bears yet are no fault of a statement.
            if (category !== 'UNRECOGNIZED') noticed.add(`${category}: ${description}\n${text}`);
          },
        });
      },
    });

    test('a word is found alike, however common it is taken to be', async () => {
      await server.clear();
      const store = await openNeo4j(server.address);
      const given = { ...plannerLimits };
      try {
        await commonWords(store);
        const ways = [
          given,
          { common: 1, near: 3, far: 12 },
          { common: 3, near: 8, far: 30 },
          { common: 4, near: 60, far: 90 },
        ];
        const [first, ...others] = await inTurn(ways, async (way) => {
          Object.assign(plannerLimits, way);
          return inTurn(SEARCHES, (query) => store.search([query]));
        });
        expect(first?.flatMap(([found]) => found?.hits ?? []).length).toBeGreaterThan(200);
        for (const [index, other] of others.entries()) expect([index, other]).toEqual([index, first]);
      } finally {
        Object.assign(plannerLimits, given);
        await store.close();
      }
    }, 300_000);

    test('no statement of all these tests is deprecated, multiplies what it need not, or asks for an index in vain', () => {
      expect([...noticed]).toEqual([]);
    });
  });
}
