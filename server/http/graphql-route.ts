// Carries a request from Node's server to the GraphQL function and its answer back: reads the body, gives up after a while,
// and lets a client that leaves stop its query.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Call } from '../graphql/context.ts';
import type { Api } from './api.ts';
import { readBody } from './body.ts';
import { sendError, sendText } from './reply.ts';

export interface GraphqlRouteOptions {
  api: Api;
  bodyLimit: number;
  timeoutMs: number;
  /** Streams that may be open at once, in all and for each address. */
  streams: { all: number; each: number };
  onStream(change: 1 | -1): void;
  /** Aborts when the server closes: streams end, so that their clients go elsewhere. */
  closing: AbortSignal;
}

export type GraphqlRoute = (
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  call: Call,
) => Promise<void>;

export function createGraphqlRoute(options: GraphqlRouteOptions): GraphqlRoute {
  const { api, bodyLimit, timeoutMs, closing } = options;
  const open = new Map<string, number>();
  let opened = 0;

  function mayStream(address: string | null): boolean {
    return opened < options.streams.all && (address === null || (open.get(address) ?? 0) < options.streams.each);
  }

  async function stream(
    response: ServerResponse,
    answer: Response,
    address: string | null,
    stop: AbortController,
  ): Promise<void> {
    const key = address ?? '';
    opened++;
    open.set(key, (open.get(key) ?? 0) + 1);
    options.onStream(1);
    const end = () => stop.abort();
    closing.addEventListener('abort', end);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.flushHeaders();
    // Whatever ends the stream destroys it, also while nothing is said; a read that waits for the next event would not notice.
    const events = addAbortSignal(stop.signal, Readable.from(answer.body ?? []));
    events.pipe(response);
    try {
      await finished(events);
    } finally {
      closing.removeEventListener('abort', end);
      options.onStream(-1);
      opened--;
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
      response.end();
    }
  }

  return async (request, response, url, call) => {
    const stop = new AbortController();
    response.once('close', () => stop.abort());
    let body: string | null = null;
    if (request.method === 'POST') {
      const read = await readBody(request, bodyLimit);
      if ('refused' in read) {
        // What is still on its way is not worth reading.
        response.setHeader('connection', 'close');
        return sendError(request, response, read.refused, read.refused === 413 ? 'LIMIT' : 'INVALID', read.problem);
      }
      body = read.text;
    }
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), timeoutMs);
    try {
      const headers = request.headers as Record<string, string>;
      const asked = Promise.resolve(
        api.fetch(
          url,
          { method: request.method ?? 'GET', headers, signal: stop.signal, ...(body !== null && { body }) },
          { call },
        ),
      );
      const answer = await Promise.race([asked, late.promise]);
      if (answer === 'late') {
        stop.abort();
        asked.catch(() => {});
        return sendError(
          request,
          response,
          503,
          'UNAVAILABLE',
          `No answer within ${timeoutMs / 1_000} seconds: ask for less at once, for example a shorter time.`,
        );
      }
      if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
        if (!mayStream(call.address)) {
          stop.abort();
          return sendError(
            request,
            response,
            429,
            'LIMIT',
            'Too many change streams are open: close one, or ask for `changes` now and then.',
          );
        }
        clearTimeout(timer);
        return await stream(response, answer, call.address, stop);
      }
      for (const [name, value] of answer.headers)
        if (name !== 'content-type' && name !== 'content-length') response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      await sendText(
        request,
        response,
        answer.status,
        answer.headers.get('content-type') ?? 'application/json',
        await answer.text(),
      );
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}
