// The SELECTs that together give every row of a filter once: one for each partition (now, once), each way a date is known,
// and each lane of the driver. Callers put what they select and how they order it around `where`.

import type { Connection } from './connection.ts';
import type { Driver, Ordered } from './drivers.ts';
import { indexName } from './drivers.ts';
import type { Part, Reading } from './filter.ts';
import { all, among, either, holding } from './filter.ts';
import { matching } from './text-match.ts';

export interface Branch {
  /** After FROM: the table, aliased `a`, with its index. */
  from: string;
  span: 0 | 1;
  where: Part;
}

/** Through all claims: by status, in order of saying. */
export const EVERYTHING = 'everything';

export interface Shape {
  /** Each branch gives its rows in order of saying: one value of the index's first column at a time. */
  apart: boolean;
  /** Whether claims that hold the text are listed first, or each row is asked: better where most hold it and few are read. */
  text: 'LIST' | 'ASK';
}

export function branches(
  connection: Connection,
  read: Reading,
  driver: Driver | typeof EVERYTHING,
  { apart, text }: Shape,
): Branch[] {
  const out: Branch[] = [];
  const texts = textOf(connection, read, text);
  for (const partition of read.partitions)
    for (const { span, where } of read.spans) {
      const common = [partition.where, { sql: `a.span = ${span}`, parameters: [] }, ...where, ...read.conditions];
      const add = (from: string, ...parts: Part[]) => out.push({ from, span, where: all([...parts, ...common]) });
      const lane = (index: Ordered, values: readonly number[], unless: readonly Part[]) => {
        const from = `attribution a INDEXED BY ${indexName(index, partition.past)}`;
        if (apart) for (const value of values) add(from, among(`a.${index}`, [value]), ...unless);
        else add(from, among(`a.${index}`, values), ...unless);
      };
      if (driver === EVERYTHING) {
        lane('status', read.statuses, texts);
        continue;
      }
      const status = among('a.status', read.statuses);
      if (driver.by === 'claims') {
        add('attribution a INDEXED BY attribution_num', driver.claims, status, ...texts);
        continue;
      }
      const rest = [status, ...texts];
      for (const { index, values, unless } of driver.lanes) lane(index, values, [...unless, ...rest]);
      for (const extra of driver.extra) add('attribution a INDEXED BY attribution_num', extra, ...rest);
    }
  return out;
}

/** One walk through everything in the order of recording: there, a branch that finds nothing would be walked to its end. */
export function recordedBranch(connection: Connection, read: Reading): Branch {
  const spans = read.spans.map(({ span, where }) => all([{ sql: `a.span = ${span}`, parameters: [] }, ...where]));
  const status = among('a.status', read.statuses);
  const where = all([
    holding('a', read.asOf),
    status,
    either(...spans),
    ...read.conditions,
    ...textOf(connection, read, 'ASK'),
  ]);
  return { from: 'attribution a INDEXED BY attribution_num', span: 0, where };
}

function textOf(connection: Connection, { text }: Reading, way: Shape['text']): Part[] {
  if (text === undefined) return [];
  if (way === 'LIST')
    return [
      {
        sql: 'a.version IN (SELECT rowid FROM claim_text WHERE claim_text MATCH ?)',
        parameters: [matching(connection, text)],
      },
    ];
  const sql = 'holds((SELECT v.data FROM version v WHERE v.version = a.version), ?)';
  return [{ sql, parameters: [JSON.stringify(text)] }];
}
