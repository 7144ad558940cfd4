// What a screen may cost on Neo4j: three statements, beside those that tell which version it reads. Its answers are those of SQLite.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATS } from '../../server/store/neo4j/cypher/records.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Store } from '../../server/store/store.ts';
import { borrowNeo4j } from '../support/borrow-neo4j.ts';
import type { Neo4jServer } from '../support/neo4j.ts';
import { LTS, neo4jMissing } from '../support/neo4j.ts';
import { requires } from '../support/requirements.ts';
import { askScreens, fillScreens } from '../support/screens.ts';

const MOST = 3;
const withNeo4j = await requires(`Neo4j ${LTS}`, neo4jMissing(LTS));

withNeo4j(`screens on Neo4j ${LTS}`, () => {
  let server: Neo4jServer;
  let store: Store;
  let statements: string[] = [];

  beforeAll(async () => {
    server = await borrowNeo4j(LTS);
    await server.clear();
    store = await openNeo4j(server.address, { asked: (text) => statements.push(text) });
    await fillScreens(store);
  }, 300_000);

  afterAll(async () => {
    await store?.close();
    await server?.stop();
  });

  test(`take no more than ${MOST} statements, and say what they say on SQLite`, async () => {
    const screens = await askScreens(
      store,
      () => {},
      () => {
        const since = statements;
        statements = [];
        return since;
      },
    );
    const costly = screens.filter(({ spent }) => {
      const versions = spent.filter((text) => text.endsWith(STATS)).length;
      const reads = spent.length - versions;
      return reads > MOST || reads === 0 || versions > 2;
    });
    expect(costly.map(({ screen, spent }) => [screen, spent])).toEqual([]);
    const other = await openSqlite({ path: ':memory:' });
    await fillScreens(other);
    const expected = await askScreens(
      other,
      () => {},
      () => 0,
    );
    await other.close();
    for (const [index, { screen, data }] of screens.entries()) expect(data, screen).toEqual(expected[index]?.data);
  });
});
