// The records that refer to a record. They are needed only when one is removed, so candidates come from the indexes and then
// their references are read.

import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Id } from '../../domain/records.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { RecordHead } from './record-heads.ts';

/** More than an error message ever lists. */
const MOST = 20;
const CANDIDATES = `SELECT r.id, r.kind, v.data FROM record r JOIN version v ON v.version = r.version WHERE r.removed = 0 AND r.num IN (
    SELECT num FROM attribution INDEXED BY attribution_speaker WHERE until IS NULL AND speaker IN (?, ?)
    UNION SELECT num FROM attribution INDEXED BY attribution_target WHERE until IS NULL AND target IN (?, ?)
    UNION SELECT num FROM attribution INDEXED BY attribution_source WHERE until IS NULL AND source = ?
    UNION SELECT v.num FROM cited c JOIN version v ON v.version = c.version WHERE c.source = ?
    UNION SELECT f.num FROM facet_value fv JOIN facet f ON f.value_no = fv.no WHERE fv.value = ?)
  ORDER BY r.num`;

/** The first of them, in order of recording. */
export function referrersOf(connection: Connection, { id, num, canonical }: RecordHead): Id[] {
  const referrers: Id[] = [];
  const candidates = connection.each<[string, number, string]>(CANDIDATES, [
    ...[num, canonical],
    ...[num, canonical],
    num,
    num,
    id,
  ]);
  for (const [referrer, kind, data] of candidates) {
    const refs = specOf(kinds.word(kind)).refs(readRecord(kinds.word(kind), data));
    if (refs.some((ref) => ref.id === id)) referrers.push(referrer);
    if (referrers.length === MOST) break;
  }
  return referrers;
}
