// Cursors: a position in a list, as the sort keys of its last item. Opaque to clients, tied to the question that they
// were made for, and checked, so that a damaged or borrowed one is refused instead of continuing the list somewhere else.

import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { invalid } from './errors.ts';
import type { CursorFault } from './faults/problem.ts';

export type CursorKey = string | number;

export interface Cursor {
  /** What `questionHash` says of kind, filter and order. */
  query: string;
  keys: readonly CursorKey[];
}

/** Counts up when the meaning of what is inside changes. */
const LAYOUT = 1;
const CHECK = 6;
const LONGEST = 16_000;
const WELL_FORMED = /^[A-Za-z0-9_-]+$/;

/** The same for the same question, however its fields are ordered. */
export function questionHash(value: unknown): string {
  return digest(canonicalJson(value)).slice(0, 12);
}

export function encodeCursor({ query, keys }: Cursor): string {
  const body = JSON.stringify([LAYOUT, query, ...keys]);
  return Buffer.from(digest(body).slice(0, CHECK) + body).toString('base64url');
}

/** The keys of a cursor that was made for this question; throws INVALID for any other. Null: for whichever question. */
export function decodeCursor(text: string, query: string | null, field: 'after' | 'before' = 'after'): CursorKey[] {
  const refuse = (why: CursorFault) => invalid([field], { code: 'BAD_CURSOR', why, argument: field });
  if (text.length > LONGEST || !WELL_FORMED.test(text)) throw refuse('SHAPE');
  const content = read(text);
  if (content === null) throw refuse('DAMAGED');
  const [layout, askedFor, ...keys] = content;
  if (layout !== LAYOUT) throw refuse('LAYOUT');
  if (query !== null && askedFor !== query) throw refuse('QUESTION');
  return keys;
}

function read(text: string): CursorKey[] | null {
  const decoded = Buffer.from(text, 'base64url').toString();
  const body = decoded.slice(CHECK);
  // Base 64 has several spellings of the same bytes; only ours is one of our cursors.
  if (digest(body).slice(0, CHECK) !== decoded.slice(0, CHECK) || Buffer.from(decoded).toString('base64url') !== text)
    return null;
  try {
    const content: unknown = JSON.parse(body);
    return isKeys(content) ? content : null;
  } catch (error) {
    // The check is no secret: anyone can put it before anything.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isKeys(content: unknown): content is CursorKey[] {
  return Array.isArray(content) && content.every((key) => typeof key === 'string' || typeof key === 'number');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
