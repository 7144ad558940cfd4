// Counts by groups. SQLite groups by small integers; words, order and limits come after. A claim of one attribution counts
// once in any group, so only the others are told apart; ranges are spread over bins here, since SQL knows no calendar.

import { limit as overLimit } from '../../domain/errors.ts';
import { binOf } from '../../domain/time-bins.ts';
import type { ClaimFilter, Dimension, Tally } from '../store.ts';
import { dayText } from './codes.ts';
import type { Bound, Connection } from './connection.ts';
import type { Driver, Pairs } from './drivers.ts';
import { driversOf } from './drivers.ts';
import type { Part, Reading } from './filter.ts';
import { all, among, holding, numbersOf, readFilter } from './filter.ts';
import type { Branch } from './rows-sql.ts';
import { branches, EVERYTHING } from './rows-sql.ts';
import { binsBetween, binValue, keySql, TIME_UNITS } from './tally-keys.ts';
import type { Group, PackedTally } from './tally-order.ts';
import { orderGroups } from './tally-order.ts';

type Unit = NonNullable<Tally['unit']>;
type GroupRow = readonly (string | number | null)[];

const BOUND = 30_000;
const MOST_BINS = 500_000;
const COUNTS = 'count(*), sum(stance = 3), sum(stance = 2), sum(stance = 1), sum(stance = 0), min(lo), max(hi)';
const ONCE =
  'max(stance = 3) AS y, max(stance = 2) AS o, max(stance = 1) AS z, max(stance = 0) AS x, min(lo) AS lo, max(hi) AS hi';
const COUNTS_ONCE = 'count(*), sum(y), sum(o), sum(z), sum(x), min(lo), max(hi)';
const COUNTS_OTHERS =
  'sum(unit <> k0), sum(y AND unit <> k0), sum(o AND unit <> k0), sum(z AND unit <> k0), sum(x AND unit <> k0), min(lo), max(hi)';

export function tally(connection: Connection, query: Tally): PackedTally {
  check(query);
  const read = readFilter(connection, query.filter);
  const groups = read === null ? [] : groupsOf(connection, read, query);
  if (query.by.length === 0 && groups.length === 0)
    groups.push({ keys: [], counts: [0, 0, 0, 0, 0], first: null, last: null });
  return orderGroups(connection, query, groups);
}

/** How many claims (or attributions) pass. */
export function tallyClaims(connection: Connection, filter: ClaimFilter, unit: Unit = 'CLAIMS'): number {
  const read = readFilter(connection, filter);
  return read === null ? 0 : (groupsOf(connection, read, { filter, by: [], unit })[0]?.counts[0] ?? 0);
}

function check({ by, unit, ends, filter }: Tally): void {
  const byEnd = by.includes('end');
  if (byEnd && by.length > 1) throw new TypeError('a tally by end has no other dimension');
  if (!byEnd && (unit === 'OTHERS' || ends !== undefined))
    throw new TypeError('only a tally by end counts others or takes ends');
  if (by.includes('other') && filter.about?.length !== 1)
    throw new TypeError('a tally by other needs exactly one id in about');
  if (by.filter((dimension) => TIME_UNITS[dimension] !== undefined).length > 1)
    throw new TypeError('a tally has one unit of time at most');
}

function groupsOf(connection: Connection, read: Reading, query: Tally): Group[] {
  const unit = query.unit ?? 'ATTRIBUTIONS';
  const time = query.by.findIndex((dimension) => TIME_UNITS[dimension] !== undefined);
  const ends = query.ends === undefined ? undefined : numbersOf(connection, query.ends, read.asOf);
  const pairs = query.pairs === undefined ? undefined : numberedPairs(connection, query.pairs);
  if (ends?.length === 0 || pairs?.length === 0) return [];
  const only = [...(pairs === undefined ? [] : [inPairs(pairs)]), ...(query.withoutSelf === true ? [NOT_SELF] : [])];
  const rows = branches(read, chooseDriver(connection, read, pairs), { apart: false, text: 'LIST' });
  const parts =
    time < 0 ? [rows] : [rows.filter((branch) => branch.span === 0), rows.filter((branch) => branch.span === 1)];
  const gathered = new Gathered(query.by.length);
  for (const [index, part] of parts.entries()) {
    if (part.length === 0) continue;
    const ranges = index === 1;
    for (const once of onceOrNot(unit, query.by)) {
      const { sql, parameters } = select(part, read, query, unit, once, ranges ? time : -1, ends, only);
      const found = connection.all<GroupRow>(sql, parameters);
      if (ranges) gathered.spread(found, time, query.by, () => outermost(connection, rows));
      else if (query.by[time] === 'week') gathered.addDays(found, time);
      else gathered.add(found);
    }
  }
  return gathered.groups();
}

