// Neo4j in Docker, through testcontainers, where an engine answers.

import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import type { ProcessOptions } from './neo4j-process.ts';

const BOLT = 7687;

let answering: Promise<boolean> | undefined;

export function dockerAnswers(): Promise<boolean> {
  answering ??= getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
  return answering;
}

export async function startContainer({
  version,
  password,
}: ProcessOptions): Promise<{ url: string; stop(): Promise<void> }> {
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
