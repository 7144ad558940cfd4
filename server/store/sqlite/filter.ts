// A claim filter as conditions on rows `a` of attribution. Ids become numbers, canonical at the version read; values are
// always parameters. How the rows are reached is decided elsewhere: these conditions alone say which ones count.

import type { Day } from '../../domain/dates.ts';
import type { Id } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import type { TextQuery } from '../../domain/text.ts';
import type { ClaimFilter, Undated } from '../store.ts';
import { claimKinds, dayNumber, kinds, stances, statuses } from './codes.ts';
import type { Bound, Connection } from './connection.ts';

export interface Part {
  sql: string;
  parameters: readonly Bound[];
}

/** The lists of a filter as numbers; undefined where it has none. */
export interface Ends {
  speakers: number[] | undefined;
  targets: number[] | undefined;
  between: number[] | undefined;
  about: number[] | undefined;
  topics: number[] | undefined;
  events: number[] | undefined;
  sources: number[] | undefined;
}

/** Rows that hold at the version read, by where they lie: those that hold now, and those that held once. */
export interface Partition {
  past: boolean;
  where: Part;
}

/** Rows by how their date is known (see the tables), with the time window as a condition. */
export interface Span {
  span: 0 | 1;
  where: Part[];
}

export interface Reading {
  /** Null: now. */
  asOf: number | null;
  statuses: number[];
  ends: Ends;
  conditions: Part[];
  partitions: Partition[];
  spans: Span[];
  text: TextQuery | undefined;
  filter: ClaimFilter;
}

const LAST = 99_999_999;

/** Null when nothing can pass. */
export function readFilter(connection: Connection, filter: ClaimFilter): Reading | null {
  const asOf = versionRead(connection, filter.asOf);
  const resolve = (ids: readonly Id[] | undefined) =>
    ids === undefined ? undefined : numbersOf(connection, ids, asOf);
  const ends: Ends = {
    speakers: resolve(filter.speakers),
    targets: resolve(filter.targets),
    between: resolve(filter.between),
    about: resolve(filter.about),
    topics: resolve(filter.topics),
    events: resolve(filter.events),
    sources: resolve(filter.sources),
  };
  const lists = [
    ...Object.values(ends),
    filter.targetKinds,
    filter.publishers,
    filter.stances,
    filter.statuses,
    filter.kinds,
    filter.curators,
    filter.batches,
  ];
  if (lists.some((list) => list?.length === 0)) return null;
  const read: Reading = {
    asOf,
    statuses: [...new Set(filter.statuses ?? COUNTED_STATUSES)].map(statuses.code),
    ends,
    conditions: [],
    partitions: partitionsOf('a', asOf),
    spans: spansOf('a', { from: filter.saidFrom, to: filter.saidTo, undated: filter.undated }),
    text: filter.text,
    filter,
  };
  read.conditions = [...endConditions(read), ...claimConditions(read)];
  return read.spans.length === 0 ? null : read;
}

/** Reading the newest version, or a later one, is reading now. */
export function versionRead(connection: Connection, asOf: number | undefined): number | null {
  if (asOf === undefined) return null;
  return asOf >= newest(connection) ? null : asOf;
}

export function newest(connection: Connection): number {
  return connection.value('SELECT coalesce(max(version), 0) FROM version');
}

/** The numbers of the records that stand for these; ids that do not exist have none. */
export function numbersOf(connection: Connection, ids: readonly Id[], asOf: number | null): number[] {
  const given = JSON.stringify(ids);
  const rows =
    asOf === null
      ? connection.all<[number]>('SELECT DISTINCT canonical FROM record WHERE id IN (SELECT value FROM json_each(?))', [
          given,
        ])
      : connection.all<[number]>(
          `SELECT DISTINCT coalesce((SELECT c.canonical FROM canon c WHERE c.member = r.num AND c.since <= ? AND (c.until IS NULL OR c.until > ?)), r.num)
           FROM record r WHERE r.id IN (SELECT value FROM json_each(?))`,
          [asOf, asOf, given],
        );
  return rows.map(([num]) => num);
}

/** `column IN (...)`: few values in the text, so that the planner sees one; many as one parameter. */
export function among(column: string, values: readonly (number | string)[]): Part {
  if (values.length === 1) return { sql: `${column} = ?`, parameters: [values[0] as number] };
  if (values.length <= 16) return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, parameters: values };
  return { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(values)] };
}

export function either(...parts: readonly Part[]): Part {
  return {
    sql: `(${parts.map((part) => part.sql).join(' OR ')})`,
    parameters: parts.flatMap((part) => part.parameters),
  };
}

export function all(parts: readonly Part[]): Part {
  return { sql: parts.map((part) => part.sql).join(' AND '), parameters: parts.flatMap((part) => part.parameters) };
}

/** Rows of attribution or of a table like it that hold at the version. */
export function holding(alias: string, asOf: number | null): Part {
  if (asOf === null) return { sql: `${alias}.until IS NULL`, parameters: [] };
  return { sql: `${alias}.since <= ? AND (${alias}.until IS NULL OR ${alias}.until > ?)`, parameters: [asOf, asOf] };
}

