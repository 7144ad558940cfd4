// Records by id, by version and in the order in which they were recorded.

import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { RECORD_KINDS } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { CHANGES_LENGTH, PAGE_LENGTH, PAGE_RECORDS } from '../engine/chunks.ts';
import type { Related, Stats, Version } from '../store.ts';
import type { PackedPage } from './claim-pages.ts';
import { kinds, outcomes } from './codes.ts';
import type { Connection } from './connection.ts';
import { among, newest, versionRead } from './filter.ts';
import { relatedTo } from './related.ts';
import type { Bound } from './sql.ts';
import { sql } from './sql.ts';
import type { PackedStored, VersionKey } from './stored.ts';
import { readStored } from './stored.ts';
import { VERSION_AT, versionAt } from './version-at.ts';

export type PackedVersion = readonly [
  version: number,
  id: Id,
  kind: number,
  outcome: number,
  data: string | null,
  author: string,
  time: string,
  reason: string | null,
  batch: Id | null,
  first: number,
  last: number,
];

const VERSION =
  'SELECT v.version, r.id, r.kind, v.outcome, v.data, c.author, c.time, c.reason, c.batch, c.first, c.last';
/** Behind those asked for, those related to them. */
export function getMany(
  connection: Connection,
  ids: readonly Id[],
  asOf?: number,
  related?: Related,
): (PackedStored | null)[] {
  const read = versionRead(connection, asOf);
  const versions = ids.map((id) => versionAt(connection, id, read));
  const found = readStored(
    connection,
    versions.filter((version) => version !== null),
    read,
  );
  let next = 0;
  const asked = versions.map((version) => (version === null ? null : (found[next++] as PackedStored)));
  return related === undefined ? asked : [...asked, ...relatedTo(connection, found, related, read)];
}

export function history(
  connection: Connection,
  id: Id,
  { limit, before }: { limit: number; before?: number },
): PackedPage<PackedVersion> {
  const row = connection.get<[number]>('SELECT num FROM record WHERE id = ?', [id]);
  if (row === undefined) return { items: [], more: false, total: null };
  const [num] = row;
  const top = before ?? Number.MAX_SAFE_INTEGER;
  const items = connection.all<PackedVersion & readonly Bound[]>(
    `${VERSION} FROM version v JOIN record r ON r.num = v.num JOIN commits c ON c.no = v.commit_no
     WHERE v.version IN (SELECT ? UNION ALL SELECT w.version FROM version w WHERE w.num = ? AND w.version <> w.num) AND v.version < ?
     ORDER BY v.version DESC LIMIT ?`,
    [num, num, top, limit + 1],
  );
  return { items: items.slice(0, limit), more: items.length > limit, total: null };
}

export function authors(connection: Connection, versions: readonly number[]): (string | null)[] {
  if (versions.length === 0) return [];
  const found = connection.all<[number, string]>(
    sql`SELECT v.version, c.author FROM version v JOIN commits c ON c.no = v.commit_no WHERE ${among('v.version', versions)}`,
  );
  const byVersion = new Map(found);
  return versions.map((version) => byVersion.get(version) ?? null);
}

/** The index of the record in a packed version. */
const DATA = 4;

export interface ChangesQuery {
  after: number;
  limit: number;
  batch?: Id;
  kinds?: readonly RecordKind[];
}

export function changes(
  connection: Connection,
  { after, limit, batch, kinds: wanted }: ChangesQuery,
): PackedPage<PackedVersion> {
  const ofKinds = wanted === undefined ? '' : `AND r.kind IN (${wanted.map(kinds.code).join(', ')})`;
  const rows =
    batch === undefined
      ? connection.each<PackedVersion & readonly Bound[]>(
          `${VERSION} FROM version v JOIN record r ON r.num = v.num JOIN commits c ON c.no = v.commit_no
           WHERE v.version > ? ${ofKinds} ORDER BY v.version LIMIT ?`,
          [after, limit + 1],
        )
      : connection.each<PackedVersion & readonly Bound[]>(
          `${VERSION} FROM commits c CROSS JOIN version v ON v.version BETWEEN c.first AND c.last JOIN record r ON r.num = v.num
           WHERE c.batch = ? AND c.last > ? AND v.version > ? ${ofKinds} ORDER BY v.version LIMIT ?`,
          [batch, after, after, limit + 1],
        );
  const items: PackedVersion[] = [];
  let length = 0;
  for (const row of rows) {
    length += row[DATA]?.length ?? 0;
    if (items.length === limit || (items.length > 0 && length > CHANGES_LENGTH))
      return { items, more: true, total: null };
    items.push(row);
  }
  return { items, more: false, total: null };
}

