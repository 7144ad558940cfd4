// Carries a request to the GraphQL function and its answer back: reads the body, gives up after a while, and lets a client
// that leaves stop its query.

import { isUtf8 } from 'node:buffer';
import { addAbortSignal, Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import type { Context, Handler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { OnRecordError } from '../domain/errors.ts';
import type { Api } from './api.ts';
import type { Env } from './node-server.ts';
import { refuse, replyText } from './reply.ts';
import { createSlots } from './slots.ts';

export interface GraphqlOptions {
  api: Api;
  timeoutMs: number;
  /** Streams that may be open at once, in all and for each address. */
  streams: { all: number; each: number };
  onStream(change: 1 | -1): void;
  /** Aborts when the server closes: streams end, so that their clients go elsewhere. */
  closing: AbortSignal;
}

export function graphqlRoute({ api, timeoutMs, closing, ...options }: GraphqlOptions): Handler<Env> {
  const takeSlot = createSlots(options.streams);

  /** Takes a slot for a stream, given back when `stop` aborts; false when there is none. */
  function begin(address: string | null, stop: AbortController): boolean {
    const release = takeSlot(address);
    if (release === null) return false;
    options.onStream(1);
    const end = () => stop.abort();
    closing.addEventListener('abort', end);
    stop.signal.addEventListener('abort', () => {
      closing.removeEventListener('abort', end);
      release();
      options.onStream(-1);
    });
    return true;
  }

  return async (c) => {
    const { req, env } = c;
    // Who opens the address of the API in a browser wants to try it.
    if (isVisit(c)) return c.redirect('/graphiql', 303);
    const stop = new AbortController();
    req.raw.signal.addEventListener('abort', () => stop.abort());
    const bytes = req.method === 'POST' ? Buffer.from(await req.arrayBuffer()) : null;
    if (bytes !== null && !isUtf8(bytes)) throw new OnRecordError('INVALID', 'The body is not UTF-8.');
    const late = `No answer within ${timeoutMs / 1_000} seconds: ask for less at once, for example a shorter time.`;
    const timer = setTimeout(() => stop.abort(new OnRecordError('UNAVAILABLE', late)), timeoutMs);
    const headers = env.incoming.headers as Record<string, string>;
    const init = { method: req.method, headers, signal: stop.signal, ...(bytes && { body: bytes.toString() }) };
    const asked = Promise.resolve(api.fetch(req.url, init, { call: env.call }));
    const answer = await asked.finally(() => clearTimeout(timer));
    const status = answer.status as ContentfulStatusCode;
    const { 'content-length': _, ...told } = Object.fromEntries(new Headers(answer.headers));
    if (!told['content-type']?.startsWith('text/event-stream'))
      return replyText(c, await answer.text(), status, { ...told, 'cache-control': 'no-store' });
    stop.signal.throwIfAborted();
    if (!begin(env.call.address, stop)) {
      stop.abort();
      return refuse(
        c,
        429,
        'RATE_LIMITED',
        'Too many change streams are open: close one, or ask for `changes` now and then.',
      );
    }
    const events = ReadableStream.from(eventsUntil(stop, answer.body ?? []));
    return c.body(events as globalThis.ReadableStream, status, told);
  };
}

/** Whatever stops a stream destroys it, also while nothing is said; a read that waits for the next event would not notice. */
async function* eventsUntil(stop: AbortController, events: Iterable<unknown> | AsyncIterable<unknown>) {
  try {
    yield* addAbortSignal(stop.signal, Readable.from(events));
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.abort();
  }
}

function isVisit({ req }: Context<Env>): boolean {
  const reads = req.method === 'GET' || req.method === 'HEAD';
  return reads && !req.url.includes('?') && (req.header('accept')?.includes('text/html') ?? false);
}