function partitionsOf(alias: string, asOf: number | null): Partition[] {
  if (asOf === null) return [{ past: false, where: { sql: `${alias}.until IS NULL`, parameters: [] } }];
  return [
    { past: false, where: { sql: `${alias}.until IS NULL AND ${alias}.since <= ?`, parameters: [asOf] } },
    {
      past: true,
      where: {
        sql: `${alias}.until IS NOT NULL AND ${alias}.until > ? AND ${alias}.since <= ?`,
        parameters: [asOf, asOf],
      },
    },
  ];
}

export interface Window {
  from: Day | undefined;
  to: Day | undefined;
  undated: Undated | undefined;
}

export function spansOf(alias: string, { from: first, to: last, undated }: Window): Span[] {
  const windowed = first !== undefined || last !== undefined;
  const without = undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE');
  const none: Span = { span: 0, where: [{ sql: `${alias}.said = 0`, parameters: [] }] };
  if (without === 'ONLY') return [none];
  const from = first === undefined ? 1 : dayNumber(first);
  const to = last === undefined ? LAST : dayNumber(last);
  const also = without === 'INCLUDE' ? [none] : [];
  // Nothing overlaps a window that ends before it begins, not even a range that spans both.
  if (from > to) return also;
  if (!windowed && without === 'INCLUDE')
    return [
      { span: 0, where: [] },
      { span: 1, where: [] },
    ];
  const ranges: Part[] = [];
  if (last !== undefined) ranges.push({ sql: `(${alias}.lo IS NULL OR ${alias}.lo <= ?)`, parameters: [to] });
  if (first !== undefined) ranges.push({ sql: `(${alias}.hi IS NULL OR ${alias}.hi >= ?)`, parameters: [from] });
  const days: Part = { sql: `${alias}.said BETWEEN ? AND ?`, parameters: [from, to] };
  return [...also, { span: 0, where: [days] }, { span: 1, where: ranges }];
}

/** Of the attribution itself: one speaker, one target, one stance. */
function endConditions({ ends, filter }: Reading): Part[] {
  const parts: Part[] = [];
  if (ends.speakers) parts.push(among('a.speaker', ends.speakers));
  if (ends.targets) parts.push(among('a.target', ends.targets));
  if (ends.between) parts.push(among('a.speaker', ends.between), among('a.target', ends.between));
  if (ends.about) parts.push(either(among('a.speaker', ends.about), among('a.target', ends.about)));
  if (filter.targetKinds) parts.push(among('a.target_kind', filter.targetKinds.map(kinds.code)));
  if (filter.stances) parts.push(among('a.stance', filter.stances.map(stances.code)));
  return parts;
}

/** Of the claim as a whole. */
function claimConditions(read: Reading): Part[] {
  const { ends, filter, asOf } = read;
  const parts: Part[] = [];
  if (ends.topics) parts.push(targetOfClaim(ends.topics, asOf));
  if (ends.events) parts.push(either(among('a.at', ends.events), targetOfClaim(ends.events, asOf)));
  if (ends.sources) parts.push(citing(among('a.source', ends.sources), among('c.source', ends.sources)));
  if (filter.publishers)
    parts.push(
      citing(publishedBy('a.source', filter.publishers, asOf), publishedBy('c.source', filter.publishers, asOf)),
    );
  if (filter.kinds) parts.push(among('a.kind', filter.kinds.map(claimKinds.code)));
  if (filter.directSpeech !== undefined) parts.push({ sql: 'a.direct = ?', parameters: [filter.directSpeech ? 1 : 0] });
  if (filter.curators) parts.push(written('c.author', filter.curators, asOf));
  if (filter.batches) parts.push(written('c.batch', filter.batches, asOf));
  return parts;
}

function targetOfClaim(targets: readonly number[], asOf: number | null): Part {
  const others = all([{ sql: 'b.num = a.num', parameters: [] }, holding('b', asOf), among('b.target', targets)]);
  const sibling = {
    sql: `(a.alone = 0 AND EXISTS (SELECT 1 FROM attribution b WHERE ${others.sql}))`,
    parameters: others.parameters,
  };
  return either(among('a.target', targets), sibling);
}

/** The first source stands in the row, further ones in `cited`. */
function citing(first: Part, further: Part): Part {
  const sql = `(a.more = 1 AND EXISTS (SELECT 1 FROM cited c WHERE c.version = a.version AND ${further.sql}))`;
  return either(first, { sql, parameters: further.parameters });
}

function publishedBy(column: string, publishers: readonly string[], asOf: number | null): Part {
  const where = all([among('p.publisher', publishers), holding('p', asOf)]);
  return { sql: `${column} IN (SELECT p.source FROM publication p WHERE ${where.sql})`, parameters: where.parameters };
}

/** By the authors or batches of any of its versions. The first version is the record's number; later ones have an index. */
function written(column: string, values: readonly string[], asOf: number | null): Part {
  const wanted = among(column, values);
  const first = `EXISTS (SELECT 1 FROM version v JOIN commits c ON c.no = v.commit_no WHERE v.version = a.num AND ${wanted.sql})`;
  const until = asOf === null ? { sql: '1', parameters: [] } : { sql: 'v.version <= ?', parameters: [asOf] };
  const later = `EXISTS (SELECT 1 FROM version v JOIN commits c ON c.no = v.commit_no
    WHERE v.num = a.num AND v.version <> v.num AND ${until.sql} AND ${wanted.sql})`;
  return either(
    { sql: first, parameters: wanted.parameters },
    { sql: later, parameters: [...until.parameters, ...wanted.parameters] },
  );
}
