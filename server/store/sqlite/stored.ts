// Records on their way out: read as JSON text where the file is, parsed where they are wanted, so that what travels between
// threads is text and the event loop is left now and then while much is parsed.

import { setImmediate } from 'node:timers/promises';
import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id, RecordOf } from '../../domain/records.ts';
import type { Stored } from '../store.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import { among, holding } from './filter.ts';
import { sql } from './sql.ts';

export type PackedStored = readonly [
  kind: number,
  id: Id,
  version: number,
  first: number,
  data: string,
  canonical: Id,
  members: Id[],
];

/** A record and the version of it that is wanted. */
export interface VersionKey {
  num: number;
  version: number;
}

type StoredRow = [version: number, kind: number, id: Id, data: string];

const PARSE_AT_ONCE = 1_000_000;

/** In the order given. */
export function readStored(connection: Connection, wanted: readonly VersionKey[], asOf: number | null): PackedStored[] {
  if (wanted.length === 0) return [];
  const identities = identitiesOf(
    connection,
    wanted.map(({ num }) => num),
    asOf,
  );
  const versions = among(
    'v.version',
    wanted.map(({ version }) => version),
  );
  const rows = new Map<number, StoredRow>();
  for (const row of connection.all<StoredRow>(
    sql`SELECT v.version, r.kind, r.id, v.data FROM version v CROSS JOIN record r ON r.num = v.num WHERE ${versions}`,
  ))
    rows.set(row[0], row);
  return wanted.map(({ num, version }) => {
    const row = rows.get(version);
    if (row === undefined) throw new Error(`record ${num} has no version ${version}`);
    const [, kind, id, data] = row;
    const identity = identities.get(num);
    return [
      kind,
      id,
      version,
      num,
      data,
      identity?.canonical ?? id,
      identity?.canonical === id ? identity.members : [id],
    ];
  });
}

export async function unpackAll<K extends RecordKind>(packed: readonly PackedStored[]): Promise<Stored<K>[]> {
  const unpacked: Stored<K>[] = [];
  let parsed = 0;
  for (const one of packed) {
    unpacked.push(unpack(one));
    parsed += one[4].length;
    if (parsed < PARSE_AT_ONCE) continue;
    parsed = 0;
    await setImmediate();
  }
  return unpacked;
}

function unpack<K extends RecordKind>([kind, id, version, first, data, canonical, members]: PackedStored): Stored<K> {
  return {
    kind: kinds.word(kind) as K,
    id,
    version,
    first,
    record: readRecord(kinds.word(kind), data) as RecordOf[K],
    canonical,
    members,
  };
}

interface Identity {
  canonical: Id;
  members: Id[];
}

/** The clusters of those that share their identity with others at that version. */
function identitiesOf(connection: Connection, nums: readonly number[], asOf: number | null): Map<number, Identity> {
  const found = new Map<number, Identity>();
  if (nums.length === 0 || connection.get('SELECT 1 FROM canon LIMIT 1') === undefined) return found;
  const held = holding('c', asOf);
  const stand = new Map<number, number>();
  const asMember = among('c.member', nums);
  for (const [member, canonical] of connection.all<[number, number]>(
    sql`SELECT c.member, c.canonical FROM canon c WHERE ${asMember} AND ${held}`,
  ))
    stand.set(member, canonical);
  const heads = [...new Set(nums.map((num) => stand.get(num) ?? num))];
  const clusters = new Map<number, Identity>();
  const asHead = among('c.canonical', heads);
  for (const [head, headId, id] of connection.all<[number, Id, Id]>(
    sql`SELECT c.canonical, h.id, m.id FROM canon c JOIN record h ON h.num = c.canonical JOIN record m ON m.num = c.member
     WHERE ${asHead} AND ${held} ORDER BY m.id`,
  )) {
    const cluster = clusters.get(head) ?? { canonical: headId, members: [headId] };
    cluster.members.push(id);
    clusters.set(head, cluster);
  }
  for (const num of nums) {
    const cluster = clusters.get(stand.get(num) ?? num);
    if (cluster !== undefined) found.set(num, cluster);
  }
  return found;
}
