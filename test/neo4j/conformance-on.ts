// Neo4j of one release against the common suite. Each release has a file of its own, so that they run side by side.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { storeConformance } from '../store/conformance.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { neo4jMissing, startNeo4j } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';

export async function conformanceOn(version: string): Promise<void> {
  const withNeo4j = await requires(`Neo4j ${version}`, neo4jMissing(version));
  withNeo4j(`on Neo4j ${version}`, () => {
    let server: Neo4jServer;

    beforeAll(async () => {
      server = await startNeo4j(version);
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

    test('no statement of all these tests is deprecated, multiplies what it need not, or asks for an index in vain', () => {
      expect([...noticed]).toEqual([]);
    });
  });
}
