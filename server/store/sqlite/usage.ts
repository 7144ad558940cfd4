// Who refers to a record. Asked only before one is removed, so it looks for candidates where they are indexed and then
// reads their references.

import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Id } from '../../domain/records.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Entry } from './entries.ts';

/** More than are ever named. */
const MOST = 20;
const CANDIDATES = `SELECT r.id, r.kind, v.data FROM record r JOIN version v ON v.version = r.version WHERE r.removed = 0 AND r.num IN (
    SELECT num FROM attribution INDEXED BY attribution_speaker WHERE until IS NULL AND speaker IN (?, ?)
    UNION SELECT num FROM attribution INDEXED BY attribution_target WHERE until IS NULL AND target IN (?, ?)
    UNION SELECT num FROM attribution INDEXED BY attribution_source WHERE until IS NULL AND source = ?
    UNION SELECT v.num FROM cited c JOIN version v ON v.version = c.version WHERE c.source = ?
    UNION SELECT f.num FROM facet_value fv JOIN facet f ON f.value_no = fv.no WHERE fv.value = ?)
  ORDER BY r.num`;

/** The first of them, in order of recording. */
export function usersOf(connection: Connection, { id, num, canonical }: Entry): Id[] {
  const users: Id[] = [];
  const candidates = connection.each<[string, number, string]>(CANDIDATES, [
    ...[num, canonical],
    ...[num, canonical],
    num,
    num,
    id,
  ]);
  for (const [user, kind, data] of candidates) {
    const refs = specOf(kinds.word(kind)).refs(readRecord(kinds.word(kind), data));
    if (refs.some((ref) => ref.id === id)) users.push(user);
    if (users.length === MOST) break;
  }
  return users;
}
