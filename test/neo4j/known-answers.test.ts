// The table of known answers on Neo4j: what is asked of one filled database. What is written is compared with SQLite by the
// other suites here.

import { afterAll, beforeAll } from 'vitest';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { knownAnswers } from '../known-answers/all.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { NEWEST, neo4jMissing } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';

const withNeo4j = await requires('Neo4j', neo4jMissing(NEWEST));
withNeo4j('on Neo4j', () => {
  let server: Neo4jServer;
  beforeAll(async () => {
    server = await borrowNeo4j(NEWEST);
    await server.clear();
  }, 300_000);
  afterAll(() => server?.stop());

  knownAnswers(() => openNeo4j(server.address));
});
