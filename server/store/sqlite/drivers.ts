// Chooses by which index the rows of a filter are reached. Without statistics of values SQLite can only guess, so each
// way is counted, up to a bound, and the shortest is named in the statement. The conditions of the filter hold whichever
// way is taken: a wrong choice here costs time, never an answer.

import type { Connection } from './connection.ts';
import type { Part, Reading } from './filter.ts';
import { all, among } from './filter.ts';
import { matching } from './text-match.ts';

/** An index with rows in the order of lists: (column, span, said, claim). */
export type Ordered = 'status' | 'speaker' | 'target' | 'source' | 'at';

/** One index to walk, for each of these values. */
export interface Lane {
  index: Ordered;
  values: readonly number[];
  /** What an earlier lane has given already. */
  unless: Part[];
}

export type Driver =
  | { by: 'lanes'; lanes: Lane[]; rows: number; extra: Part[] }
  /** Claims found some other way, as a condition on `a.num`. */
  | { by: 'claims'; claims: Part; rows: number; isText: boolean };

/** Lanes to walk in order need few values: each is walked by itself. */
export const FEW = 16;

/** Of a speaker and its target. */
export type Pairs = readonly (readonly [number, number])[];

/** Every way but that through all claims, shortest first. `bound` is how far to count. */
export function driversOf(connection: Connection, read: Reading, bound: number, pairs?: Pairs): Driver[] {
  const { ends, filter } = read;
  const found: Driver[] = [];
  const lanes = (...list: Lane[]) => {
    const rows = list.reduce((sum, lane) => sum + countLane(connection, lane, bound), 0);
    found.push({ by: 'lanes', lanes: list, rows, extra: [] });
  };
  const claims = (part: Part, rows: number, isText = false) => found.push({ by: 'claims', claims: part, rows, isText });
  if (pairs) {
    lanes({ index: 'speaker', values: [...new Set(pairs.map(([speaker]) => speaker))], unless: [] });
    lanes({ index: 'target', values: [...new Set(pairs.map(([, target]) => target))], unless: [] });
  }
  if (ends.speakers) lanes({ index: 'speaker', values: ends.speakers, unless: [] });
  if (ends.targets) lanes({ index: 'target', values: ends.targets, unless: [] });
  if (ends.between) lanes({ index: 'speaker', values: ends.between, unless: [] });
  if (ends.about)
    lanes(
      { index: 'speaker', values: ends.about, unless: [] },
      { index: 'target', values: ends.about, unless: [not(among('a.speaker', ends.about))] },
    );
  if (ends.topics)
    claims(
      claimsAt(read, [['target', ends.topics]]),
      countLane(connection, { index: 'target', values: ends.topics, unless: [] }, bound),
    );
  if (ends.events) {
    const rows = (['target', 'at'] as const).map((index) =>
      countLane(connection, { index, values: ends.events ?? [], unless: [] }, bound),
    );
    claims(
      claimsAt(read, [
        ['target', ends.events],
        ['at', ends.events],
      ]),
      (rows[0] ?? 0) + (rows[1] ?? 0),
    );
  }
  if (ends.sources) {
    const cited = among('c.source', ends.sources);
    const further: Part = {
      sql: `a.num IN (SELECT v.num FROM cited c JOIN version v ON v.version = c.version WHERE ${cited.sql})`,
      parameters: cited.parameters,
    };
    const extra = all([{ sql: 'a.more = 1', parameters: [] }, further, not(among('a.source', ends.sources))]);
    const lane: Lane = { index: 'source', values: ends.sources, unless: [] };
    const more = count(
      connection,
      { sql: `SELECT 1 FROM cited c WHERE ${cited.sql}`, parameters: cited.parameters },
      bound,
    );
    found.push({
      by: 'lanes',
      lanes: [lane],
      rows: countLane(connection, lane, bound) + more,
      extra: more > 0 ? [extra] : [],
    });
  }
  if (read.text) {
    const query = matching(connection, read.text);
    const rows = count(
      connection,
      { sql: 'SELECT 1 FROM claim_text WHERE claim_text MATCH ?', parameters: [query] },
      bound,
    );
    claims(
      {
        sql: 'a.num IN (SELECT v.num FROM claim_text t JOIN version v ON v.version = t.rowid WHERE t.claim_text MATCH ?)',
        parameters: [query],
      },
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

export function indexName(index: Ordered, past: boolean): string {
  return `attribution_${index}${past ? '_past' : ''}`;
}

function countLane(connection: Connection, { index, values }: Lane, bound: number): number {
  const where = among(index, values);
  return count(
    connection,
    { sql: `SELECT 1 FROM attribution WHERE until IS NULL AND ${where.sql}`, parameters: where.parameters },
    bound,
  );
}

function count(connection: Connection, { sql, parameters }: Part, bound: number): number {
  return connection.value(`SELECT count(*) FROM (${sql} LIMIT ?)`, [...parameters, bound]);
}

/** Claims that have one of these as a target, or were made at one. */
function claimsAt(read: Reading, ends: readonly (readonly ['target' | 'at', readonly number[]])[]): Part {
  const selects = ends.flatMap(([column, values]) =>
    read.partitions.map(({ past, where }) => {
      const wanted = among(`a.${column}`, values);
      return {
        sql: `SELECT a.num FROM attribution a INDEXED BY ${indexName(column, past)} WHERE ${where.sql} AND ${wanted.sql}`,
        parameters: [...where.parameters, ...wanted.parameters],
      };
    }),
  );
  return {
    sql: `a.num IN (${selects.map((part) => part.sql).join(' UNION ALL ')})`,
    parameters: selects.flatMap((part) => part.parameters),
  };
}

/** Versions of one commit follow each other, so that a batch is a few ranges. */
function writtenIn(connection: Connection, column: string, values: readonly string[]): [Part, number] {
  const wanted = among(column, values);
  const rows = connection.value(
    `SELECT coalesce(sum(c.last - c.first + 1), 0) FROM commits c WHERE ${wanted.sql}`,
    wanted.parameters,
  );
  const sql = `a.num IN (SELECT v.num FROM commits c CROSS JOIN version v ON v.version BETWEEN c.first AND c.last WHERE ${wanted.sql})`;
  return [{ sql, parameters: wanted.parameters }, rows];
}

export function not(part: Part): Part {
  return { sql: `NOT (${part.sql})`, parameters: part.parameters };
}
