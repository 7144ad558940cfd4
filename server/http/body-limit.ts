// Refuses a body that is too large: by its length where that is said, else as soon as too much of it has come.

import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refuse } from './reply.ts';

export function limitBody(maxSize: number): MiddlewareHandler {
  const onError = (c: Context) => {
    // What is still on its way is not worth reading.
    c.header('connection', 'close');
    const problem = `The body is larger than ${maxSize} bytes: split it.`;
    return refuse(c, 413, 'LIMIT', `${problem} Many records at once go through \`on-record import\`.`);
  };
  const counted = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    // The middleware reads every body through a stream of its own, which costs a small question a third of its time.
    if (c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    return Number(c.req.header('content-length') ?? 0) > maxSize ? onError(c) : next();
  };
}
