// Pages of claims and of attributions. A page in order of saying walks indexes that lie in that order, one per branch, and
// merges what they give: its cost is the page, however deep. Where few rows pass, they are gathered and sorted instead.

import type { PageWalk } from '../engine/page-walk.ts';
import { pageWalk } from '../engine/page-walk.ts';
import type { Attribution, ClaimFilter, ClaimQuery, Page, Paging } from '../store.ts';
import { claimKinds, dayOrNull, saidNumber, saidText, stances, statuses } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Driver } from './drivers.ts';
import { driversOf, FEW, rowsInAll } from './drivers.ts';
import { EFFORT } from './effort.ts';
import type { Part, Reading } from './filter.ts';
import { all, readFilter } from './filter.ts';
import { relatedTo } from './related.ts';
import type { Branch, Shape } from './rows-sql.ts';
import { branches, EVERYTHING, recordedBranch } from './rows-sql.ts';
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
  const read = readFilter(connection, query.filter);
  if (read === null) return { ...empty(query), ...(query.related !== undefined && { related: [] }) };
  const { rows, more } = query.order.startsWith('SAID')
    ? saidPage(connection, read, query)
    : recordedPage(connection, read, query);
  const items = readStored(
    connection,
    rows.map(([, , num, version]) => ({ num, version })),
    read.asOf,
  );
  return {
    items,
    more,
    total: query.total === true ? countPassing(connection, query.filter, 'CLAIMS') : null,
    ...(query.related !== undefined && { related: relatedTo(connection, items, query.related, read.asOf) }),
  };
}

type ClaimRow = [said: number, claim: string, num: number, version: number];

function saidPage(connection: Connection, read: Reading, query: ClaimQuery): { rows: ClaimRow[]; more: boolean } {
  const way = pageWalk(query, query.order === 'SAID_DESC');
  const wanted = query.limit + 1;
  const { driver, shape } = chooseOrdered(connection, read, query.limit);
  const list = branches(connection, read, driver, shape);
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
  const past: Part[] = after === null ? [] : [{ sql: `(a.said, a.claim) ${way.past} (?, ?)`, parameters: after }];
  const inOrderBy = (said: string, claim: string) =>
    `ORDER BY ${said} ${way.direction}, ${claim} ${way.direction} LIMIT ?`;
  const arms = list.map(({ from, where }) => {
    const { sql, parameters } = all([where, ...past]);
    const select = `SELECT a.said, a.claim, a.num, a.version FROM ${from} WHERE ${sql}`;
    if (inOrder) return { sql: select, parameters };
    return { sql: `SELECT * FROM (${select} ${inOrderBy('a.said', 'a.claim')})`, parameters: [...parameters, limit] };
  });
  return connection.all<ClaimRow>(`${arms.map(({ sql }) => sql).join(' UNION ALL ')} ${inOrderBy('1', '2')}`, [
    ...arms.flatMap(({ parameters }) => parameters),
    limit,
  ]);
}