export function unpackVersion(packed: PackedVersion): Version {
  const [version, id, kind, outcome, data, author, time, reason, batch, first, last] = packed;
  return {
    version,
    id,
    kind: kinds.word(kind),
    outcome: outcomes.word(outcome),
    record: data === null ? null : readRecord(kinds.word(kind), data),
    author,
    time,
    reason,
    batch,
    write: { first, last },
  };
}

/** The records of one kind that stood at a version, in order of their first one: those after `num`. */
export function recordsPage(
  connection: Connection,
  kind: RecordKind,
  asOf: number,
  after: number,
): { items: PackedStored[]; next: number | null } {
  const wanted: VersionKey[] = [];
  let length = 0;
  let next: number | null = null;
  const rows = connection.all<[number, number]>(
    `SELECT r.num, iif(r.version <= ?, r.version, ${VERSION_AT}) FROM record r INDEXED BY record_kind WHERE r.kind = ? AND r.num > ? AND r.num <= ? ORDER BY r.num LIMIT ?`,
    [asOf, asOf, kinds.code(kind), after, asOf, PAGE_RECORDS],
  );
  for (const [index, [num, version]] of rows.entries()) {
    const size = connection.value<number | null>('SELECT length(data) FROM version WHERE version = ?', [version]);
    if (size !== null) wanted.push({ num, version });
    length += size ?? 0;
    const last = index === rows.length - 1;
    if (last ? rows.length === PAGE_RECORDS : length > PAGE_LENGTH) {
      next = num;
      break;
    }
  }
  return { items: readStored(connection, wanted, versionRead(connection, asOf)), next };
}

export function stats(connection: Connection, asOf?: number): Stats {
  const read = versionRead(connection, asOf);
  const at = read ?? newest(connection);
  const counts = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, 0])) as Stats['counts'];
  const rows =
    read === null ? connection.all<[number, number]>('SELECT kind, n FROM counts') : countsAt(connection, read);
  for (const [kind, n] of rows) counts[kinds.word(kind)] = n;
  const changed = connection.get<[string]>(
    'SELECT c.time FROM version v JOIN commits c ON c.no = v.commit_no WHERE v.version <= ? ORDER BY v.version DESC LIMIT 1',
    [at],
  );
  return { datasetVersion: at, counts, changedAt: changed?.[0] ?? null };
}

function countsAt(connection: Connection, asOf: number): [number, number][] {
  const counted = connection.all<[number, number]>(
    `SELECT k.kind, (SELECT count(*) FROM record r WHERE r.kind = k.kind AND r.num <= ?) FROM counts k`,
    [asOf],
  );
  // Those that another stood for, and those whose newest version then was their removal.
  const gone = connection.all<[number, number]>(
    `SELECT r.kind, count(*) FROM record r WHERE r.num IN (
       SELECT c.member FROM canon c WHERE c.since <= ? AND (c.until IS NULL OR c.until > ?)
       UNION SELECT v.num FROM version v WHERE v.outcome = 2 AND v.version <= ? AND NOT EXISTS (
         SELECT 1 FROM version w WHERE w.num = v.num AND w.version <> w.num AND w.version > v.version AND w.version <= ?))
     GROUP BY r.kind`,
    [asOf, asOf, asOf, asOf],
  );
  const less = new Map(gone);
  return counted.map(([kind, n]) => [kind, n - (less.get(kind) ?? 0)]);
}
