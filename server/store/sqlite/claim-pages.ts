// Pages of claims and of attributions. A page in order of saying walks indexes that lie in that order, one per branch, and
// merges what they give: its cost is the page, however deep. Where few rows pass, they are gathered and sorted instead.

import type { PageWalk } from '../engine/page-walk.ts';
import { pageWalk } from '../engine/page-walk.ts';
import type { Attribution, ClaimFilter, ClaimQuery, Page, Paging } from '../store.ts';
import type { AccessPath } from './access-paths.ts';
import { accessPathsOf, FEW, rowsInAll } from './access-paths.ts';
import { claimKinds, dayOrNull, saidNumber, saidText, stances, statuses } from './codes.ts';
import type { Connection } from './connection.ts';
import type { CompiledFilter } from './filter.ts';
import { all, compileFilter } from './filter.ts';
import { plannerLimits } from './planner-limits.ts';
import { relatedTo } from './related.ts';
import type { Branch, Shape } from './rows-sql.ts';
import { branches, EVERYTHING, recordedBranch } from './rows-sql.ts';
import type { SqlFragment } from './sql.ts';
import { sql } from './sql.ts';
import type { PackedStored } from './stored.ts';
import { readStored } from './stored.ts';
import { countPassing } from './tally.ts';

export interface PackedPage<T> {
  items: T[];
  more: boolean;
  total: number | null;
}

export interface PackedRecords extends PackedPage<PackedStored> {
  related?: PackedStored[];
}

export function claimPage(connection: Connection, query: ClaimQuery): PackedRecords {
  const compiled = compileFilter(connection, query.filter);
  if (compiled === null) return { ...empty(query), ...(query.related !== undefined && { related: [] }) };
  const { rows, more } = query.order.startsWith('SAID')
    ? saidPage(connection, compiled, query)
    : recordedPage(connection, compiled, query);
  const items = readStored(
    connection,
    rows.map(([, , num, version]) => ({ num, version })),
    compiled.asOf,
  );
  return {
    items,
    more,
    total: query.total === true ? countPassing(connection, query.filter, 'CLAIMS') : null,
    ...(query.related !== undefined && { related: relatedTo(connection, items, query.related, compiled.asOf) }),
  };
}

type ClaimRow = [said: number, claim: string, num: number, version: number];

function saidPage(
  connection: Connection,
  compiled: CompiledFilter,
  query: ClaimQuery,
): { rows: ClaimRow[]; more: boolean } {
  const way = pageWalk(query, query.order === 'SAID_DESC');
  const wanted = query.limit + 1;
  const { path, shape } = chooseOrdered(connection, compiled, query.limit);
  const list = branches(connection, compiled, path, shape);
  const found = new Map<number, ClaimRow>();
  // A claim comes once for each of its attributions, so that a round may find fewer claims than rows.
  for (let after = query.after === undefined ? null : saidKeys(query.after); found.size < wanted; ) {
    const rows = merged(connection, list, { way, after, limit: wanted, inOrder: shape.apart });
    for (const row of rows) found.set(row[2], row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < wanted) break;
    after = [last[0], last[1]];
  }
  return way.cut([...found.values()]);
}

interface Round {
  way: PageWalk;
  after: readonly [said: number, claim: string] | null;
  limit: number;
  /** Each branch gives its rows in order by itself: it is then read no further than the merge needs. */
  inOrder: boolean;
}

/** In one statement: each takes a while to begin, however little it finds. */
function merged(connection: Connection, list: readonly Branch[], { way, after, limit, inOrder }: Round): ClaimRow[] {
  const past = after === null ? [] : [sql`(a.said, a.claim) ${sql.raw(way.past)} (${after[0]}, ${after[1]})`];
  const direction = sql.raw(way.direction);
  const arms = list.map(({ from, where }) => {
    const select = sql`SELECT a.said, a.claim, a.num, a.version FROM ${from} WHERE ${all([where, ...past])}`;
    if (inOrder) return select;
    return sql`SELECT * FROM (${select} ORDER BY a.said ${direction}, a.claim ${direction} LIMIT ${limit})`;
  });
  return connection.all<ClaimRow>(
    sql`${sql.join(arms, ' UNION ALL ')} ORDER BY 1 ${direction}, 2 ${direction} LIMIT ${limit}`,
  );
}

function recordedPage(
  connection: Connection,
  compiled: CompiledFilter,
  query: ClaimQuery,
): { rows: ClaimRow[]; more: boolean } {
  const way = pageWalk(query, query.order === 'RECORDED_DESC');
  const after = query.after === undefined ? [] : [sql`a.num ${sql.raw(way.past)} ${Number(query.after[0])}`];
  const found = new Map<number, ClaimRow>();
  const best = accessPathsOf(connection, compiled, plannerLimits.page)[0];
  const few = best !== undefined && gathers(connection, best, query.limit);
  for (const { from, where } of few
    ? branches(connection, compiled, best, { apart: false, text: 'LIST' })
    : [recordedBranch(connection, compiled)]) {
    const rows = connection.all<ClaimRow>(
      sql`SELECT DISTINCT a.said, a.claim, a.num, a.version FROM ${from} WHERE ${all([where, ...after])} ORDER BY a.num ${sql.raw(way.direction)} LIMIT ${query.limit + 1}`,
    );
    for (const row of rows) found.set(row[2], row);
  }
  const sign = way.direction === 'ASC' ? 1 : -1;
  return way.cut([...found.values()].sort((a, b) => sign * (a[2] - b[2])));
}

