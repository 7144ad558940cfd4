// Counts by groups: SQLite finds the rows, from an index alone where it can, and they are gathered here as they come. Its
// own GROUP BY would sort every row first, which takes longer than all the rest.

import { OnRecordError } from '../../domain/errors.ts';
import { checkTally } from '../engine/tally-check.ts';
import type { ClaimFilter, Dimension, Tally } from '../store.ts';
import type { AccessPath, Pairs } from './access-paths.ts';
import { accessPathsOf } from './access-paths.ts';
import type { Connection } from './connection.ts';
import type { Failure } from './failures.ts';
import { packFailure } from './failures.ts';
import type { CompiledFilter } from './filter.ts';
import { all, among, compileFilter, holding, newest, not, numbersOf, versionRead } from './filter.ts';
import { plannerLimits } from './planner-limits.ts';
import type { Branch, Shape } from './rows-sql.ts';
import { branches, EVERYTHING } from './rows-sql.ts';
import type { Bound, SqlFragment } from './sql.ts';
import { sql } from './sql.ts';
import { Groups } from './tally-groups.ts';
import { keySql, rangeKey } from './tally-keys.ts';
import type { PackedTally } from './tally-order.ts';
import { orderGroups } from './tally-order.ts';

const SHAPE: Shape = { apart: false, text: 'LIST' };
const NOT_SELF = sql`a.speaker <> a.target`;

/** What is refused is told as a failure, in its place. */
export function tally(connection: Connection, queries: readonly Tally[]): (PackedTally | Failure)[] {
  for (const query of queries) checkTally(query);
  return queries.map((query) => {
    try {
      return countGroups(connection, query);
    } catch (error) {
      if (error instanceof OnRecordError && error.code === 'LIMIT') return packFailure(error);
      throw error;
    }
  });
}

function countGroups(connection: Connection, query: Tally): PackedTally {
  const groups = new Groups(query.by.length);
  const compiled = compileFilter(connection, query.filter);
  if (compiled !== null) new Counting(connection, compiled, query, groups).run();
  return {
    ...orderGroups(connection, query, groups),
    version: versionRead(connection, query.filter.asOf) ?? newest(connection),
  };
}

/** How many claims pass, or attributions. */
export function countPassing(connection: Connection, filter: ClaimFilter, unit: 'CLAIMS' | 'ATTRIBUTIONS'): number {
  const compiled = compileFilter(connection, filter);
  if (compiled === null) return 0;
  const rows = branches(connection, compiled, chooseAccessPath(connection, compiled).path, SHAPE);
  const select = (what: SqlFragment, where: SqlFragment) =>
    sql.join(
      rows.map((row) => sql`SELECT ${what} FROM ${row.from} WHERE ${row.where}${where}`),
      ' UNION ALL ',
    );
  const single = unit === 'CLAIMS' ? sql` AND a.alone = 1` : sql``;
  const singles = connection.value(sql`SELECT sum(n) FROM (${select(sql`count(*) AS n`, single)})`);
  if (unit === 'ATTRIBUTIONS') return singles;
  return (
    singles + connection.value(sql`SELECT count(DISTINCT num) FROM (${select(sql`a.num`, sql` AND a.alone = 0`)})`)
  );
}

/** Some of the rows, and whether each counts by itself or once for its unit in a group. */
interface Portion {
  where: SqlFragment;
  /** Column that must be told apart; at the other end, which one depends on the end. */
  unit: SqlFragment | 'other' | null;
}

/** The column of the end that rows are counted by, and that of the other end. */
interface End {
  column: SqlFragment;
  other: SqlFragment;
}

class Counting {
  readonly #connection: Connection;
  readonly #compiled: CompiledFilter;
  readonly #query: Tally;
  readonly #groups: Groups;
  /** Index of the dimension `said`, or -1. */
  readonly #said: number;
  /** Reused for every row. */
  readonly #indexes: number[];

  constructor(connection: Connection, compiled: CompiledFilter, query: Tally, groups: Groups) {
    this.#connection = connection;
    this.#compiled = compiled;
    this.#query = query;
    this.#groups = groups;
    this.#said = query.by.indexOf('said');
    this.#indexes = query.by.map(() => 0);
  }

