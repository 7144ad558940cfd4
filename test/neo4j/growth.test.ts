// A kind of record that grows, over Neo4j: one database, opened by one release after the other.

import { setTimeout as sleep } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimSpec } from '../../server/domain/claim.ts';
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

  test('a server that starts while another one writes waits to bring an earlier database up to date', async () => {
    await server.clear();
    await (await openNeo4j(server.address)).close();
    const { url, user, password, database } = server.address;
    const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
    const set = (fields: string) => driver.executeQuery(`MATCH (g:Graph) SET ${fields}`, {}, { database });
    try {
      await set("g.formats = null, g.lease = 'another', g.leaseUntil = timestamp() + 60000");
      const opening = openNeo4j(server.address);
      expect(await Promise.race([opening.then(() => 'open'), sleep(1_500).then(() => 'waits')])).toBe('waits');
      await set('g.lease = null, g.leaseUntil = 0');
      await (await opening).close();
      const { records } = await driver.executeQuery('MATCH (g:Graph) RETURN g.formats', {}, { database });
      expect(records[0]?.get(0)).toContain(`"claim":${1 + (claimSpec.upgrades ?? []).length}`);
    } finally {
      await driver.close();
    }
  });

  test('servers that start at once over a new database all open it', async () => {
    await server.clear();
    const stores = await Promise.all([1, 2, 3].map(() => openNeo4j(server.address)));
    expect(await stores[0]?.verify()).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  });
});