type AttributionRow = [
  said: number,
  claim: string,
  speaker: string,
  target: string,
  stance: number,
  speakerAs: string,
  targetAs: string,
  status: number,
  kind: number,
  span: number,
  lo: number | null,
  hi: number | null,
  joint: number,
];

const ATTRIBUTION_KEYS = ['a.said', 'a.claim', 's.id', 't.id', 'a.stance'] as const;

export function attributionPage(
  connection: Connection,
  query: Paging & { filter: ClaimFilter; order: 'SAID_ASC' | 'SAID_DESC' },
): Page<Attribution> {
  const compiled = compileFilter(connection, query.filter);
  if (compiled === null) return empty(query);
  const way = pageWalk(query, query.order === 'SAID_DESC');
  const after = query.after === undefined ? [] : afterAttribution(query.after, way.past);
  const order = sql.join(
    ATTRIBUTION_KEYS.map((key) => sql.raw(`${key} ${way.direction}`)),
    ', ',
  );
  const rows: AttributionRow[] = [];
  const { path, shape } = chooseOrdered(connection, compiled, query.limit);
  for (const { from, where } of branches(connection, compiled, path, shape)) {
    rows.push(
      ...connection.all<AttributionRow>(sql`SELECT a.said, a.claim, s.id, t.id, a.stance, sa.id, ta.id, a.status, a.kind, a.span, a.lo, a.hi, a.joint
      FROM ${from} CROSS JOIN record s ON s.num = a.speaker CROSS JOIN record t ON t.num = a.target
      CROSS JOIN record sa ON sa.num = a.speaker_as CROSS JOIN record ta ON ta.num = a.target_as
      WHERE ${all([where, ...after])} ORDER BY ${order} LIMIT ${query.limit + 1}`),
    );
  }
  rows.sort(byKeys(way.direction === 'ASC' ? 1 : -1));
  const page = way.cut(rows);
  const total = query.total === true ? countPassing(connection, query.filter, 'ATTRIBUTIONS') : null;
  return { items: page.rows.map(attribution), more: page.more, total };
}

function afterAttribution(after: readonly (string | number)[], past: '<' | '>'): SqlFragment[] {
  const [said, claim] = saidKeys(after);
  const stance = stances.code(after[4] as Attribution['stance']);
  return [
    // The first alone lets the index begin in the right place.
    sql`(a.said, a.claim) ${sql.raw(past)}= (${said}, ${claim})`,
    sql`(a.said, a.claim, s.id, t.id, a.stance) ${sql.raw(past)} (${said}, ${claim}, ${String(after[2])}, ${String(after[3])}, ${stance})`,
  ];
}

function attribution(row: AttributionRow): Attribution {
  const [said, claim, speaker, target, stance, speakerAs, targetAs, status, kind, span, lo, hi, joint] = row;
  return {
    claim,
    speaker,
    target,
    speakerAs,
    targetAs,
    stance: stances.word(stance),
    status: statuses.word(status),
    claimKind: claimKinds.word(kind),
    earliest: dayOrNull(lo),
    latest: dayOrNull(hi),
    dated: span === 1 || said !== 0,
    said: saidText(said),
    joint,
  };
}

interface Chosen {
  path: AccessPath | typeof EVERYTHING;
  shape: Shape;
}

/** For a page in order of saying: the shortest list that lies in that order, unless so little passes that sorting it is quicker. */
function chooseOrdered(connection: Connection, compiled: CompiledFilter, limit: number): Chosen {
  const accessPaths = accessPathsOf(connection, compiled, plannerLimits.page);
  const best = accessPaths[0];
  const text =
    compiled.text === undefined ||
    accessPaths.some((path) => path.by === 'claims' && path.isText && path.rows < plannerLimits.page)
      ? 'LIST'
      : 'ASK';
  if (best === undefined) return { path: EVERYTHING, shape: { apart: true, text } };
  if (gathers(connection, best, limit)) return { path: best, shape: { apart: false, text: 'LIST' } };
  const ordered = accessPaths.find(
    (path) => path.by === 'scans' && path.scans.every((scan) => scan.values.length <= FEW),
  );
  return { path: ordered ?? EVERYTHING, shape: { apart: true, text } };
}

/** Sorting all that the access path gives costs its rows; walking everything costs a page of rows for each that passes. */
function gathers(connection: Connection, { rows }: AccessPath, limit: number): boolean {
  return rows <= plannerLimits.sorted || (rows < plannerLimits.page && rows * rows <= limit * rowsInAll(connection));
}

function saidKeys(after: readonly (string | number)[]): [number, string] {
  return [saidNumber(String(after[0])), String(after[1])];
}

function byKeys(sign: 1 | -1): (a: AttributionRow, b: AttributionRow) => number {
  return (a, b) => {
    for (let key = 0; key < 5; key++) {
      const left = a[key] as string | number;
      const right = b[key] as string | number;
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
}

function empty({ total }: Paging): PackedPage<never> {
  return { items: [], more: false, total: total === true ? 0 : null };
}
