// A claim filter as conditions on rows `a` of attribution. Ids become numbers, canonical at the version read; values are
// always parameters. How the rows are reached is decided elsewhere: these conditions alone say which ones count.

import type { Day } from '../../domain/dates.ts';
import type { Id } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import type { TextQuery } from '../../domain/text.ts';
import type { ClaimFilter, Undated } from '../store.ts';
import { claimKinds, dayNumber, kinds, stances, statuses } from './codes.ts';
import type { Connection } from './connection.ts';
import { recordConditions } from './record-filter.ts';
import type { Literal, SqlFragment } from './sql.ts';
import { sql } from './sql.ts';

/** The lists of a filter as numbers; undefined where it has none. */
export interface Ends {
  speakers: number[] | undefined;
  targets: number[] | undefined;
  between: number[] | undefined;
  about: number[] | undefined;
  topics: number[] | undefined;
  events: number[] | undefined;
  sources: number[] | undefined;
  excludeSpeakers: number[] | undefined;
  excludeTargets: number[] | undefined;
  reporters: number[] | undefined;
  occasions: number[] | undefined;
  alsoAbout: number[] | undefined;
  alsoEvents: number[] | undefined;
  alsoSources: number[] | undefined;
}

/** What matches nothing when it is empty. */
const EXCLUDED: ReadonlySet<string> = new Set(['excludeSpeakers', 'excludeTargets'] satisfies (keyof Ends)[]);

/** Rows that hold at the version read, by where they lie: those that hold now, and those that held once. */
export interface Partition {
  past: boolean;
  where: SqlFragment;
}

/** Rows by how their date is known (see the tables), with the time window as a condition. */
export interface Span {
  span: 0 | 1;
  where: SqlFragment[];
}

export interface CompiledFilter {
  /** Null: now. */
  asOf: number | null;
  statuses: number[];
  ends: Ends;
  conditions: SqlFragment[];
  partitions: Partition[];
  spans: Span[];
  text: TextQuery | undefined;
  filter: ClaimFilter;
}

const LAST = 99_999_999;

