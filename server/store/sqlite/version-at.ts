// Which version of a record stood at a version of the graph.

import type { Id } from '../../domain/records.ts';
import type { Connection } from './connection.ts';
import type { VersionKey } from './stored.ts';

/** Of a record that had later versions, the newest up to one; else its first. */
export const VERSION_AT = `coalesce((SELECT max(v.version) FROM version v WHERE v.num = r.num AND v.version <> v.num AND v.version <= ?), r.num)`;

/** Null where there was none. */
export function versionAt(connection: Connection, id: Id, asOf: number | null): VersionKey | null {
  const row = connection.get<[number, number, number]>('SELECT num, version, removed FROM record WHERE id = ?', [id]);
  if (row === undefined) return null;
  const [num, newest, removed] = row;
  if (asOf === null || newest <= asOf) return removed === 1 ? null : { num, version: newest };
  if (num > asOf) return null;
  const version = connection.value(`SELECT ${VERSION_AT} FROM record r WHERE r.num = ?`, [asOf, num]);
  const data = connection.value<string | null>('SELECT data FROM version WHERE version = ?', [version]);
  return data === null ? null : { num, version };
}
