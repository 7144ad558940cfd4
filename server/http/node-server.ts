// Node's server under the routes: who asks is settled, every request is logged and counted when it has ended, and closing
// lets what is under way end.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { getRequestListener } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Call } from '../graphql/context.ts';
import { requestError } from '../graphql/errors.ts';
import { addressOf } from './address.ts';
import type { Metrics } from './metrics.ts';

export interface Env {
  /** Node's own request and answer, and what is known of the request; `route` names the part of the server that answers. */
  Bindings: HttpBindings & { call: Call; route?: string };
}

export interface Server {
  listen(): Promise<{ url: string; port: number }>;
  /** Takes no more requests, lets those under way end, and closes what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

interface Parts {
  app: Hono<Env>;
  config: { host: string; port: number };
  log: Logger;
  metrics: Metrics;
  closing: AbortController;
}

const LIMITS = { keepAliveTimeout: 20_000, headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 32_768 };
const GRACE = 10_000;

export function createNodeServer({ app, config, log, metrics, closing }: Parts): Server {
  const server = createServer(LIMITS, (incoming, outgoing) => {
    const call: Call = { requestId: randomUUID(), address: addressOf(incoming), viewer: null };
    const env: Env['Bindings'] = { incoming, outgoing, call };
    logAtEnd(env, log, metrics);
    // The host that a client names is not believed; only the path and the question are read.
    incoming.headers.host = 'on-record';
    void getRequestListener((request) => app.fetch(request, env), { errorHandler: unreadable })(incoming, outgoing);
  });
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.off('error', reject);
          const { port } = server.address() as AddressInfo;
          resolve({ url: `http://${hostName(config.host)}:${port}`, port });
        });
      }),
    close: (graceMs = GRACE) =>
      new Promise((resolve) => {
        closing.abort();
        const timer = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

export function named(route: string): MiddlewareHandler<Env> {
  return (c, next) => {
    c.env.route = route;
    return next();
  };
}

/** The end is when the answer has gone, or its client has. */
function logAtEnd(env: Env['Bindings'], log: Logger, metrics: Metrics): void {
  const { incoming, outgoing, call } = env;
  const { requestId } = call;
  const { method = '' } = incoming;
  const start = performance.now();
  outgoing.setHeader('x-request-id', requestId);
  outgoing.once('close', () => {
    const { operation, nodes, viewer } = call;
    const { route = 'other' } = env;
    const elapsed = performance.now() - start;
    const status = outgoing.writableFinished ? outgoing.statusCode : 499;
    metrics.request(route, method, status, elapsed / 1_000);
    if (nodes !== undefined) metrics.nodes(nodes);
    const ms = Math.round(elapsed * 10) / 10;
    log.info({ requestId, method, route, status, ms, operation, nodes, token: viewer?.name }, 'request');
  });
}

/** What cannot be made a request of: its address is none. */
function unreadable(): Response {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return Response.json(requestError('INVALID', 'The address cannot be read.'), { status: 400, headers });
}

function hostName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
