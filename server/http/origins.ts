// What browsers are told: which other origins may read, what a page of this server may load, and that nothing is guessed.

import type { IncomingMessage, ServerResponse } from 'node:http';

const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Canvases and editors place things with style attributes; a style cannot run anything.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const DAY = 86_400;

/** `origins` are exact; none means every origin. Credentials are never allowed: a token travels in a header of its own. */
export function tellBrowsers(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const { origin } = request.headers;
  if (origins.length > 0) response.setHeader('vary', 'Origin');
  const allowed = origins.length === 0 ? '*' : origins.find((known) => known === origin);
  if (origin === undefined || allowed === undefined) return;
  response.setHeader('access-control-allow-origin', allowed);
  response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  response.setHeader('access-control-max-age', String(DAY));
}
