// The flat table as a file: `/export/claims.csv`, `.jsonl` and `.parquet`. What a filter passes is streamed as it is read, at one
// version, no faster than the client takes it; a client that leaves ends it.

import { createHash } from 'node:crypto';
import { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import type { Handler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { canonicalJson } from '../domain/canonical-json.ts';
import { invalid, OnRecordError } from '../domain/errors.ts';
import type { LogDefect } from '../graphql/errors.ts';
import { presentError } from '../graphql/errors.ts';
import { watchStore } from '../graphql/watched-store.ts';
import type { Access } from '../services/access.ts';
import { COLUMN_NAMES } from '../services/claim-columns.ts';
import { parseClaimFilter } from '../services/claim-filter.ts';
import { everyRow } from '../services/tables/every-row.ts';
import type { TableFormatName } from '../services/tables/formats.ts';
import { TABLE_FORMATS } from '../services/tables/formats.ts';
import type { ClaimFilter, Store } from '../store/store.ts';
import type { Budget } from './budget.ts';
import { readCaller } from './caller.ts';
import type { Env } from './node-server.ts';
import { refuse, statusOf } from './reply.ts';
import { createSlots } from './slots.ts';

export interface ExportOptions {
  store: Store;
  access: Access;
  publicRead: boolean;
  budget: Budget | undefined;
  /** Told how long each call to the store took, in seconds. */
  took(verb: string, seconds: number): void;
  log: LogDefect;
  /** Exports under way at once, in all and for each address. */
  exports: { all: number; each: number };
  /** A client that takes no byte for so long is cut off: it must not keep the slot. */
  stalledMs: number;
  /** Aborts when the server closes: a file that is under way is cut, never ended as if it were whole. */
  closing: AbortSignal;
}

const ROWS_FOR_A_NODE = 10;
/** When to ask for a slot again, in seconds. */
const SOON = '10';
const NONE_LEFT = 'Too many exports are under way: wait until one has ended.';

export function exportRoute({ store, budget, closing, log, ...options }: ExportOptions): Handler<Env> {
  const takeSlot = createSlots(options.exports);

  return async (c) => {
    const { call, incoming, outgoing } = c.env;
    const spend = (nodes: number) => budget?.spend(call.viewer?.name ?? null, call.address, nodes) ?? null;
    const over = new AbortController();
    const left = AbortSignal.any([over.signal, closing]);
    const watched = watchStore(store, { left, took: options.took, mostCalls: Number.POSITIVE_INFINITY });
    try {
      call.viewer = await readCaller(c.req.header('authorization'), options.access, options.publicRead);
      const poor = spend(1);
      if (poor !== null) throw poor;
      const name = c.req.path.split('.').at(-1) as TableFormatName;
      const filter = await parseClaimFilter(watched, readFilter(c.req.url));
      const version = filter.asOf ?? (await watched.stats()).datasetVersion;
      const tag = tagOf(name, filter, version);
      const headers = {
        'content-type': TABLE_FORMATS[name].type,
        'content-disposition': `attachment; filename="on-record-claims-v${version}.${name}"`,
        'cache-control': options.publicRead ? 'no-cache' : 'private, no-cache',
        'x-dataset-version': String(version),
        etag: tag,
      };
      if (matches(c.req.header('if-none-match'), tag)) return c.body(null, 304, headers);
      if (incoming.method === 'HEAD') return c.body(null, 200, headers);
      const release = takeSlot(call.address);
      if (release === null) {
        c.header('retry-after', SOON);
        return refuse(c, 429, 'RATE_LIMITED', NONE_LEFT);
      }
      outgoing.setTimeout(options.stalledMs, () => outgoing.destroy());
      // Whether it came to its end or its client has left.
      outgoing.once('close', () => {
        release();
        over.abort();
      });
      const rows = paidFor(everyRow(watched, filter, version), spend, left);
      const bytes = TABLE_FORMATS[name].write(rows, { datasetVersion: version, filter: JSON.stringify(filter) });
      const pieces = whileWanted(store, bytes, left);
      // What cannot be read at all is refused in words; later a file can only be cut.
      const first = await pieces.next();
      const whole = restOf(first, pieces, (error) => {
        if (!left.aborted) log(error, call.requestId);
        // An answer that ended in order would be taken for whole.
        outgoing.destroy();
      });
      return c.body(ReadableStream.from(whole) as globalThis.ReadableStream, 200, headers);
    } catch (error) {
      // Nobody hears it, and nothing is wrong.
      if (left.aborted) return c.body(null);
      const { message, extensions } = presentError(error, call.requestId, log);
      const { http, ...told } = extensions as { http?: Refusal };
      const status = http?.status ?? (error instanceof OnRecordError ? statusOf(error) : 500);
      if (status === 401) c.header('www-authenticate', 'Bearer');
      const headers = { ...http?.headers, 'cache-control': 'no-store' };
      return c.json({ errors: [{ message, extensions: told }] }, status, headers);
    }
  };
}

interface Refusal {
  status: ContentfulStatusCode;
  headers: Record<string, string>;
}

/** The value of the one parameter that there is. */
function readFilter(url: string): unknown {
  const given = new URL(url).searchParams;
  const unknown = [...given.keys()].find((name) => name !== 'filter');
  if (unknown !== undefined)
    throw invalid([unknown.slice(0, 64)], { code: 'UNKNOWN_FIELD', fields: ['filter'], meant: null });
  const texts = given.getAll('filter');
  if (texts.length > 1)
    throw new OnRecordError('INVALID', 'filter is given twice: give one, which holds all conditions');
  const [text] = texts;
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new OnRecordError(
      'INVALID',
      'filter is not JSON: give a ClaimFilter as JSON, URL-encoded, such as ?filter=%7B%22stances%22%3A%5B%22OPPOSES%22%5D%7D',
    );
  }
}

/** The same bytes have the same tag: those of one version, filter, format and set of columns. */
function tagOf(format: TableFormatName, filter: ClaimFilter, version: number): string {
  const hash = createHash('sha256').update(canonicalJson([format, filter, version, COLUMN_NAMES]));
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

function matches(header: string | undefined, tag: string): boolean {
  const tags = header?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(tag) || tags.includes('*');
}

/** Takes what rows cost while they are read. Who has too little for the first ones is refused, and later waited for. */
async function* paidFor<T>(
  parts: AsyncIterable<readonly T[]>,
  spend: (nodes: number) => GraphQLError | null,
  left: AbortSignal,
): AsyncGenerator<readonly T[], void, void> {
  let begun = false;
  for await (const part of parts) {
    const pay = () => spend(part.length / ROWS_FOR_A_NODE);
    for (let poor = pay(); poor !== null; poor = pay()) {
      if (!begun) throw poor;
      const { headers } = poor.extensions.http as Refusal;
      await sleep(Number(headers['Retry-After']) * 1_000, undefined, { signal: left });
    }
    begun = true;
    yield part;
  }
}

/** Each step is a call for somebody who may leave. */
async function* whileWanted<T>(
  store: Store,
  items: AsyncIterable<T>,
  left: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await store.whileWanted(left, () => iterator.next());
      if (done === true) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function* restOf<T>(
  first: IteratorResult<T, void>,
  others: AsyncGenerator<T, void, void>,
  failed: (error: unknown) => void,
): AsyncGenerator<T, void, void> {
  try {
    if (first.done !== true) yield first.value;
    yield* others;
  } catch (error) {
    failed(error);
  } finally {
    await others.return();
  }
}
