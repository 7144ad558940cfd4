// The access paths of a filter: by which index its rows are reached. Without statistics of values SQLite can only guess,
// so each path is counted, up to a bound, and the shortest is named in the statement. The conditions of the filter hold on
// every path: a wrong choice here costs time, never an answer.

import type { Connection } from './connection.ts';
import type { CompiledFilter } from './filter.ts';
import { all, among, not } from './filter.ts';
import type { SqlFragment } from './sql.ts';
import { sql } from './sql.ts';
import { matching } from './text-match.ts';

/** An index with rows in the order of lists: (column, span, said, claim). */
export type Ordered = 'status' | 'speaker' | 'target' | 'source' | 'at';

/** One index to scan, for each of these values. */
export interface IndexScan {
  index: Ordered;
  values: readonly number[];
  /** What an earlier scan has given already. */
  unless: SqlFragment[];
}

export type AccessPath =
  | { by: 'scans'; scans: IndexScan[]; rows: number; extra: SqlFragment[] }
  /** Claims found some other way, as a condition on `a.num`. */
  | { by: 'claims'; claims: SqlFragment; rows: number; isText: boolean };

/** Scans that are to give their rows in order need few values: each value is scanned by itself. */
export const FEW = 16;

/** Of a speaker and its target. */
export type Pairs = readonly (readonly [number, number])[];

/** Every path but that through all claims, shortest first. `bound` is how far to count. */
export function accessPathsOf(
  connection: Connection,
  compiled: CompiledFilter,
  bound: number,
  pairs?: Pairs,
): AccessPath[] {
  const { ends, filter } = compiled;
  const found: AccessPath[] = [];
  const scans = (...list: IndexScan[]) => {
    const rows = list.reduce((sum, scan) => sum + countScan(connection, scan, bound), 0);
    found.push({ by: 'scans', scans: list, rows, extra: [] });
  };
  const claims = (condition: SqlFragment, rows: number, isText = false) =>
    found.push({ by: 'claims', claims: condition, rows, isText });
  if (pairs) {
    scans({ index: 'speaker', values: [...new Set(pairs.map(([speaker]) => speaker))], unless: [] });
    scans({ index: 'target', values: [...new Set(pairs.map(([, target]) => target))], unless: [] });
  }
  if (ends.speakers) scans({ index: 'speaker', values: ends.speakers, unless: [] });
  if (ends.targets) scans({ index: 'target', values: ends.targets, unless: [] });
  if (ends.between) scans({ index: 'speaker', values: ends.between, unless: [] });
  if (ends.about)
    scans(
      { index: 'speaker', values: ends.about, unless: [] },
      { index: 'target', values: ends.about, unless: [not(among('a.speaker', ends.about))] },
    );
  if (ends.topics)
    claims(
      claimsAt(compiled, [['target', ends.topics]]),
      countScan(connection, { index: 'target', values: ends.topics, unless: [] }, bound),
    );
  if (ends.events) {
    const rows = (['target', 'at'] as const).map((index) =>
      countScan(connection, { index, values: ends.events ?? [], unless: [] }, bound),
    );
    claims(
      claimsAt(compiled, [
        ['target', ends.events],
        ['at', ends.events],
      ]),
      (rows[0] ?? 0) + (rows[1] ?? 0),
    );
  }
  if (ends.sources) {
    const cited = among('c.source', ends.sources);
    const further = sql`a.num IN (SELECT v.num FROM cited c JOIN version v ON v.version = c.version WHERE ${cited})`;
    const extra = all([sql`a.more = 1`, further, not(among('a.source', ends.sources))]);
    const scan: IndexScan = { index: 'source', values: ends.sources, unless: [] };
    const more = count(connection, sql`SELECT 1 FROM cited c WHERE ${cited}`, bound);
    found.push({
      by: 'scans',
      scans: [scan],
      rows: countScan(connection, scan, bound) + more,
      extra: more > 0 ? [extra] : [],
    });
  }
  if (compiled.text) {
    const query = matching(connection, compiled.text);
    const rows = count(connection, sql`SELECT 1 FROM claim_text WHERE claim_text MATCH ${query}`, bound);
    claims(
      sql`a.num IN (SELECT v.num FROM claim_text t JOIN version v ON v.version = t.rowid WHERE t.claim_text MATCH ${query})`,
      rows,
      true,
    );
  }
  if (filter.batches) claims(...writtenIn(connection, 'c.batch', filter.batches));
  if (filter.curators) claims(...writtenIn(connection, 'c.author', filter.curators));
  return found.sort((a, b) => a.rows - b.rows);
}

/** Rows of the whole table, about. */
export function rowsInAll(connection: Connection): number {
  return connection.value('SELECT coalesce(max(rowid), 0) FROM attribution');
}

export function indexName(index: Ordered, past: boolean) {
  return `attribution_${index}${past ? '_past' : ''}` as const;
}

function countScan(connection: Connection, { index, values }: IndexScan, bound: number): number {
  return count(connection, sql`SELECT 1 FROM attribution WHERE until IS NULL AND ${among(index, values)}`, bound);
}

function count(connection: Connection, rows: SqlFragment, bound: number): number {
  return connection.value(sql`SELECT count(*) FROM (${rows} LIMIT ${bound})`);
}

/** Claims that have one of these as a target, or were made at one. */
function claimsAt(
  compiled: CompiledFilter,
  ends: readonly (readonly ['target' | 'at', readonly number[]])[],
): SqlFragment {
  const selects = ends.flatMap(([column, values]) =>
    compiled.partitions.map(
      ({ past, where }) =>
        sql`SELECT a.num FROM attribution a INDEXED BY ${sql.raw(indexName(column, past))} WHERE ${where} AND ${among(`a.${column}`, values)}`,
    ),
  );
  return sql`a.num IN (${sql.join(selects, ' UNION ALL ')})`;
}

/** Versions of one commit follow each other, so that a batch is a few ranges. */
function writtenIn(
  connection: Connection,
  column: 'c.batch' | 'c.author',
  values: readonly string[],
): [SqlFragment, number] {
  const wanted = among(column, values);
  const rows = connection.value(sql`SELECT coalesce(sum(c.last - c.first + 1), 0) FROM commits c WHERE ${wanted}`);
  return [
    sql`a.num IN (SELECT v.num FROM commits c CROSS JOIN version v ON v.version BETWEEN c.first AND c.last WHERE ${wanted})`,
    rows,
  ];
}
