// The HTTP server: /graphql, the built viewer with GraphiQL, probes and metrics, and whatever routes it is given. Every request
// has an id, is logged and counted, and ends: with an answer, a refusal that says why, or when its client has left.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import { readCaller } from './http/caller.ts';
import { createGraphqlRoute } from './http/graphql-route.ts';
import { createMetrics } from './http/metrics.ts';
import { tellBrowsers } from './http/origins.ts';
import { createPages } from './http/pages.ts';
import { sendError, sendJson, sendText } from './http/reply.ts';
import type { Bearer } from './services/access.ts';
import type { WriteServices } from './services/write-services.ts';
import { createWriteServices } from './services/write-services.ts';
import type { Store } from './store/store.ts';

export { createApi } from './http/api.ts';

/** A route beside GraphQL: exports, imports. It is called with the caller's identity once that is settled. */
export interface Route {
  /** Every path that begins so. */
  path: `/${string}`;
  methods: readonly string[];
  handle(request: IncomingMessage, response: ServerResponse, url: URL, caller: Bearer | null): Promise<void>;
}

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
const BUILT = fileURLToPath(new URL('../web/dist', import.meta.url));

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
  const pages = createPages(options.pages ?? BUILT);

  /** Answers, and says which route did. */
  async function answer(request: IncomingMessage, response: ServerResponse, url: URL, call: Call): Promise<string> {
    const { pathname } = url;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (pathname === '/graphql') {
      // Who opens the address of the API in a browser wants to try it.
      if (reads && url.search === '' && request.headers.accept?.includes('text/html'))
        response.writeHead(303, { location: '/graphiql' }).end();
      else await graphql(request, response, url.href, call);
      return '/graphql';
    }
    const route = routes.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
    if (route) {
      if (!route.methods.includes(request.method ?? '')) await refuseMethod(request, response, route.methods);
      else
        await route.handle(
          request,
          response,
          url,
          await readCaller(request.headers.authorization, write.access, config.publicRead),
        );
      return route.path;
    }
    if (!reads) {
      await sendError(request, response, 405, 'INVALID', 'Only reading is possible here; operations go to /graphql.');
      return 'other';
    }
    if (pathname === '/health') await sendJson(request, response, 200, { status: 'up' });
    else if (pathname === '/ready') await ready(request, response);
    else if (pathname === '/metrics') await sendText(request, response, 200, metrics.type, await metrics.text());
    else if (await pages.send(request, response, pathname)) return 'pages';
    else {
      await sendError(
        request,
        response,
        404,
        'NOT_FOUND',
        'There is nothing at this address. The API is at /graphql, the viewer at /.',
      );
      return 'other';
    }
    return pathname;
  }

  async function ready(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (closing.signal.aborted) return sendJson(request, response, 503, { status: 'closing' });
    try {
      await store.ready();
      await sendJson(request, response, 200, { status: 'ready' });
    } catch (error) {
      if (!(error instanceof OnRecordError)) throw error;
      await sendJson(request, response, 503, { status: 'store unavailable' });
    }
  }

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

function refuseMethod(request: IncomingMessage, response: ServerResponse, methods: readonly string[]): Promise<void> {
  response.setHeader('allow', methods.join(', '));
  return sendError(request, response, 405, 'INVALID', `Only ${methods.join(' and ')} are possible here.`);
}

/** The host that a client names is not believed; only the path and the question are read. */
function readUrl(request: IncomingMessage): URL | null {
  const path = request.url ?? '/';
  return path.startsWith('/') && URL.canParse(`http://on-record${path}`) ? new URL(`http://on-record${path}`) : null;
}

function hostName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
