// A real Neo4j for the tests: the one that NEO4J_URI names, else one in Docker, else one from Maven Central's jars. Started on
// a free port and stopped by whoever asked for it. Run by itself (`npm run neo4j`), it gives a developer one to play with.

import type { Driver } from 'neo4j-driver';
import neo4j from 'neo4j-driver';
import { dockerAnswers, startContainer } from './neo4j-docker.ts';
import { processMissing, startProcess } from './neo4j-process.ts';

/** The long-term support release, and the newest one. */
export const LTS = '5.26.28';
export const NEWEST = '2026.08.1';

export interface Neo4jAddress {
  url: string;
  user: string;
  password: string;
  database: string;
}

export interface Neo4jServer {
  version: string;
  address: Neo4jAddress;
  /** Leaves nothing in the database but its constraints and indexes. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'neo4j';
const PASSWORD = 'on-record-tests';
const DATABASE = 'neo4j';

/** For `requires('Neo4j', neo4jMissing(LTS))`. A server that was given stands for the newest release. */
export function neo4jMissing(version: string): () => Promise<string | null> {
  return async () => {
    if (process.env.NEO4J_URI)
      return version === NEWEST ? null : 'NEO4J_URI names one server; unset it to test them all';
    if (await dockerAnswers()) return null;
    return processMissing(version);
  };
}

export async function startNeo4j(version: string = NEWEST): Promise<Neo4jServer> {
  if (process.env.NEO4J_URI) return given(process.env.NEO4J_URI);
  const options = { version, password: PASSWORD };
  const running = (await dockerAnswers()) ? await startContainer(options) : await startProcess(options);
  const address = { url: running.url, user: USER, password: PASSWORD, database: DATABASE };
  return { version, address, clear: () => withDriver(address, clear), stop: running.stop };
}

/** For a server that was started otherwise; then runs these statements. */
export function clearNeo4j(address: Neo4jAddress, then: readonly string[] = []): Promise<void> {
  return withDriver(address, async (driver, database) => {
    await clear(driver, database);
    for (const text of then) await driver.executeQuery(text, {}, { database });
  });
}

async function given(url: string): Promise<Neo4jServer> {
  const { NEO4J_USER = USER, NEO4J_PASSWORD = '', NEO4J_DATABASE = DATABASE } = process.env;
  const address = { url, user: NEO4J_USER, password: NEO4J_PASSWORD, database: NEO4J_DATABASE };
  return withDriver(address, async (driver, database) => {
    const nodes = await driver.executeQuery('MATCH (n) RETURN count(n) AS n', {}, { database });
    // The tests clear it again and again.
    if (nodes.records[0]?.get('n') > 0 && process.env.NEO4J_MAY_BE_CLEARED !== 'true')
      throw new Error(
        `The database ${database} at ${url} is not empty. Give the tests an empty one, or set NEO4J_MAY_BE_CLEARED=true.`,
      );
    const info = await driver.getServerInfo({ database });
    const stop = () => withDriver(address, clear);
    return { version: info.agent ?? 'unknown', address, clear: stop, stop };
  });
}

async function withDriver<T>(
  { url, user, password, database }: Neo4jAddress,
  work: (driver: Driver, database: string) => Promise<T>,
): Promise<T> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  try {
    return await work(driver, database);
  } finally {
    await driver.close();
  }
}

async function clear(driver: Driver, database: string): Promise<void> {
  const session = driver.session({ database });
  try {
    await session.run('MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  } finally {
    await session.close();
  }
}

async function play(): Promise<void> {
  const version = process.argv[2] ?? LTS;
  const folder = `data/neo4j-${version}`;
  const running = await startProcess({ version, password: PASSWORD, home: folder });
  console.log(`Neo4j ${version} is running, its data in ${folder}. To use it:\n`);
  console.log(`  STORE_URL=${running.url} NEO4J_USER=${USER} NEO4J_PASSWORD=${PASSWORD} npm start\n`);
  console.log('Ctrl-C stops it.');
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await running.stop();
}

if (import.meta.main) await play();
