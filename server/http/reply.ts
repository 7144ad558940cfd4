// Answers: JSON or text, compressed where it pays and the client can read it.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { requestError } from '../graphql/errors.ts';

export type Encoding = 'br' | 'gzip';

/** Below this, a compressed answer takes as many packets as a plain one. */
const WORTH_IT = 1_400;
const compressions = {
  br: (body: Buffer, quality: number) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer, quality: number) => promisify(gzip)(body, { level: quality }),
};
/** Fast enough for every answer. */
const ON_THE_FLY = 4;

export function encodingFor(request: IncomingMessage): Encoding | null {
  const accepted = (request.headers['accept-encoding'] ?? '')
    .toString()
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => !/;\s*q=0(\.0*)?$/.test(entry))
    .map((entry) => entry.split(';')[0]?.trim());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : null;
}

export function compress(body: Buffer, encoding: Encoding, quality = ON_THE_FLY): Promise<Buffer> {
  return compressions[encoding](body, quality);
}

export async function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
): Promise<void> {
  let body: Buffer = Buffer.from(text);
  response.setHeader('content-type', type);
  const encoding = body.length < WORTH_IT ? null : encodingFor(request);
  if (body.length >= WORTH_IT) response.appendHeader('vary', 'Accept-Encoding');
  if (encoding) {
    body = await compress(body, encoding);
    response.setHeader('content-encoding', encoding);
  }
  response.writeHead(status, { 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  value: unknown,
): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  return sendText(request, response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): Promise<void> {
  return sendJson(request, response, status, requestError(code, message));
}