/** Which rows need telling apart: none, those of claims with several attributions (or sources), or all. */
function onceOrNot(unit: Unit, by: readonly Dimension[]): { once: boolean; where: string }[] {
  if (unit === 'OTHERS') return [{ once: true, where: '1' }];
  const simple: string[] = [];
  if (unit === 'CLAIMS') simple.push('a.alone = 1');
  if (by.includes('publisher')) simple.push('a.more = 0');
  if (simple.length === 0) return [{ once: false, where: '1' }];
  return [
    { once: false, where: simple.join(' AND ') },
    { once: true, where: `NOT (${simple.join(' AND ')})` },
  ];
}

function select(
  rows: readonly Branch[],
  read: Reading,
  query: Tally,
  unit: Unit,
  { once, where }: { once: boolean; where: string },
  rangeAt: number,
  ends: readonly number[] | undefined,
  always: readonly Part[],
): Part {
  const byEnd = query.by.includes('end');
  const names = query.by.map((_, index) => `k${index}`);
  if (rangeAt >= 0) names.splice(rangeAt, 1, 'k_lo', 'k_hi');
  const about = read.ends.about?.[0] ?? 0;
  const keys = query.by.map((dimension, index) =>
    index === rangeAt ? 'a.lo AS k_lo, a.hi AS k_hi' : `${keySql(dimension, about)} AS k${index}`,
  );
  const counted = once ? [`${unit === 'OTHERS' ? 'a.target' : unit === 'CLAIMS' ? 'a.num' : 'a.rowid'} AS unit`] : [];
  const join = joins(query.by, read.asOf);
  const part = (branch: Branch, columns: readonly string[], extra: readonly Part[]): Part => {
    const days =
      branch.span === 0 ? ['nullif(a.said, 0) AS lo', 'nullif(a.said, 0) AS hi'] : ['a.lo AS lo', 'a.hi AS hi'];
    const conditions = all([branch.where, { sql: where, parameters: [] }, ...extra, ...always]);
    return {
      sql: `SELECT ${[...columns, 'a.stance AS stance', ...days, ...counted].join(', ')} FROM ${branch.from}${join.sql} WHERE ${conditions.sql}`,
      parameters: [...join.parameters, ...conditions.parameters],
    };
  };
  const only = (column: string): Part[] => (ends === undefined ? [] : [among(column, ends)]);
  const parts = rows.flatMap((branch) => {
    if (!byEnd) return [part(branch, keys, [])];
    const other = part(branch, ['a.target AS k0'], [...only('a.target'), NOT_SELF]);
    return [
      part(branch, keys, only('a.speaker')),
      { ...other, sql: other.sql.replace('a.target AS unit', 'a.speaker AS unit') },
    ];
  });
  const from = {
    sql: parts.map((one) => one.sql).join(' UNION ALL '),
    parameters: parts.flatMap((one) => one.parameters),
  };
  const listed = names.map((name) => `${name}, `).join('');
  const grouped = names.length === 0 ? '' : ` GROUP BY ${names.join(', ')}`;
  if (!once) return { sql: `SELECT ${listed}${COUNTS} FROM (${from.sql})${grouped}`, parameters: from.parameters };
  const inner = `SELECT ${listed}unit, ${ONCE} FROM (${from.sql}) GROUP BY ${listed}unit`;
  const counts = unit === 'OTHERS' ? COUNTS_OTHERS : COUNTS_ONCE;
  return { sql: `SELECT ${listed}${counts} FROM (${inner})${grouped}`, parameters: from.parameters };
}

/** Ids that do not exist make no pair. */
function numberedPairs(connection: Connection, pairs: NonNullable<Tally['pairs']>): Pairs {
  return connection.all<[number, number]>(
    `SELECT s.num, t.num FROM json_each(?) pair JOIN record s ON s.id = pair.value ->> 0 JOIN record t ON t.id = pair.value ->> 1`,
    [JSON.stringify(pairs)],
  );
}

function inPairs(pairs: Pairs): Part {
  return {
    sql: '(a.speaker, a.target) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))',
    parameters: [JSON.stringify(pairs)],
  };
}

const NOT_SELF: Part = { sql: 'a.speaker <> a.target', parameters: [] };

function joins(by: readonly Dimension[], asOf: number | null): Part {
  const publisher = by.includes('publisher');
  if (!publisher && !by.includes('source')) return { sql: '', parameters: [] };
  const cited = ' LEFT JOIN cited c ON a.more = 1 AND c.version = a.version';
  if (!publisher) return { sql: cited, parameters: [] };
  const held = holding('p', asOf);
  return {
    sql: `${cited} LEFT JOIN publication p ON p.source = coalesce(c.source, a.source) AND ${held.sql}`,
    parameters: held.parameters,
  };
}

