// Answers, compressed where it pays and the client can read it. Hono's own compression knows neither Brotli nor how long a
// text is.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { OnRecordError } from '../domain/errors.ts';
import { requestError } from '../graphql/errors.ts';
import type { ErrorCode } from '../graphql/generated.ts';
import type { Env } from './node-server.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this, a compressed answer takes as many packets as a plain one. */
const WORTH_IT = 1_400;
/** Fast enough for every answer. */
const ON_THE_FLY = 4;
const STATUS: Readonly<Partial<Record<OnRecordError['code'], ContentfulStatusCode>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT: 413,
  UNAVAILABLE: 503,
};

/** Brotli where the client reads it, else gzip. */
export function encodingFor(c: Context): Encoding {
  const supports: Encoding[] = ['br', 'gzip'];
  const match = (given: { type: string; q: number }[]) =>
    supports.find((name) => given.some(({ type, q }) => q > 0 && type.toLowerCase() === name)) ?? 'identity';
  return accepts(c, { header: 'Accept-Encoding', supports, default: 'identity', match }) as Encoding;
}

export async function compress(
  body: string | Buffer,
  encoding: Encoding,
  quality = ON_THE_FLY,
): Promise<Uint8Array<ArrayBuffer>> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  if (encoding === 'br') return new Uint8Array(await promisify(brotliCompress)(body, { params }));
  return new Uint8Array(encoding === 'gzip' ? await promisify(gzip)(body, { level: quality }) : Buffer.from(body));
}

export async function replyText(
  c: Context,
  text: string,
  status: ContentfulStatusCode,
  headers: Record<string, string>,
): Promise<Response> {
  if (Buffer.byteLength(text) < WORTH_IT) return c.body(text, status, headers);
  const encoding = encodingFor(c);
  const told = { ...headers, vary: 'Accept-Encoding' };
  if (encoding === 'identity') return c.body(text, status, told);
  return c.body(await compress(text, encoding), status, { ...told, 'content-encoding': encoding });
}

export function refuse(c: Context, status: ContentfulStatusCode, code: ErrorCode, message: string): Response {
  return c.json(requestError(code, message), status, { 'cache-control': 'no-store' });
}

export function statusOf({ code }: OnRecordError): ContentfulStatusCode {
  return STATUS[code] ?? 400;
}

export function replyError(c: Context<Env>, error: Error, log: (error: Error, requestId: string) => void): Response {
  if (error instanceof OnRecordError) return refuse(c, statusOf(error), error.code, error.message);
  // Nobody hears it, and nothing is wrong.
  if (c.req.raw.signal.aborted) return c.body(null);
  const { requestId } = c.env.call;
  log(error, requestId);
  return refuse(c, 500, 'INTERNAL', `Something went wrong here, and it was logged under the request id ${requestId}.`);
}
