// Neo4j servers for the files of a suite, which borrow one each and give it back: a server that is warm and idle is lent again. Starting
// one and planning every statement anew for each file would take longer than the tests. Vitest runs this once, in its own process.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import type { Neo4jAddress, Neo4jServer } from './neo4j.ts';
import { startNeo4j } from './neo4j.ts';

declare module 'vitest' {
  interface ProvidedContext {
    neo4jPool: string;
  }
}

export interface Borrowed {
  id: number;
  version: string;
  address: Neo4jAddress;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: Promise<Neo4jServer>[] = [];
  const idle = new Map<string, number[]>();

  async function borrow(wanted: string): Promise<Borrowed> {
    const id = idle.get(wanted)?.pop() ?? started.push(startNeo4j(wanted)) - 1;
    const { version, address } = await (started[id] as Promise<Neo4jServer>);
    return { id, version, address };
  }

  const http = createServer(async (request, response) => {
    const [, verb, version = '', id = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
    try {
      if (verb === 'borrow') response.end(JSON.stringify(await borrow(version)));
      else {
        idle.set(version, [...(idle.get(version) ?? []), Number(id)]);
        response.end();
      }
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  }).listen(0, '127.0.0.1');
  // Starting takes long on a busy machine.
  http.requestTimeout = 0;
  await once(http, 'listening');
  project.provide('neo4jPool', `http://127.0.0.1:${(http.address() as AddressInfo).port}`);

  return async () => {
    http.closeAllConnections();
    http.close();
    const servers = await Promise.allSettled(started);
    await Promise.all(servers.map((server) => (server.status === 'fulfilled' ? server.value.stop() : undefined)));
  };
}
