// Which part of the server answers which address.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { OnRecordError } from '../domain/errors.ts';
import type { Call } from '../graphql/context.ts';
import type { Access, Bearer } from '../services/access.ts';
import type { Store } from '../store/store.ts';
import { readCaller } from './caller.ts';
import type { GraphqlRoute } from './graphql-route.ts';
import type { Metrics } from './metrics.ts';
import type { Pages } from './pages.ts';
import { sendError, sendJson, sendText } from './reply.ts';

/** A route beside GraphQL: exports, imports. It is called with the caller's identity once that is settled. */
export interface Route {
  /** Every path that begins so. */
  path: `/${string}`;
  methods: readonly string[];
  handle(request: IncomingMessage, response: ServerResponse, url: URL, caller: Bearer | null): Promise<void>;
}

export interface RouterOptions {
  graphql: GraphqlRoute;
  routes: readonly Route[];
  pages: Pages;
  store: Store;
  metrics: Metrics;
  access: Access;
  publicRead: boolean;
  closing: AbortSignal;
}

/** Answers, and says which route did. */
export type Router = (request: IncomingMessage, response: ServerResponse, url: URL, call: Call) => Promise<string>;

export function createRouter(options: RouterOptions): Router {
  const { graphql, routes, pages, store, metrics, access, publicRead, closing } = options;
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
        await route.handle(request, response, url, await readCaller(request.headers.authorization, access, publicRead));
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
    if (closing.aborted) return sendJson(request, response, 503, { status: 'closing' });
    try {
      await store.ready();
      await sendJson(request, response, 200, { status: 'ready' });
    } catch (error) {
      if (!(error instanceof OnRecordError)) throw error;
      await sendJson(request, response, 503, { status: 'store unavailable' });
    }
  }

  return answer;
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, methods: readonly string[]): Promise<void> {
  response.setHeader('allow', methods.join(', '));
  return sendError(request, response, 405, 'INVALID', `Only ${methods.join(' and ')} are possible here.`);
}