/** Null when nothing can pass. */
export function compileFilter(connection: Connection, filter: ClaimFilter): CompiledFilter | null {
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
    excludeSpeakers: resolve(filter.excludeSpeakers),
    excludeTargets: resolve(filter.excludeTargets),
    reporters: resolve(filter.reporters),
    occasions: resolve(filter.occasions),
    alsoAbout: resolve(filter.alsoAbout),
    alsoEvents: resolve(filter.alsoEvents),
    alsoSources: resolve(filter.alsoSources),
  };
  const lists = [
    ...Object.entries(ends).flatMap(([field, list]) => (EXCLUDED.has(field) ? [] : [list])),
    filter.targetKinds,
    filter.publishers,
    filter.actorKinds,
    filter.tenures,
    filter.reliability,
    filter.languages,
    filter.stances,
    filter.statuses,
    filter.kinds,
    filter.curators,
    filter.batches,
  ];
  if (lists.some((list) => list?.length === 0)) return null;
  const compiled: CompiledFilter = {
    asOf,
    statuses: [...new Set(filter.statuses ?? COUNTED_STATUSES)].map(statuses.code),
    ends,
    conditions: [],
    partitions: partitionsOf(asOf),
    spans: spansOf('a', {
      from: filter.saidFrom,
      to: filter.saidTo,
      undated: filter.undated,
      within: filter.saidWithin,
    }),
    text: filter.text,
    filter,
  };
  compiled.conditions = [
    ...endConditions(compiled),
    ...claimConditions(compiled),
    ...recordConditions(connection, filter, ends.reporters, asOf),
  ];
  return compiled.spans.length === 0 ? null : compiled;
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
export function among<const T extends string>(column: Literal<T>, values: readonly (number | string)[]): SqlFragment {
  const name = sql.raw<T>(column);
  if (values.length === 1) return sql`${name} = ${values[0] as number | string}`;
  if (values.length <= 16) return sql`${name} IN (${sql.join(values, ', ')})`;
  return sql`${name} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

export function either(...conditions: readonly SqlFragment[]): SqlFragment {
  return sql`(${sql.join(conditions, ' OR ')})`;
}

export function all(conditions: readonly SqlFragment[]): SqlFragment {
  return sql.join(conditions, ' AND ');
}

export function not(condition: SqlFragment): SqlFragment {
  return sql`NOT (${condition})`;
}

/** Rows of attribution or of a table like it that hold at the version. */
export function holding(alias: 'a' | 'b' | 'c' | 'p', asOf: number | null): SqlFragment {
  const table = sql.raw(alias);
  if (asOf === null) return sql`${table}.until IS NULL`;
  return sql`${table}.since <= ${asOf} AND (${table}.until IS NULL OR ${table}.until > ${asOf})`;
}

function partitionsOf(asOf: number | null): Partition[] {
  if (asOf === null) return [{ past: false, where: sql`a.until IS NULL` }];
  return [
    { past: false, where: sql`a.until IS NULL AND a.since <= ${asOf}` },
    { past: true, where: sql`a.until IS NOT NULL AND a.until > ${asOf} AND a.since <= ${asOf}` },
  ];
}

export interface Window {
  from: Day | undefined;
  to: Day | undefined;
  undated: Undated | undefined;
  within?: boolean | undefined;
}

export function spansOf(alias: 'a' | 'r', { from: first, to: last, undated, within }: Window): Span[] {
  const windowed = first !== undefined || last !== undefined;
  const without = undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE');
  const table = sql.raw(alias);
  const none: Span = { span: 0, where: [sql`${table}.said = 0`] };
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
  const ranges: SqlFragment[] = [];
  if (within === true) {
    if (last !== undefined) ranges.push(sql`${table}.hi <= ${to}`);
    if (first !== undefined) ranges.push(sql`${table}.lo >= ${from}`);
  } else {
    if (last !== undefined) ranges.push(sql`(${table}.lo IS NULL OR ${table}.lo <= ${to})`);
    if (first !== undefined) ranges.push(sql`(${table}.hi IS NULL OR ${table}.hi >= ${from})`);
  }
  const days = sql`${table}.said BETWEEN ${from} AND ${to}`;
  return [...also, { span: 0, where: [days] }, { span: 1, where: ranges }];
}

/** Of the attribution itself: one speaker, one target, one stance. */
function endConditions({ ends, filter }: CompiledFilter): SqlFragment[] {
  const conditions: SqlFragment[] = [];
  if (ends.speakers) conditions.push(among('a.speaker', ends.speakers));
  if (ends.targets) conditions.push(among('a.target', ends.targets));
  if (ends.between) conditions.push(among('a.speaker', ends.between), among('a.target', ends.between));
  for (const about of [ends.about, ends.alsoAbout])
    if (about) conditions.push(either(among('a.speaker', about), among('a.target', about)));
  if (ends.occasions) conditions.push(either(among('a.at', ends.occasions), among('a.target', ends.occasions)));
  if (filter.targetKinds) conditions.push(among('a.target_kind', filter.targetKinds.map(kinds.code)));
  if (filter.stances) conditions.push(among('a.stance', filter.stances.map(stances.code)));
  if (ends.excludeSpeakers?.length) conditions.push(not(among('a.speaker', ends.excludeSpeakers)));
  if (ends.excludeTargets?.length) conditions.push(not(among('a.target', ends.excludeTargets)));
  return conditions;
}

/** Of the claim as a whole. */
function claimConditions({ ends, filter, asOf }: CompiledFilter): SqlFragment[] {
  const conditions: SqlFragment[] = [];
  if (ends.topics) conditions.push(targetOfClaim(ends.topics, asOf));
  for (const events of [ends.events, ends.alsoEvents])
    if (events) conditions.push(either(among('a.at', events), targetOfClaim(events, asOf)));
  for (const sources of [ends.sources, ends.alsoSources])
    if (sources) conditions.push(citing(among('a.source', sources), among('c.source', sources)));
  if (filter.publishers)
    conditions.push(
      citing(publishedBy('a.source', filter.publishers, asOf), publishedBy('c.source', filter.publishers, asOf)),
    );
  if (filter.kinds) conditions.push(among('a.kind', filter.kinds.map(claimKinds.code)));
  if (filter.directSpeech !== undefined) conditions.push(sql`a.direct = ${filter.directSpeech ? 1 : 0}`);
  if (filter.soleSpeaker !== undefined) conditions.push(filter.soleSpeaker ? sql`a.joint = 1` : sql`a.joint > 1`);
  if (filter.curators) conditions.push(written('c.author', filter.curators, asOf));
  if (filter.batches) conditions.push(written('c.batch', filter.batches, asOf));
  return conditions;
}

function targetOfClaim(targets: readonly number[], asOf: number | null): SqlFragment {
  const others = all([sql`b.num = a.num`, holding('b', asOf), among('b.target', targets)]);
  const sibling = sql`(a.alone = 0 AND EXISTS (SELECT 1 FROM attribution b WHERE ${others}))`;
  return either(among('a.target', targets), sibling);
}

/** The first source stands in the row, further ones in `cited`. */
function citing(first: SqlFragment, further: SqlFragment): SqlFragment {
  return either(first, sql`(a.more = 1 AND EXISTS (SELECT 1 FROM cited c WHERE c.version = a.version AND ${further}))`);
}

function publishedBy(column: 'a.source' | 'c.source', publishers: readonly string[], asOf: number | null): SqlFragment {
  const where = all([among('p.publisher', publishers), holding('p', asOf)]);
  return sql`${sql.raw(column)} IN (SELECT p.source FROM publication p WHERE ${where})`;
}

/** By the authors or batches of any of its versions. The first version is the record's number; later ones have an index. */
function written(column: 'c.author' | 'c.batch', values: readonly string[], asOf: number | null): SqlFragment {
  const wanted = among(column, values);
  const until = asOf === null ? sql`1` : sql`v.version <= ${asOf}`;
  return either(
    sql`EXISTS (SELECT 1 FROM version v JOIN commits c ON c.no = v.commit_no WHERE v.version = a.num AND ${wanted})`,
    sql`EXISTS (SELECT 1 FROM version v JOIN commits c ON c.no = v.commit_no
    WHERE v.num = a.num AND v.version <> v.num AND ${until} AND ${wanted})`,
  );
}
