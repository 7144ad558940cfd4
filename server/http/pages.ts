// Hands out the built viewer: files under their own names, and its first page for every address that the viewer knows.
// Names of built assets hold a hash of their content and are kept for ever; everything else is asked for again each time.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { Encoding } from './reply.ts';
import { compress, encodingFor } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/;
/** Addresses of the viewer: see web/routes. */
const VIEWER = /^\/(?:(?:actor|event|topic|source|claim|view)\/[^/]+|[a-z][a-z-]*)?\/?$/;
const GRAPHIQL = /^\/graphiql\/?$/;
const FILE = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.[a-z0-9]+$/;
/** Compressed once, slowly and well. */
const QUALITY = 9;

interface Kept {
  stamp: string;
  body: Buffer;
  tag: string;
  encoded: Map<Encoding, Promise<Buffer>>;
}

export interface Pages {
  /** Answers when there is something at this path; else says that there is not. */
  send(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
}

/** `routes` are the first parts of the viewer's own addresses. */
export function createPages(folder: string): Pages {
  const kept = new Map<string, Kept>();

  async function load(name: string): Promise<Kept | null> {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) return null;
    const stamp = `${info.mtimeMs} ${info.size}`;
    const known = kept.get(name);
    if (known?.stamp === stamp) return known;
    const body = await readFile(path);
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    const file = { stamp, body, tag, encoded: new Map() };
    kept.set(name, file);
    return file;
  }

  return {
    async send(request, response, path) {
      const name = fileOf(path);
      const file = name === null ? null : await load(name);
      if (name === null || file === null) return false;
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      response.setHeader('content-type', type);
      response.setHeader(
        'cache-control',
        name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      response.setHeader('etag', file.tag);
      if (COMPRESSIBLE.test(type)) response.appendHeader('vary', 'Accept-Encoding');
      if (request.headers['if-none-match'] === file.tag) {
        response.writeHead(304).end();
        return true;
      }
      const encoding = COMPRESSIBLE.test(type) ? encodingFor(request) : null;
      const body = encoding === null ? file.body : await encoded(file, encoding);
      if (encoding) response.setHeader('content-encoding', encoding);
      response.writeHead(200, { 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
}

function encoded(file: Kept, encoding: Encoding): Promise<Buffer> {
  const known = file.encoded.get(encoding);
  if (known) return known;
  const made = compress(file.body, encoding, QUALITY);
  file.encoded.set(encoding, made);
  return made;
}

function fileOf(path: string): string | null {
  if (GRAPHIQL.test(path)) return 'graphiql/index.html';
  if (FILE.test(path)) return path.slice(1);
  return VIEWER.test(path) ? 'index.html' : null;
}
