// Neo4j against the common suite, on the long-term support release and on the newest one.

import { afterAll, beforeAll } from 'vitest';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, NEWEST, neo4jMissing, startNeo4j } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';
import { storeConformance } from './conformance.ts';

for (const version of [LTS, NEWEST]) {
  const withNeo4j = await requires(`Neo4j ${version}`, neo4jMissing(version));
  withNeo4j(`on Neo4j ${version}`, () => {
    let server: Neo4jServer;

    beforeAll(async () => {
      server = await startNeo4j(version);
    }, 240_000);

    afterAll(() => server?.stop());

    storeConformance({
      name: `Neo4j ${version}`,
      open: async () => {
        await server.clear();
        return openNeo4j(server.address);
      },
    });
  });
}
