// Neo4j's long-term support release in a process of its own, and the Cypher that answers the same questions on it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from 'neo4j-driver';
import neo4j from 'neo4j-driver';
import { FOREVER } from '../../server/store/neo4j/forever.ts';
import { openNeo4j } from '../../server/store/neo4j/store.ts';
import { LTS } from '../../test/support/neo4j.ts';
import { processMissing, startProcess } from '../../test/support/neo4j-process.ts';
import { PAGE } from '../questions.ts';
import type { Samples } from '../samples.ts';
import type { Alone, Asked, BenchStore } from './bench-store.ts';

const USER = 'neo4j';
const PASSWORD = 'on-record-bench';
const DATABASE = 'neo4j';
const LARGE = 200_000;

/** Throws when there is no way to start one here. */
export async function benchNeo4j(claims: number): Promise<BenchStore> {
  const missing = await processMissing(LTS);
  if (missing !== null) throw new Error(`Neo4j cannot be started: ${missing}`);
  const home = mkdtempSync(join(tmpdir(), 'on-record-bench-'));
  const memory = claims > LARGE ? '4g' : '2g';
  const server = await startProcess({ version: LTS, password: PASSWORD, home, heap: memory, pageCache: memory });
  const address = { url: server.url, user: USER, password: PASSWORD, database: DATABASE };
  return {
    name: 'neo4j',
    language: 'Cypher',
    release: `Neo4j ${LTS} (${memory} heap, ${memory} page cache)`,
    url: server.url,
    env: { NEO4J_USER: USER, NEO4J_PASSWORD: PASSWORD, NEO4J_DATABASE: DATABASE },
    // Its files are complete only when it stops.
    size: () => null,
    open: async () => {
      let asked: Asked[] = [];
      const store = await openNeo4j(address, { asked: (text, parameters) => asked.push({ text, parameters }) });
      const driver = connect(server.url);
      return {
        store,
        alone: (samples) => statements(driver, samples),
        asked: () => {
          const since = asked;
          asked = [];
          return since;
        },
        close: async () => {
          await driver.close();
          await store.close();
        },
      };
    },
    close: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export function connect(url: string): Driver {
  return neo4j.driver(url, neo4j.auth.basic(USER, PASSWORD), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
  });
}

const COUNTS = `count(*) AS n, count(CASE a.stance WHEN 'SUPPORTS' THEN 1 END) AS supports, count(CASE a.stance WHEN 'OPPOSES' THEN 1 END) AS opposes,
  count(CASE a.stance WHEN 'NEUTRAL' THEN 1 END) AS neutral, count(CASE a.stance WHEN 'MIXED' THEN 1 END) AS mixed, min(a.said) AS first, max(a.said) AS last`;
const HELD = "a.lane IN ['ACCEPTED', 'DISPUTED'] AND a.until = $forever";
/** Without a condition on each column, an index is not used. */
const page = (where: string) => `CYPHER 5 MATCH ()-[a:ATTRIBUTED]->()
WHERE a.lane = 'ACCEPTED' AND ${THERE} AND a.until = $forever ${where}
WITH a.said AS said, a.claim AS claim, coalesce(a.version, a.since) AS version ORDER BY a.lane DESC, said DESC, claim DESC LIMIT ${PAGE}
MATCH (r:Record)-[:HAS]->(v:Version {version: version}) WITH r, v ORDER BY said DESC, claim DESC
WITH collect(r) AS claims, collect(v.data) AS shown
CALL (claims) {
  UNWIND claims AS r
  CALL (r) {
    MATCH (r)<-[x:SAID]-(y:Record) WHERE x.until = $forever RETURN y
    UNION ALL
    MATCH (r)-[x:ABOUT|QUOTED_FROM]->(y:Record) WHERE x.until = $forever RETURN y
  }
  WITH DISTINCT y MATCH (y)-[:HAS]->(w:Version) WHERE w.until = $forever RETURN collect(w.data) AS named
}
UNWIND shown + named AS data RETURN data`;
const BY_ID = 'CYPHER 5 MATCH (:Record {id: $id})-[:HAS]->(v:Version) WHERE v.until = $forever RETURN v.data AS data';
/** As the store does it: what is counted lies in the index. */
const INDEXED = 'USING INDEX SEEK a:ATTRIBUTED(lane, said, claim, stance, since, until)';
const THERE = 'a.said IS NOT NULL AND a.claim IS NOT NULL AND a.stance IS NOT NULL AND a.since IS NOT NULL';
const GROUPS = `CYPHER 5 MATCH (s)-[a:ATTRIBUTED]->(t) ${INDEXED}
WHERE ${HELD} AND a.said >= $from AND a.said <= $to AND ${THERE}
WITH s, t, ${COUNTS} RETURN s.id, t.id, n, supports, opposes, neutral, mixed, first, last`;
const OTHERS = `CYPHER 5 MATCH (r:Record {id: $id})-[a:ATTRIBUTED]-(o) WHERE ${HELD}
WITH o, ${COUNTS} ORDER BY n DESC LIMIT 26 RETURN o.id, n, supports, opposes, neutral, mixed, first, last`;
const YEARS = `CYPHER 5 MATCH ()-[a:ATTRIBUTED]->() ${INDEXED} WHERE ${HELD} AND ${THERE}
RETURN substring(a.said, 0, 4) AS year, ${COUNTS}`;

function statements(driver: Driver, { claimAt, actorAt, deep, window }: Samples): Alone {
  const ask = async (text: string, parameters: Record<string, unknown> = {}) => {
    const session = driver.session({ database: DATABASE, defaultAccessMode: neo4j.session.READ, fetchSize: 10_000 });
    try {
      return (await session.run(text, { ...parameters, forever: neo4j.int(FOREVER) })).records;
    } finally {
      await session.close();
    }
  };
  const parsed = async (text: string, parameters?: Record<string, unknown>) =>
    (await ask(text, parameters)).map((record) => JSON.parse(record.get('data')));
  return {
    'claim by id': (run) => parsed(BY_ID, { id: claimAt(run) }),
    'page of 50 claims': () => parsed(page('')),
    'page of 50 claims, deep': () =>
      parsed(page('AND a.said <= $said AND (a.said < $said OR a.claim < $claim)'), { said: deep[0], claim: deep[1] }),
    'relations of two years': () => ask(GROUPS, window),
    'neighbours of one actor (25)': (run) => ask(OTHERS, { id: actorAt(run) }),
    'histogram by year, all claims': () => ask(YEARS),
  };
}
