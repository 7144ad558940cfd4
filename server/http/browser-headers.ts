// What browsers are told: which other origins may read, what a page of this server may load, and that nothing is guessed.

import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';

export const browserHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Canvases and editors place things with style attributes; a style cannot run anything.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
  },
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  // Answers of the API are for pages of other origins too, and whether there is TLS only a proxy knows.
  crossOriginResourcePolicy: false,
  strictTransportSecurity: false,
});

const EXPOSED = 'etag, retry-after, x-dataset-version, x-request-id';

/** `origins` are exact; none means every origin. Credentials are never allowed: a token travels in a header of its own. */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  const preflight = cors({
    origin: origins.length === 0 ? '*' : [...origins],
    allowMethods: ['GET, POST, OPTIONS'],
    allowHeaders: ['authorization, content-type'],
    exposeHeaders: [EXPOSED],
    maxAge: 86_400,
  });
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflight(c, next);
    await next();
    // The middleware would set these before there is an answer, and Hono then copies every answer through a stream.
    const { headers } = c.res;
    const allowed = origins.length === 0 ? '*' : origins.find((origin) => origin === c.req.header('origin'));
    if (origins.length > 0) headers.append('vary', 'Origin');
    if (allowed === undefined || c.req.header('origin') === undefined) return;
    headers.set('access-control-allow-origin', allowed);
    headers.set('access-control-expose-headers', EXPOSED);
  };
}
