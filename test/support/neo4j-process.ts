// Neo4j without Docker: its jars from Maven Central, fetched once into a folder outside the tree (ON_RECORD_CACHE, else the
// system's place for caches), and a server process that is known by its id alone: killed, started again, stopped.

import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { findJava } from './java.ts';

const run = promisify(execFile);

export interface ProcessOptions {
  version: string;
  password: string;
  /** Kept when it stops; without one, a temporary folder that goes with it. */
  home?: string;
  /**
   * As Java and Neo4j write sizes; the defaults are enough for tests. A heap that is given is there from the start, and is
   * collected as in Neo4j's own settings.
   */
  heap?: string;
  pageCache?: string;
}

export interface Neo4jProcess {
  url: string;
  /** At once, as a power cut would. */
  kill(): Promise<void>;
  /** After `kill`, on the same port with the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const ARTIFACTS = ['org.neo4j:neo4j', 'org.neo4j.app:neo4j-server'];
/** Four seconds on an idle machine; a busy one has taken two minutes. */
const STARTS_WITHIN_MS = 220_000;
const OPENS = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

/** The releases named after years have another main class and need a later Java. */
function needs(version: string): { main: string; java: { from: number; to: number } } {
  return Number(version.split('.')[0]) < 2025
    ? { main: 'org.neo4j.server.CommunityEntryPoint', java: { from: 17, to: 21 } }
    : { main: 'org.neo4j.server.Neo4jCommunity', java: { from: 21, to: 25 } };
}

/** What is missing to run this version, or null. */
export async function processMissing(version: string): Promise<string | null> {
  const { java } = needs(version);
  if ((await findJava(java)) === null)
    return `no Docker engine answers, and no Java ${java.from} to ${java.to} was found (JAVA_HOME, PATH); install one of them, or set NEO4J_URI`;
  if (existsSync(libraries(version))) return null;
  return (await run('mvn', ['-v']).then(
    () => true,
    () => false,
  ))
    ? null
    : 'no Docker engine answers, and Maven, which fetches the server, was not found; install one of them, or set NEO4J_URI';
}

export async function startProcess(options: ProcessOptions): Promise<Neo4jProcess> {
  const { version, password, home: kept, heap, pageCache = '256m' } = options;
  const { main, java } = needs(version);
  const found = await findJava(java);
  if (found === null) throw new Error((await processMissing(version)) ?? 'no Java');
  const lib = await fetchLibraries(version);
  const home = kept === undefined ? mkdtempSync(join(tmpdir(), 'on-record-neo4j-')) : resolve(kept);
  const port = await freePort();
  prepare(home, port, pageCache);
  const url = `bolt://127.0.0.1:${port}`;
  const command = [
    ...[
      `-Xms${heap ?? '256m'}`,
      `-Xmx${heap ?? '1g'}`,
      // Of both compilers: most of the time goes into planning statements, which the second, slower one nearly halves.
      ...(heap === undefined ? ['-XX:+UseSerialGC'] : ['-XX:+UseG1GC']),
      '-Dio.netty.tryReflectionSetAccessible=true',
    ],
    ...OPENS.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...['-cp', join(lib, '*'), main, `--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`],
  ];
  let child: ChildProcess | null = null;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  };
  // A suite that is cut short must not leave a server behind.
  const onExit = () => child?.kill('SIGKILL');
  process.once('exit', onExit);
  const start = async () => {
    child = spawn(found, command, { stdio: ['ignore', 'ignore', 'pipe'] });
    await answers(child, url, password, home);
  };
  const stop = async () => {
    await end('SIGTERM');
    process.removeListener('exit', onExit);
    if (kept === undefined) rmSync(home, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, start, kill: () => end('SIGKILL'), stop };
}

function cacheFolder(): string {
  const system =
    process.platform === 'darwin'
      ? join(homedir(), 'Library/Caches')
      : (process.env.XDG_CACHE_HOME ?? process.env.LOCALAPPDATA ?? join(homedir(), '.cache'));
  return process.env.ON_RECORD_CACHE ?? join(system, 'on-record');
}

function libraries(version: string): string {
  return join(cacheFolder(), 'neo4j', version);
}

/** Whole or not at all, also when two suites want it at once. */
async function fetchLibraries(version: string): Promise<string> {
  const target = libraries(version);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}-${Date.now()}`;
  mkdirSync(draft, { recursive: true });
  try {
    const dependencies = ARTIFACTS.map((artifact) => {
      const [group, name] = artifact.split(':');
      return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
    });
    writeFileSync(
      join(draft, 'pom.xml'),
      `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>org.on-record</groupId>
<artifactId>neo4j</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`,
    );
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(draft, 'lib')}`], {
      cwd: draft,
    });
    if (!existsSync(target)) renameSync(join(draft, 'lib'), target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

function prepare(home: string, port: number, pageCache: string): void {
  for (const folder of ['data', 'logs', 'conf', 'run', 'plugins', 'import'])
    mkdirSync(join(home, folder), { recursive: true });
  const settings = [
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    `server.memory.pagecache.size=${pageCache}`,
    'dbms.usage_report.enabled=false',
    // Attempts with a wrong password would lock the user out, and the tests make some.
    'dbms.security.auth_max_failed_attempts=0',
  ];
  writeFileSync(join(home, 'conf/neo4j.conf'), `${settings.join('\n')}\n`);
}

/** The console is silent: only a connection tells that it is ready. The first one has to give the user a password. */
async function answers(child: ChildProcess, url: string, password: string, home: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  for (const until = Date.now() + STARTS_WITHIN_MS; ; ) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Neo4j ended while starting: ${said}\n${tail(join(home, 'logs/debug.log'))}`);
    try {
      return await firstConnection(url, password);
    } catch (error) {
      if (Date.now() > until) throw new Error(`Neo4j did not start in time: ${said}`, { cause: error });
      await sleep(200);
    }
  }
}

async function firstConnection(url: string, password: string): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic('neo4j', password), { connectionTimeout: 2_000 });
  try {
    await driver.verifyConnectivity({ database: 'neo4j' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'Neo.ClientError.Security.Unauthorized') throw error;
    await setPassword(url, password);
  } finally {
    await driver.close();
  }
}

async function setPassword(url: string, password: string): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic('neo4j', 'neo4j'));
  try {
    await driver.executeQuery(
      'ALTER CURRENT USER SET PASSWORD FROM $from TO $to',
      { from: 'neo4j', to: password },
      { database: 'system' },
    );
  } finally {
    await driver.close();
  }
}

function tail(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-2_000) : '';
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
