// Ids are ASCII, `prefix_rest`, and tell the kind of their record; they sort the same on every store. Imported records get
// the id of their content, so that importing them again changes nothing.

import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Problem } from './faults/problem.ts';
import { KIND_FACTS, RECORD_KINDS, type RecordKind } from './record-kinds.ts';

const KINDS = new Map<string, RecordKind>(RECORD_KINDS.map((kind) => [KIND_FACTS[kind].prefix, kind]));
const REST = /^[A-Za-z0-9._-]{1,100}$/;
/** Crockford's base 32 in lower case: no i, l, o, u to misread. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 100 bits: a collision is not expected before 10^15 records. */
const LENGTH = 20;

/** Null when it is not an id at all. */
export function kindOf(id: string): RecordKind | null {
  if (id[3] !== '_' || !REST.test(id.slice(4))) return null;
  return KINDS.get(id.slice(0, 3)) ?? null;
}

/** What is wrong with it, or null. */
export function idProblem(id: unknown, allowedKinds: readonly RecordKind[] = RECORD_KINDS): Problem | null {
  const kind = typeof id === 'string' ? kindOf(id) : null;
  if (kind !== null && allowedKinds.includes(kind)) return null;
  if (kind !== null) return { code: 'WRONG_KIND', kinds: allowedKinds, kind };
  if (id === undefined || id === null || id === '') return { code: 'MISSING_ID', kinds: allowedKinds };
  return { code: typeof id === 'string' ? 'NOT_AN_ID' : 'ID_NOT_A_TEXT', kinds: allowedKinds };
}

/** What ids of a kind begin with. */
export function prefixOf(kind: string): string | null {
  return kind in KIND_FACTS ? KIND_FACTS[kind as RecordKind].prefix : null;
}

/** The same content has the same id, whatever the order of its fields. */
export function contentId(kind: RecordKind, value: unknown): string {
  return makeId(kind, createHash('sha256').update(canonicalJson(value)).digest());
}

export function newId(kind: RecordKind): string {
  return makeId(kind, randomBytes(LENGTH));
}

function makeId(kind: RecordKind, bytes: Uint8Array): string {
  let rest = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; rest.length < LENGTH; index++) {
    held = ((held << 8) | (bytes[index] ?? 0)) & 0xffff;
    for (bits += 8; bits >= 5 && rest.length < LENGTH; bits -= 5) rest += ALPHABET[(held >> (bits - 5)) & 31];
  }
  return `${KIND_FACTS[kind].prefix}_${rest}`;
}
