// A kind of record that grows, over Neo4j: one database, opened by one release after the other.

import { afterAll, beforeAll, test } from 'vitest';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { growthCase } from '../store/cases/growth.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import { registerRelease } from '../support/made-up-kind.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, neo4jMissing } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';

const withNeo4j = await requires(`Neo4j ${LTS}`, neo4jMissing(LTS));

withNeo4j('records that grow', () => {
  let server: Neo4jServer;

  beforeAll(async () => {
    server = await borrowNeo4j(LTS);
  }, 300_000);

  afterAll(() => server?.stop());

  test('a field is added, one renamed, one split: a store written before reads, verifies and imports as if written since', async () => {
    await growthCase((release) => {
      registerRelease(release);
      return openNeo4j(server.address);
    });
  });
});
