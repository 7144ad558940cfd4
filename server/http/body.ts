// Reads a request's body into memory, up to a limit that holds while it streams in.

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

export type Body = { text: string } | { refused: 413 | 400; problem: string };

export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const tooLarge: Body = {
    refused: 413,
    problem: `The body is larger than ${limit} bytes: split it. Many records at once go through \`on-record import\`.`,
  };
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return tooLarge;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (!isUtf8(body)) return { refused: 400, problem: 'The body is not UTF-8.' };
  return { text: body.toString() };
}
