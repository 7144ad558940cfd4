// Hands out the built page: files under their own names, and its first file for every address that the page knows.
// Names of built assets hold a hash of their content and are kept for ever; everything else is asked for again each time.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Handler } from 'hono';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX as COMPRESSIBLE } from 'hono/compress';
import { getMimeType } from 'hono/utils/mime';
import type { Env } from './node-server.ts';
import type { Encoding } from './reply.ts';
import { compress, encodingFor } from './reply.ts';

/** Addresses of the page: see web/routes. */
const PAGE = /^\/(?:(?:actor|event|topic|source|claim|view)\/[^/]+|[a-z][a-z-]*)?\/?$/;
const GRAPHIQL = /^\/graphiql\/?$/;
const FILE = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.[a-z0-9]+$/;
/** Compressed once, slowly and well. */
const QUALITY = 9;

interface CachedFile {
  stamp: string;
  body: Buffer;
  tag: string;
  encoded: Map<Encoding, ReturnType<typeof compress>>;
}

export function pages(folder: string): Handler<Env> {
  const cache = new Map<string, CachedFile>();

  async function load(name: string): Promise<CachedFile | null> {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) return null;
    const stamp = `${info.mtimeMs} ${info.size}`;
    const known = cache.get(name);
    if (known?.stamp === stamp) return known;
    const body = await readFile(path);
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    const file = { stamp, body, tag, encoded: new Map() };
    cache.set(name, file);
    return file;
  }

  return async (c, next) => {
    const name = fileOf(c.req.path);
    const file = name === null ? null : await load(name);
    if (name === null || file === null) return next();
    c.env.route = 'pages';
    const type = getMimeType(name) ?? 'application/octet-stream';
    const headers: Record<string, string> = {
      'content-type': type,
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.tag,
      ...(COMPRESSIBLE.test(type) && { vary: 'Accept-Encoding' }),
    };
    const encoding = COMPRESSIBLE.test(type) ? encodingFor(c) : 'identity';
    if (encoding !== 'identity') headers['content-encoding'] = encoding;
    const body = await encoded(file, encoding);
    return c.body(body, 200, { ...headers, 'content-length': String(body.length) });
  };
}

function encoded(file: CachedFile, encoding: Encoding): ReturnType<typeof compress> {
  const known = file.encoded.get(encoding) ?? compress(file.body, encoding, QUALITY);
  file.encoded.set(encoding, known);
  return known;
}

function fileOf(path: string): string | null {
  if (GRAPHIQL.test(path)) return 'graphiql/index.html';
  if (FILE.test(path)) return path.slice(1);
  return PAGE.test(path) ? 'index.html' : null;
}