function chooseDriver(connection: Connection, read: Reading, pairs?: Pairs): Driver | typeof EVERYTHING {
  const best = driversOf(connection, read, BOUND, pairs)[0];
  if (best === undefined) return EVERYTHING;
  if (best.rows < BOUND) return best.rows <= rowsOfWindow(connection, read) ? best : EVERYTHING;
  return best.by === 'lanes' && rowsOfWindow(connection, read) >= BOUND ? best : EVERYTHING;
}

/** Rows that lie in the window, up to the bound. */
function rowsOfWindow(connection: Connection, read: Reading): number {
  let rows = 0;
  for (const { from, where } of branches({ ...read, conditions: [], text: undefined }, EVERYTHING, {
    apart: false,
    text: 'LIST',
  }))
    rows += connection.value(`SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${where.sql} LIMIT ?)`, [
      ...where.parameters,
      BOUND,
    ]);
  return rows;
}

/** The first and last known day of all rows: as far as an open end goes. */
function outermost(connection: Connection, rows: readonly Branch[]): [number, number] {
  const parts = rows.map(({ from, span, where }) => ({
    sql: `SELECT ${span === 0 ? 'nullif(a.said, 0) AS lo, nullif(a.said, 0) AS hi' : 'a.lo AS lo, a.hi AS hi'} FROM ${from} WHERE ${where.sql}`,
    parameters: where.parameters,
  }));
  const row = connection.get<[number, number]>(
    `SELECT min(coalesce(lo, hi)), max(coalesce(hi, lo)) FROM (${parts.map((part) => part.sql).join(' UNION ALL ')})`,
    parts.flatMap((part) => part.parameters),
  );
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
}

/** Groups from several statements, those with the same keys added up. */
class Gathered {
  readonly #width: number;
  readonly #groups = new Map<string, Group>();
  readonly #single: GroupRow[][] = [];

  constructor(width: number) {
    this.#width = width;
  }

  add(rows: GroupRow[]): void {
    if (rows.length > 0) this.#single.push(rows);
  }

  /** Days become weeks. */
  addDays(rows: readonly GroupRow[], time: number): void {
    for (const row of rows) {
      const keys = row.slice(0, this.#width);
      const day = keys[time];
      if (typeof day === 'number') keys[time] = binValue(binOf(dayText(day), 'WEEK'), 'WEEK');
      this.#merge(keys, row, this.#width);
    }
  }

  /** Rows with a range count in each bin of it. */
  spread(rows: readonly GroupRow[], time: number, by: readonly Dimension[], outermost: () => [number, number]): void {
    const unit = TIME_UNITS[by[time] as Dimension];
    if (unit === undefined) throw new TypeError('no unit of time to spread over');
    let outer: [number, number] | null = null;
    const known = new Map<string, Bound[]>();
    let bins = 0;
    for (const row of rows) {
      let [lo, hi] = [row[time] as number | null, row[time + 1] as number | null];
      if (lo === null || hi === null) outer ??= outermost();
      lo ??= outer?.[0] ?? 0;
      hi ??= outer?.[1] ?? 0;
      const touched = known.get(`${lo} ${hi}`) ?? binsBetween(dayText(lo), dayText(hi), unit);
      known.set(`${lo} ${hi}`, touched);
      bins += touched.length;
      if (bins > MOST_BINS)
        throw overLimit('the claims spread over too many bins of time', 'ask for a narrower window or a wider unit');
      for (const bin of touched)
        this.#merge([...row.slice(0, time), bin, ...row.slice(time + 2, this.#width + 1)], row, this.#width + 1);
    }
  }

  groups(): Group[] {
    // Rows of one statement are groups as they are.
    if (this.#single.length === 1 && this.#groups.size === 0)
      return (this.#single[0] ?? []).map((row) => group(row.slice(0, this.#width), row, this.#width));
    for (const rows of this.#single) for (const row of rows) this.#merge(row.slice(0, this.#width), row, this.#width);
    return [...this.#groups.values()];
  }

  #merge(keys: Bound[], row: GroupRow, at: number): void {
    const key = JSON.stringify(keys);
    const known = this.#groups.get(key);
    const next = group(keys, row, at);
    if (known === undefined) {
      this.#groups.set(key, next);
      return;
    }
    known.counts = known.counts.map((count, index) => count + (next.counts[index] ?? 0));
    known.first = least(known.first, next.first);
    known.last = known.last === null || (next.last !== null && next.last > known.last) ? next.last : known.last;
  }
}

function group(keys: Bound[], row: GroupRow, at: number): Group {
  return {
    keys,
    // Sums over no rows are null.
    counts: row.slice(at, at + 5).map(Number),
    first: row[at + 5] as number | null,
    last: row[at + 6] as number | null,
  };
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
