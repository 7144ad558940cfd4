// The HTTP server: every address and what answers there, in order. Hono routes, and its middleware gives every answer what
// browsers are owed; GraphQL is Yoga's.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Logger } from 'pino';
import { OnRecordError } from './domain/errors.ts';
import { createSignal } from './graphql/context.ts';
import { createApi } from './http/api.ts';
import { limitBody } from './http/body-limit.ts';
import { browserHeaders, crossOrigin } from './http/browser-headers.ts';
import type { BudgetOptions } from './http/budget.ts';
import { createBudget, DEFAULT_BUDGET } from './http/budget.ts';
import { readCaller } from './http/caller.ts';
import { exportRoute } from './http/export-route.ts';
import { graphqlRoute } from './http/graphql-route.ts';
import { createMetrics } from './http/metrics.ts';
import type { Env, Server } from './http/node-server.ts';
import { createNodeServer, named } from './http/node-server.ts';
import { pages } from './http/pages.ts';
import { refuse, replyError, replyText } from './http/reply.ts';
import type { Viewer } from './services/access.ts';
import type { WriteServices } from './services/write-services.ts';
import { createWriteServices } from './services/write-services.ts';
import type { Store } from './store/store.ts';

/** A route beside GraphQL: exports, imports. It is called with the caller's identity once that is settled. */
export interface Route {
  /** Every path that begins so. */
  path: `/${string}`;
  methods: readonly string[];
  handle(request: Request, viewer: Viewer | null): Response | Promise<Response>;
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
  /** The folder of the built page. */
  pages?: string;
  bodyLimit?: number;
  timeoutMs?: number;
  /** How long a client of an export may take nothing. */
  stalledMs?: number;
  /** How many nodes each caller may ask for in a while; null: as many as it likes. */
  budget?: BudgetOptions | null;
}

const MEGABYTE = 1_048_576;
const TIMEOUT = 30_000;
const STREAMS = { all: 1_000, each: 20 };
const EXPORTS = { all: 8, each: 2 };
const STALLED = 60_000;
const BUILT = join(fileURLToPath(new URL('..', import.meta.url)), 'web', 'dist');

export function createHttp({ store, config, log, ...options }: HttpOptions): Server {
  const write = options.write ?? createWriteServices(store, config.adminToken);
  const budget = options.budget === null ? undefined : createBudget(options.budget ?? DEFAULT_BUDGET);
  const metrics = createMetrics();
  const closing = new AbortController();
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
  const graphql = graphqlRoute({
    api,
    timeoutMs: options.timeoutMs ?? TIMEOUT,
    streams: STREAMS,
    onStream: metrics.streams,
    closing: closing.signal,
  });

  const app = new Hono<Env>();
  app.onError((error, c) => replyError(c, error, defect));
  app.use(browserHeaders, crossOrigin(config.corsOrigins));
  app.all('/graphql', named('/graphql'), limitBody(options.bodyLimit ?? MEGABYTE), graphql);
  for (const { path, methods, handle } of options.routes ?? [])
    app.all(`${path}/*`, named(path), async (c) => {
      if (methods.includes(c.req.method))
        return handle(c.req.raw, await readCaller(c.req.header('authorization'), write.access, config.publicRead));
      c.header('allow', methods.join(', '));
      return refuse(c, 405, 'INVALID', `Only ${methods.join(' and ')} are possible here.`);
    });
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return refuse(c, 405, 'INVALID', 'Only reading is possible here; operations go to /graphql.');
  });
  const exported = exportRoute({
    store,
    access: write.access,
    publicRead: config.publicRead,
    budget,
    took: metrics.storeCall,
    log: defect,
    exports: EXPORTS,
    stalledMs: options.stalledMs ?? STALLED,
    closing: closing.signal,
  });
  app.get('/export/:table{claims\\.(?:csv|jsonl|parquet)}', named('/export'), exported);
  const probe = { 'cache-control': 'no-store' };
  app.get('/health', named('/health'), (c) => c.json({ status: 'up' }, 200, probe));
  app.get('/ready', named('/ready'), async (c) => {
    if (closing.signal.aborted) return c.json({ status: 'closing' }, 503, probe);
    try {
      await store.ready();
      return c.json({ status: 'ready' }, 200, probe);
    } catch (error) {
      if (!(error instanceof OnRecordError)) throw error;
      return c.json({ status: 'store unavailable' }, 503, probe);
    }
  });
  app.get('/metrics', named('/metrics'), async (c) =>
    replyText(c, await metrics.text(), 200, { 'content-type': metrics.type }),
  );
  app.get('*', etag(), pages(options.pages ?? BUILT));
  app.notFound((c) =>
    refuse(c, 404, 'NOT_FOUND', 'There is nothing at this address. The API is at /graphql, the page at /.'),
  );
  return createNodeServer({ app, config, log, metrics, closing });
}
