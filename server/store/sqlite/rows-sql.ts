// The SELECTs that together give every row of a filter once: one for each partition (now, once), each way a date is known,
// and each scan of the access path. Callers put what they select and how they order it around `where`.

import type { AccessPath, Ordered } from './access-paths.ts';
import { indexName } from './access-paths.ts';
import type { Connection } from './connection.ts';
import type { CompiledFilter } from './filter.ts';
import { all, among, either, holding } from './filter.ts';
import type { SqlFragment } from './sql.ts';
import { sql } from './sql.ts';
import { matching } from './text-match.ts';

export interface Branch {
  /** After FROM: the table, aliased `a`, with its index. */
  from: SqlFragment;
  span: 0 | 1;
  where: SqlFragment;
}

/** Through all claims: by status, in order of saying. */
export const EVERYTHING = 'everything';

const BY_CLAIM = sql`attribution a INDEXED BY attribution_num`;

export interface Shape {
  /** Each branch gives its rows in order of saying: one value of the index's first column at a time. */
  apart: boolean;
  /** Whether claims that hold the text are listed first, or each row is asked: better where most hold it and few are read. */
  text: 'LIST' | 'ASK';
}

export function branches(
  connection: Connection,
  compiled: CompiledFilter,
  path: AccessPath | typeof EVERYTHING,
  { apart, text }: Shape,
): Branch[] {
  const out: Branch[] = [];
  const texts = textOf(connection, compiled, text);
  for (const partition of compiled.partitions)
    for (const { span, where } of compiled.spans) {
      const common = [partition.where, spanIs(span), ...where, ...compiled.conditions];
      const add = (from: SqlFragment, ...conditions: SqlFragment[]) =>
        out.push({ from, span, where: all([...conditions, ...common]) });
      const scan = (index: Ordered, values: readonly number[], unless: readonly SqlFragment[]) => {
        const from = sql`attribution a INDEXED BY ${sql.raw(indexName(index, partition.past))}`;
        if (apart) for (const value of values) add(from, among(`a.${index}`, [value]), ...unless);
        else add(from, among(`a.${index}`, values), ...unless);
      };
      if (path === EVERYTHING) {
        scan('status', compiled.statuses, texts);
        continue;
      }
      const status = among('a.status', compiled.statuses);
      if (path.by === 'claims') {
        add(BY_CLAIM, path.claims, status, ...texts);
        continue;
      }
      const rest = [status, ...texts];
      for (const { index, values, unless } of path.scans) scan(index, values, [...unless, ...rest]);
      for (const extra of path.extra) add(BY_CLAIM, extra, ...rest);
    }
  return out;
}

/** One walk through everything in the order of recording: there, a branch that finds nothing would be walked to its end. */
export function recordedBranch(connection: Connection, compiled: CompiledFilter): Branch {
  const spans = compiled.spans.map(({ span, where }) => all([spanIs(span), ...where]));
  const status = among('a.status', compiled.statuses);
  const where = all([
    holding('a', compiled.asOf),
    status,
    either(...spans),
    ...compiled.conditions,
    ...textOf(connection, compiled, 'ASK'),
  ]);
  return { from: BY_CLAIM, span: 0, where };
}

/** In the text, so that SQLite sees which of the two indexed values it is. */
function spanIs(span: 0 | 1): SqlFragment {
  return span === 0 ? sql`a.span = 0` : sql`a.span = 1`;
}

function textOf(connection: Connection, { text }: CompiledFilter, way: Shape['text']): SqlFragment[] {
  if (text === undefined) return [];
  if (way === 'LIST')
    return [sql`a.version IN (SELECT rowid FROM claim_text WHERE claim_text MATCH ${matching(connection, text)})`];
  return [sql`holds((SELECT v.data FROM version v WHERE v.version = a.version), ${JSON.stringify(text)})`];
}
