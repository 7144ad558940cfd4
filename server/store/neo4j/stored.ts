// Reads stored records: text becomes the record, and the event loop is left now and then while much is parsed.

import { setImmediate } from 'node:timers/promises';
import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id, RecordOf } from '../../domain/records.ts';
import type { Stored } from '../store.ts';
import type { Row } from './database.ts';

export interface StoredRow extends Row {
  kind: RecordKind;
  id: Id;
  version: number;
  first: number;
  data: string;
  canonical: Id | null;
  members: Id[];
}

const PARSE_AT_ONCE = 1_000_000;

/** In the order given. */
export async function unpackAll<K extends RecordKind = RecordKind>(rows: readonly StoredRow[]): Promise<Stored<K>[]> {
  const unpacked: Stored<K>[] = [];
  let parsed = 0;
  for (const { kind, id, version, first, data, canonical, members } of rows) {
    unpacked.push({
      kind: kind as K,
      id,
      version,
      first,
      record: readRecord(kind, data) as RecordOf[K],
      canonical: canonical ?? id,
      members: [id, ...members.sort()],
    });
    parsed += data.length;
    if (parsed < PARSE_AT_ONCE) continue;
    parsed = 0;
    await setImmediate();
  }
  return unpacked;
}

/** Those asked for apart from those related to them, which are in order of id. Rows without a version hold nothing. */
export async function unpackWithOthers<K extends RecordKind = RecordKind>(
  rows: readonly StoredRow[],
  ids: ReadonlySet<Id>,
): Promise<{ asked: Map<Id, Stored<K>>; others: Stored[] }> {
  const found = rows.filter(({ version }) => version !== null);
  const asked = await unpackAll<K>(found.filter(({ id }) => ids.has(id)));
  const others = await unpackAll(found.filter(({ id }) => !ids.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1)));
  return { asked: new Map(asked.map((stored) => [stored.id, stored])), others };
}
