// The HTTP server: /graphql, the built viewer with GraphiQL, probes and metrics, and whatever routes it is given. Every request
// has an id, is logged and counted, and ends: with an answer, a refusal that says why, or when its client has left.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { OnRecordError } from './domain/errors.ts';
import type { Call } from './graphql/context.ts';
import { createSignal } from './graphql/context.ts';
import { addressOf } from './http/address.ts';
import type { Api } from './http/api.ts';
import { createApi } from './http/api.ts';
import type { BudgetOptions } from './http/budget.ts';
import { createBudget, DEFAULT_BUDGET } from './http/budget.ts';
import { createGraphqlRoute } from './http/graphql-route.ts';
import { createMetrics } from './http/metrics.ts';
import { tellBrowsers } from './http/origins.ts';
import { createPages } from './http/pages.ts';
import { sendError } from './http/reply.ts';
import type { Route } from './http/router.ts';
import { createRouter } from './http/router.ts';
import type { WriteServices } from './services/write-services.ts';
import { createWriteServices } from './services/write-services.ts';
import type { Store } from './store/store.ts';

export { createApi } from './http/api.ts';
export type { Route } from './http/router.ts';

export interface HttpOptions {
  store: Store;
  /** Made over the store when left out. */
  write?: WriteServices;
  config: {
    host: string;
    port: number;
    publicRead: boolean;
    adminToken: string | null;
    corsOrigins: readonly string[];
  };
  log: Logger;
  routes?: readonly Route[];
  /** The built viewer. */
  pages?: string;
  bodyLimit?: number;
  timeoutMs?: number;
  /** How many nodes each caller may ask for in a while; null: as many as it likes. */
  budget?: BudgetOptions | null;
}

export interface Http {
  api: Api;
  listen(): Promise<{ url: string; port: number }>;
  /** Takes no more requests, lets those under way end, and closes what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

const MEGABYTE = 1_048_576;
const TIMEOUT = 30_000;
const GRACE = 10_000;
const STREAMS = { all: 1_000, each: 20 };
const BUILT = join(fileURLToPath(new URL('..', import.meta.url)), 'web', 'dist');

export function createHttp({ store, config, log, routes = [], ...options }: HttpOptions): Http {
  const metrics = createMetrics();
  const write = options.write ?? createWriteServices(store, config.adminToken);
  const budget = options.budget === null ? undefined : createBudget(options.budget ?? DEFAULT_BUDGET);
  const defect = (error: unknown, requestId: string) => log.error({ requestId, err: error }, 'defect');
  const api = createApi({
    store,
    write,
    config,
    budget,
    log: defect,
    took: metrics.storeCall,
    changed: createSignal(),
  });
  const closing = new AbortController();
  const graphql = createGraphqlRoute({
    api,
    bodyLimit: options.bodyLimit ?? MEGABYTE,
    timeoutMs: options.timeoutMs ?? TIMEOUT,
    streams: STREAMS,
    onStream: metrics.streams,
    closing: closing.signal,
  });
  const answer = createRouter({
    graphql,
    routes,
    pages: createPages(options.pages ?? BUILT),
    store,
    metrics,
    access: write.access,
    publicRead: config.publicRead,
    closing: closing.signal,
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now();
    const requestId = randomUUID();
    const call: Call = { requestId, address: addressOf(request), viewer: null };
    response.setHeader('x-request-id', requestId);
    tellBrowsers(request, response, config.corsOrigins);
    let route = 'other';
    response.once('close', () => {
      const ms = performance.now() - start;
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.request(route, request.method ?? '', status, ms / 1_000);
      if (call.nodes !== undefined) metrics.nodes(call.nodes);
      const { operation, nodes, viewer } = call;
      log.info(
        {
          requestId,
          method: request.method,
          route,
          status,
          ms: Math.round(ms * 10) / 10,
          operation,
          nodes,
          token: viewer?.name,
        },
        'request',
      );
    });
    try {
      if (request.method === 'OPTIONS') response.writeHead(204).end();
      else {
        const url = readUrl(request);
        if (url) route = await answer(request, response, url, call);
        else await sendError(request, response, 400, 'INVALID', 'The address cannot be read.');
      }
    } catch (error) {
      await fail(request, response, error, requestId);
    }
  }

  async function fail(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    requestId: string,
  ): Promise<void> {
    if (response.headersSent) {
      defect(error, requestId);
      response.destroy();
      return;
    }
    if (error instanceof OnRecordError)
      return sendError(request, response, STATUS[error.code] ?? 400, error.code, error.message);
    defect(error, requestId);
    return sendError(
      request,
      response,
      500,
      'INTERNAL',
      `Something went wrong here, and it was logged under the request id ${requestId}.`,
    );
  }

  const server = createServer(
    { keepAliveTimeout: 20_000, headersTimeout: 10_000, requestTimeout: TIMEOUT, maxHeaderSize: 32_768 },
    (request, response) => void serve(request, response),
  );
  return {
    api,
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

const STATUS: Readonly<Partial<Record<OnRecordError['code'], number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT: 413,
  UNAVAILABLE: 503,
};

/** The host that a client names is not believed; only the path and the question are read. */
function readUrl(request: IncomingMessage): URL | null {
  const path = request.url ?? '/';
  return path.startsWith('/') && URL.canParse(`http://on-record${path}`) ? new URL(`http://on-record${path}`) : null;
}

function hostName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
