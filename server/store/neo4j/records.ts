// Records by id, by version and in the order in which they were recorded.

import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { RECORD_KINDS } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { CHANGES_LENGTH, PAGE_LENGTH, PAGE_RECORDS } from '../engine/chunks.ts';
import type { Page, Related, Stats, Store, Stored, Version } from '../store.ts';
import {
  AUTHORS,
  BATCH_RANGES,
  CHANGE_SIZES,
  CHANGES,
  GET_MANY,
  GET_NODES,
  HISTORY,
  RECORD_SIZES,
  RECORDS_AT,
  STATS,
  STATS_AT,
  TIME_AT,
} from './cypher/records.ts';
import { withRelated } from './cypher/related.ts';
import type { Row, Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import type { StoredRow } from './stored.ts';
import { unpackAll, unpackWithOthers } from './stored.ts';

type IndexedRow = StoredRow & { rowIndex: number };

export async function getMany(
  runner: Runner,
  ids: readonly Id[],
  asOf?: number,
  related?: Related,
): Promise<(Stored | null)[]> {
  if (ids.length === 0) return [];
  if (related !== undefined) {
    const { asked, others } = await unpackWithOthers(
      await runner.run<StoredRow>(GET_NODES + withRelated(related), { ids, asOf }),
      new Set(ids),
    );
    return [...ids.map((id) => asked.get(id) ?? null), ...others];
  }
  const rows = await runner.run<IndexedRow>(GET_MANY, { ids, asOf });
  const found: (Stored | null)[] = ids.map(() => null);
  const stored = await unpackAll(rows);
  for (const [index, { rowIndex }] of rows.entries()) found[rowIndex] = stored[index] as Stored;
  return found;
}

interface VersionRow extends Row, Omit<Version, 'record' | 'write'> {
  data: string | null;
  first: number;
  last: number;
}

export async function history(
  runner: Runner,
  id: Id,
  { limit, before = FOREVER }: { limit: number; before?: number },
): Promise<Page<Version>> {
  return versions(await runner.run<VersionRow>(HISTORY, { id, before, limit: limit + 1 }), limit);
}

export async function authors(runner: Runner, versions: readonly number[]): Promise<(string | null)[]> {
  if (versions.length === 0) return [];
  const rows = await runner.run<Row & { version: number; author: string }>(AUTHORS, { versions });
  const byVersion = new Map(rows.map(({ version, author }) => [version, author]));
  return versions.map((version) => byVersion.get(version) ?? null);
}

export async function changes(
  runner: Runner,
  { after, limit, batch, kinds }: Parameters<Store['changes']>[0],
): Promise<Page<Version>> {
  const rows: VersionRow[] = [];
  let length = 0;
  let more = false;
  const walk = async (from: number, last: number) => {
    const query = { after: from, kinds, limit: limit + 1 - rows.length };
    const sizes = await runner.run<Row & { version: number; size: number }>(CHANGE_SIZES, { ...query, last });
    const end = sizes.findIndex(({ size }, rowIndex) => {
      length += size;
      return rows.length + rowIndex === limit || (rows.length + rowIndex > 0 && length > CHANGES_LENGTH);
    });
    more = end >= 0;
    const newest = sizes.at(more ? end - 1 : -1)?.version;
    if (newest !== undefined && end !== 0)
      rows.push(...(await runner.run<VersionRow>(CHANGES, { ...query, last: newest })));
  };
  if (batch === undefined) await walk(after, FOREVER);
  else
    for (const { first, last } of await runner.run<Row & { first: number; last: number }>(BATCH_RANGES, {
      batch,
      after,
    })) {
      await walk(Math.max(after, first - 1), last);
      if (more) break;
    }
  return { ...versions(rows, rows.length), more };
}

function versions(rows: readonly VersionRow[], limit: number): Page<Version> {
  const items = rows
    .slice(0, limit)
    .map(({ version, id, kind, outcome, data, author, time, reason, batch, ...row }) => ({
      version,
      id,
      kind,
      outcome,
      record: data === null ? null : readRecord(kind, data),
      author,
      time,
      reason,
      batch,
      write: { first: row.first, last: row.last },
    }));
  return { items, more: rows.length > limit, total: null };
}

/** Versions never change, so reading at one is a snapshot that no transaction has to hold. */
export async function* records(runner: Runner, kinds: readonly RecordKind[], asOf?: number): AsyncIterable<Stored[]> {
  const { datasetVersion: at } = await stats(runner, asOf);
  for (const kind of kinds)
    for (let after: number | null = 0; after !== null; ) {
      const sizes: SizeRow[] = await runner.run<SizeRow>(RECORD_SIZES, { kind, after, at, limit: PAGE_RECORDS });
      const page = cut(sizes);
      after = page.length < sizes.length || sizes.length === PAGE_RECORDS ? (page.at(-1)?.first ?? null) : null;
      const wanted = page.filter(({ live }) => live).map(({ version }) => version);
      if (wanted.length === 0) continue;
      const rows = await runner.run<IndexedRow>(RECORDS_AT, { at, versions: wanted });
      yield await unpackAll(rows.sort((a, b) => a.rowIndex - b.rowIndex));
    }
}

interface SizeRow extends Row {
  first: number;
  version: number;
  size: number;
  live: boolean;
}

function cut(sizes: readonly SizeRow[]): SizeRow[] {
  let length = 0;
  const end = sizes.findIndex(({ size }) => {
    length += size;
    return length > PAGE_LENGTH;
  });
  return end < 0 ? [...sizes] : sizes.slice(0, end + 1);
}

export async function stats(runner: Runner, asOf?: number): Promise<Stats> {
  const [now] = await runner.run<Row & { graph: Stats['counts'] & { version: number }; time: string | null }>(STATS);
  if (now === undefined) throw new Error('there is no graph');
  const { version, ...counts } = now.graph;
  if (asOf === undefined || asOf >= version)
    return { datasetVersion: version, counts: inOrder(counts), changedAt: now.time };
  const rows = await runner.run<Row & { kind: RecordKind; n: number }>(STATS_AT, { asOf });
  const [time] = await runner.run<Row & { time: string }>(TIME_AT, { at: asOf });
  return {
    datasetVersion: asOf,
    counts: inOrder(Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))),
    changedAt: time?.time ?? null,
  };
}

function inOrder(counts: Partial<Stats['counts']>): Stats['counts'] {
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, counts[kind] ?? 0])) as Stats['counts'];
}
