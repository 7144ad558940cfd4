// Neo4j in Docker, through testcontainers (test/docker/package.json), where an engine answers.

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProcessOptions } from './neo4j-process.ts';
import { install, locate } from './on-demand.ts';

const BOLT = 7687;
const PACKAGE_FOLDER = 'test/docker';

/** What is used of testcontainers, whose own types are not there before it is installed. */
interface Testcontainers {
  GenericContainer: new (image: string) => Container;
  getContainerRuntimeClient(): Promise<unknown>;
  Wait: { forLogMessage(text: string): unknown };
}

interface Container {
  withEnvironment(settings: Record<string, string>): Container;
  withExposedPorts(port: number): Container;
  withWaitStrategy(strategy: unknown): Container;
  withStartupTimeout(milliseconds: number): Container;
  start(): Promise<{ getHost(): string; getMappedPort(port: number): number; stop(): Promise<unknown> }>;
}

let answering: Promise<boolean> | undefined;

/** Asks the engine itself, which takes testcontainers; so that is installed only where an engine may be. */
export function dockerAnswers(): Promise<boolean> {
  answering ??= mayHaveDocker() ? engineAnswers() : Promise.resolve(false);
  return answering;
}

function mayHaveDocker(): boolean {
  const { DOCKER_HOST, XDG_RUNTIME_DIR } = process.env;
  return (
    DOCKER_HOST !== undefined ||
    [
      '/var/run/docker.sock',
      '//./pipe/docker_engine',
      join(homedir(), '.docker/run/docker.sock'),
      join(homedir(), '.docker/desktop/docker.sock'),
      join(homedir(), '.testcontainers.properties'),
      ...(XDG_RUNTIME_DIR ? [join(XDG_RUNTIME_DIR, 'docker.sock')] : []),
    ].some((path) => existsSync(path))
  );
}

async function engineAnswers(): Promise<boolean> {
  try {
    const { getContainerRuntimeClient } = await testcontainers();
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}

async function testcontainers(): Promise<Testcontainers> {
  if (locate(PACKAGE_FOLDER, 'testcontainers') === null) install(PACKAGE_FOLDER);
  return import(pathToFileURL(locate(PACKAGE_FOLDER, 'testcontainers') ?? '').href);
}

export async function startContainer({
  version,
  password,
}: ProcessOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const { GenericContainer, Wait } = await testcontainers();
  const container = await new GenericContainer(`neo4j:${version}-community`)
    .withEnvironment({
      NEO4J_AUTH: `neo4j/${password}`,
      NEO4J_server_memory_heap_max__size: '1g',
      NEO4J_server_memory_pagecache_size: '256m',
      NEO4J_dbms_usage__report_enabled: 'false',
      NEO4J_dbms_security_auth__max__failed__attempts: '0',
    })
    .withExposedPorts(BOLT)
    .withWaitStrategy(Wait.forLogMessage('Started.'))
    .withStartupTimeout(180_000)
    .start();
  return {
    url: `bolt://${container.getHost()}:${container.getMappedPort(BOLT)}`,
    stop: async () => {
      await container.stop();
    },
  };
}