function recordedPage(connection: Connection, read: Reading, query: ClaimQuery): { rows: ClaimRow[]; more: boolean } {
  const way = pageWalk(query, query.order === 'RECORDED_DESC');
  const after: Part[] =
    query.after === undefined ? [] : [{ sql: `a.num ${way.past} ?`, parameters: [Number(query.after[0])] }];
  const found = new Map<number, ClaimRow>();
  const best = driversOf(connection, read, EFFORT.page)[0];
  const few = best !== undefined && gathers(connection, best, query.limit);
  for (const { from, where } of few
    ? branches(connection, read, best, { apart: false, text: 'LIST' })
    : [recordedBranch(connection, read)]) {
    const parts = [where, ...after];
    const sql = `SELECT DISTINCT a.said, a.claim, a.num, a.version FROM ${from} WHERE ${parts.map((part) => part.sql).join(' AND ')} ORDER BY a.num ${way.direction} LIMIT ?`;
    const parameters = [...parts.flatMap((part) => part.parameters), query.limit + 1];
    for (const row of connection.all<ClaimRow>(sql, parameters)) found.set(row[2], row);
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

export function attributionPage(
  connection: Connection,
  query: Paging & { filter: ClaimFilter; order: 'SAID_ASC' | 'SAID_DESC' },
): Page<Attribution> {
  const read = readFilter(connection, query.filter);
  if (read === null) return empty(query);
  const way = pageWalk(query, query.order === 'SAID_DESC');
  const keys = ['a.said', 'a.claim', 's.id', 't.id', 'a.stance'];
  const after: Part[] = query.after === undefined ? [] : afterAttribution(query.after, way.past, keys);
  const order = keys.map((key) => `${key} ${way.direction}`).join(', ');
  const rows: AttributionRow[] = [];
  const { driver, shape } = chooseOrdered(connection, read, query.limit);
  for (const { from, where } of branches(connection, read, driver, shape)) {
    const parts = [where, ...after];
    const sql = `SELECT a.said, a.claim, s.id, t.id, a.stance, sa.id, ta.id, a.status, a.kind, a.span, a.lo, a.hi, a.joint
      FROM ${from} CROSS JOIN record s ON s.num = a.speaker CROSS JOIN record t ON t.num = a.target
      CROSS JOIN record sa ON sa.num = a.speaker_as CROSS JOIN record ta ON ta.num = a.target_as
      WHERE ${parts.map((part) => part.sql).join(' AND ')} ORDER BY ${order} LIMIT ?`;
    rows.push(...connection.all<AttributionRow>(sql, [...parts.flatMap((part) => part.parameters), query.limit + 1]));
  }
  rows.sort(byKeys(way.direction === 'ASC' ? 1 : -1));
  const page = way.cut(rows);
  const total = query.total === true ? countPassing(connection, query.filter, 'ATTRIBUTIONS') : null;
  return { items: page.rows.map(attribution), more: page.more, total };
}

function afterAttribution(after: readonly (string | number)[], past: '<' | '>', keys: readonly string[]): Part[] {
  const [said, claim] = saidKeys(after);
  const stance = stances.code(after[4] as Attribution['stance']);
  return [
    // The first alone lets the index begin in the right place.
    { sql: `(a.said, a.claim) ${past}= (?, ?)`, parameters: [said, claim] },
    {
      sql: `(${keys.join(', ')}) ${past} (?, ?, ?, ?, ?)`,
      parameters: [said, claim, String(after[2]), String(after[3]), stance],
    },
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
  driver: Driver | typeof EVERYTHING;
  shape: Shape;
}

/** For a page in order of saying: the shortest list that lies in that order, unless so little passes that sorting it is quicker. */
function chooseOrdered(connection: Connection, read: Reading, limit: number): Chosen {
  const drivers = driversOf(connection, read, EFFORT.page);
  const best = drivers[0];
  const text =
    read.text === undefined ||
    drivers.some((driver) => driver.by === 'claims' && driver.isText && driver.rows < EFFORT.page)
      ? 'LIST'
      : 'ASK';
  if (best === undefined) return { driver: EVERYTHING, shape: { apart: true, text } };
  if (gathers(connection, best, limit)) return { driver: best, shape: { apart: false, text: 'LIST' } };
  const ordered = drivers.find(
    (driver) => driver.by === 'lanes' && driver.lanes.every((lane) => lane.values.length <= FEW),
  );
  return { driver: ordered ?? EVERYTHING, shape: { apart: true, text } };
}

/** Sorting all that the driver gives costs its rows; walking everything costs a page of rows for each that passes. */
function gathers(connection: Connection, { rows }: Driver, limit: number): boolean {
  return rows <= EFFORT.sorted || (rows < EFFORT.page && rows * rows <= limit * rowsInAll(connection));
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