  run(): void {
    const { ends, pairs, withoutSelf } = this.#query;
    const also: SqlFragment[] = withoutSelf === true ? [NOT_SELF] : [];
    const numbered = pairs === undefined ? undefined : numberedPairs(this.#connection, pairs);
    if (numbered !== undefined) also.push(inPairs(numbered));
    const only = ends === undefined ? undefined : numbersOf(this.#connection, ends, this.#compiled.asOf);
    if (only?.length === 0 || numbered?.length === 0) return;
    const { path, rows } = chooseAccessPath(this.#connection, this.#compiled, numbered);
    for (const branch of branches(this.#connection, this.#compiled, path, SHAPE))
      for (const portion of portionsOf(this.#query))
        for (const { end, conditions } of this.#ends(only))
          this.#count(branch, portion, end, [...also, ...conditions], rows < plannerLimits.tally);
    this.#groups.finish();
  }

  /** By end, each row is looked at from both; the second leaves out what the first has counted. */
  #ends(only: readonly number[] | undefined): { end: End | null; conditions: SqlFragment[] }[] {
    if (!this.#query.by.includes('end')) return [{ end: null, conditions: [] }];
    const chosen = (column: 'a.speaker' | 'a.target') => (only === undefined ? [] : [among(column, only)]);
    return [
      { end: { column: sql`a.speaker`, other: sql`a.target` }, conditions: chosen('a.speaker') },
      { end: { column: sql`a.target`, other: sql`a.speaker` }, conditions: [...chosen('a.target'), NOT_SELF] },
    ];
  }

  #count(branch: Branch, portion: Portion, end: End | null, also: readonly SqlFragment[], few: boolean): void {
    const { by } = this.#query;
    const where = all([branch.where, portion.where, ...also]);
    const from = sql`FROM ${branch.from}${joins(by, this.#compiled.asOf)} WHERE ${where}`;
    const [lo, hi] = branch.span === 0 ? [sql`a.said`, sql`a.said`] : [sql`coalesce(a.lo, 0)`, sql`coalesce(a.hi, 0)`];
    if (by.length === 0 && portion.unit === null) {
      this.#addAll(
        sql`SELECT count(*), sum(a.stance = 0), sum(a.stance = 1), sum(a.stance = 2), sum(a.stance = 3), min(nullif(${lo}, 0)), max(${hi}) ${from}`,
      );
      return;
    }
    if (by.length === 1 && this.#said === 0 && branch.span === 0 && portion.unit === null) {
      this.#addDays(
        sql`SELECT a.said, count(*), sum(a.stance = 0), sum(a.stance = 1), sum(a.stance = 2), sum(a.stance = 3) ${from} GROUP BY a.status, a.said`,
      );
      return;
    }
    const about = this.#compiled.ends.about?.[0] ?? 0;
    const keys = by.map((dimension) => end?.column ?? keySql(dimension, about)).filter((key) => key !== null);
    const unit = portion.unit === 'other' ? (end?.other ?? null) : portion.unit;
    // Days first: they and the stance are in every row.
    const columns = [
      sql`${lo} * 4 + a.stance`,
      ...(branch.span === 0 ? [] : [hi]),
      ...(unit === null ? [] : [unit]),
      ...keys,
    ];
    const at = { hi: branch.span === 0 ? -1 : 1, unit: unit === null ? -1 : branch.span + 1 };
    const first = branch.span + 1 + (unit === null ? 0 : 1);
    const add = (row: readonly Bound[]) => this.#addRow(row, at.hi, at.unit, first);
    if (few) forEachRow(this.#connection.columns(columns, from), add);
    else for (const row of this.#connection.each(sql`SELECT ${sql.join(columns, ', ')} ${from}`)) add(row);
  }

  #addRow(row: readonly Bound[], hiAt: number, unitAt: number, first: number): void {
    const packed = row[0] as number;
    const stance = packed % 4;
    const lo = (packed - stance) / 4;
    const hi = hiAt < 0 ? lo : (row[hiAt] as number);
    const groups = this.#groups;
    const indexes = this.#indexes;
    for (let dimension = 0, at = first; dimension < groups.width; dimension++)
      if (dimension !== this.#said) indexes[dimension] = groups.index(dimension, row[at++] as Bound);
    if (this.#said >= 0) indexes[this.#said] = groups.index(this.#said, hiAt < 0 ? lo : rangeKey(lo, hi));
    this.#addTo(groups.group(indexes), unitAt < 0 ? undefined : (row[unitAt] as Bound), stance, lo, hi);
  }

  #addTo(group: number, unit: Bound | undefined, stance: number, lo: number, hi: number): void {
    if (unit === undefined) this.#groups.add(group, stance, lo, hi);
    // A record is not one of its own others; its group is there all the same.
    else if (this.#query.unit === 'OTHERS' && unit === this.#groups.values[0]?.[this.#indexes[0] as number])
      this.#groups.span(group, lo, hi);
    else this.#groups.addApart(group, unit, stance, lo, hi);
  }

  /** Through everything, rows lie by status and day, so that here SQLite need not sort: thousands of days for a million rows. */
  #addDays(days: SqlFragment): void {
    for (const row of this.#connection.all<number[]>(days)) {
      const [day, n, ...stances] = row as [number, number, ...number[]];
      this.#indexes[0] = this.#groups.index(0, day);
      const group = this.#groups.group(this.#indexes);
      this.#groups.addCounted(group, n, stances);
      this.#groups.span(group, day, day);
    }
  }

  #addAll(counts: SqlFragment): void {
    const [n, mixed, neutral, opposes, supports, lo, hi] = (this.#connection.get(counts) ?? []).map(Number);
    this.#groups.addCounted(0, n ?? 0, [mixed ?? 0, neutral ?? 0, opposes ?? 0, supports ?? 0]);
    this.#groups.span(0, lo ?? 0, hi ?? 0);
  }
}

/** One array serves all rows: what is told of it must not be kept. */
function forEachRow(columns: readonly Bound[][], tell: (row: readonly Bound[]) => void): void {
  const row: Bound[] = columns.map(() => null);
  for (let at = 0; at < (columns[0]?.length ?? 0); at++) {
    for (const [index, column] of columns.entries()) row[index] = column[at] as Bound;
    tell(row);
  }
}

/** Only claims with several attributions can come twice into a group, and only sources with one publisher. */
function portionsOf({ unit = 'ATTRIBUTIONS', by }: Tally): Portion[] {
  if (unit === 'OTHERS') return [{ where: sql`1`, unit: 'other' }];
  const single: SqlFragment[] = [];
  if (unit === 'CLAIMS') single.push(sql`a.alone = 1`);
  if (by.includes('publisher')) single.push(sql`a.more = 0`);
  if (single.length === 0) return [{ where: sql`1`, unit: null }];
  return [
    { where: all(single), unit: null },
    { where: not(all(single)), unit: unit === 'CLAIMS' ? sql`a.num` : sql`a.rowid` },
  ];
}

function joins(by: readonly Dimension[], asOf: number | null): SqlFragment {
  const publisher = by.includes('publisher');
  if (!publisher && !by.includes('source')) return sql``;
  const cited = sql` LEFT JOIN cited c ON a.more = 1 AND c.version = a.version`;
  if (!publisher) return cited;
  return sql`${cited} LEFT JOIN publication p ON p.source = coalesce(c.source, a.source) AND ${holding('p', asOf)}`;
}

/** Ids that do not exist make no pair. */
function numberedPairs(connection: Connection, pairs: NonNullable<Tally['pairs']>): Pairs {
  return connection.all<[number, number]>(
    'SELECT s.num, t.num FROM json_each(?) pair JOIN record s ON s.id = pair.value ->> 0 JOIN record t ON t.id = pair.value ->> 1',
    [JSON.stringify(pairs)],
  );
}

function inPairs(pairs: Pairs): SqlFragment {
  return sql`(a.speaker, a.target) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(pairs)}))`;
}

interface Chosen {
  path: AccessPath | typeof EVERYTHING;
  /** How many rows it gives, up to the bound. */
  rows: number;
}

function chooseAccessPath(connection: Connection, compiled: CompiledFilter, pairs?: Pairs): Chosen {
  const best = accessPathsOf(connection, compiled, plannerLimits.tally, pairs)[0];
  // Whether the window has more rows than that is all that matters.
  const inWindow = rowsOfWindow(connection, compiled, best?.rows ?? plannerLimits.tally);
  const everything: Chosen = { path: EVERYTHING, rows: inWindow };
  if (best === undefined) return everything;
  if (best.rows < plannerLimits.tally) return best.rows <= inWindow ? { path: best, rows: best.rows } : everything;
  return best.by === 'scans' && inWindow >= plannerLimits.tally ? { path: best, rows: best.rows } : everything;
}

/** Rows that lie in the window, up to about the bound. */
function rowsOfWindow(connection: Connection, compiled: CompiledFilter, bound: number): number {
  let rows = 0;
  const windowOnly = { ...compiled, conditions: [], text: undefined };
  for (const { from, where } of branches(connection, windowOnly, EVERYTHING, SHAPE)) {
    if (rows >= bound) break;
    rows += connection.value(sql`SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${bound})`);
  }
  return rows;
}
