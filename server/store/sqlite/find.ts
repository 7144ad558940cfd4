// Lists of records of one kind. Where few pass they are gathered and sorted; else the index of the order is walked and each
// record tested, so that a page costs a page.

import { pageWalk } from '../engine/page-walk.ts';
import type { ListQuery } from '../store.ts';
import type { PackedRecords } from './claim-pages.ts';
import { kinds, saidNumber } from './codes.ts';
import type { Connection } from './connection.ts';
import { all, among, either, spansOf } from './filter.ts';
import { plannerLimits } from './planner-limits.ts';
import { relatedTo } from './related.ts';
import type { SqlFragment } from './sql.ts';
import { sql } from './sql.ts';
import type { VersionKey } from './stored.ts';
import { readStored } from './stored.ts';

type Order = 'TITLE' | 'DATE' | 'RECORDED';

const KEYS = { TITLE: ['r.title', 'r.id'], DATE: ['r.said', 'r.id'], RECORDED: ['r.num'] } as const;
const INDEXES = { TITLE: 'record_title', DATE: 'record_said', RECORDED: 'record_kind' } as const;

export function find(connection: Connection, query: ListQuery): PackedRecords {
  const [order, direction] = query.order.split('_') as [Order, 'ASC' | 'DESC'];
  const nothing = {
    items: [],
    more: false,
    total: query.total === true ? 0 : null,
    ...(query.related !== undefined && { related: [] }),
  };
  const facets = facetsOf(connection, query);
  const spans = spansOf('r', { from: query.from, to: query.to, undated: query.undated });
  if (facets === null || spans.length === 0) return nothing;
  // The second condition is that of the indexes: claims have none but in the order of recording.
  const kindOnly = query.kind === 'claim' ? sql`` : sql` AND r.kind <> 4`;
  const kind = sql`${sql.raw(`r.kind = ${kinds.code(query.kind)}`)}${kindOnly} AND r.removed = 0`;
  const identity = query.canonicalOnly === false ? [] : [sql`r.canonical = r.num`];
  const window = spans.every((span) => span.where.length === 0)
    ? []
    : [either(...spans.map(({ span, where }) => all([sql.raw(`r.span = ${span}`), ...where])))];
  const conditions = [kind, ...identity, ...window, ...facets.map((facet) => facet.holds), ...placed(query)];
  const way = pageWalk(query, direction === 'DESC');
  const keys = KEYS[order];
  const after = query.after === undefined ? [] : [afterKeys(way.past, order, query.after)];
  const shortest = facets.sort((a, b) => a.rows - b.rows)[0];
  const gathered = shortest !== undefined && shortest.rows < plannerLimits.list;
  const from = gathered
    ? sql`record r NOT INDEXED`
    : sql`record r INDEXED BY ${sql.raw(query.kind === 'claim' ? 'record_kind' : INDEXES[order])}`;
  const orderBy = sql.join(
    keys.map((key) => sql.raw(`${key} ${way.direction}`)),
    ', ',
  );
  const where = all([...(gathered ? [shortest.gives] : []), ...conditions, ...after]);
  const rows = connection.all<[number, number]>(
    sql`SELECT r.num, r.version FROM ${from} WHERE ${where} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`,
  );
  const page = way.cut(rows);
  const found: VersionKey[] = page.rows.map(([num, version]) => ({ num, version }));
  const total =
    query.total === true ? count(connection, all([...(gathered ? [shortest.gives] : []), ...conditions])) : null;
  const items = readStored(connection, found, null);
  return {
    items,
    more: page.more,
    total,
    ...(query.related !== undefined && { related: relatedTo(connection, items, query.related, null) }),
  };
}

interface FacetCondition {
  /** Tests a record. */
  holds: SqlFragment;
  /** Gives the records. */
  gives: SqlFragment;
  rows: number;
}

function placed({ places }: ListQuery): SqlFragment[] {
  if (places === undefined) return [];
  const place = sql`(SELECT json_extract(v.data, '$.place') FROM version v WHERE v.version = r.version)`;
  return [sql`${place} IN (SELECT value FROM json_each(${JSON.stringify(places)}))`];
}

/** Null when a facet has none of the values. */
function facetsOf(connection: Connection, { kind, facets }: ListQuery): FacetCondition[] | null {
  const conditions: FacetCondition[] = [];
  for (const [field, values] of Object.entries(facets ?? {})) {
    const numbers = connection
      .all<[number]>(
        'SELECT no FROM facet_value WHERE kind = ? AND field = ? AND value IN (SELECT value FROM json_each(?))',
        [kinds.code(kind), field, JSON.stringify(values)],
      )
      .map(([no]) => no);
    if (numbers.length === 0) return null;
    const wanted = among('f.value_no', numbers);
    conditions.push({
      holds: sql`EXISTS (SELECT 1 FROM facet f WHERE ${wanted} AND f.num = r.num)`,
      gives: sql`r.num IN (SELECT f.num FROM facet f WHERE ${wanted})`,
      rows: connection.value(
        sql`SELECT count(*) FROM (SELECT 1 FROM facet f WHERE ${wanted} LIMIT ${plannerLimits.list})`,
      ),
    });
  }
  return conditions;
}

function afterKeys(past: '<' | '>', order: Order, after: readonly (string | number)[]): SqlFragment {
  const [first, second] = [String(after[0]), String(after[1])];
  const beyond = sql.raw(past);
  if (order === 'RECORDED') return sql`(r.num) ${beyond} (${Number(after[0])})`;
  if (order === 'DATE') return sql`(r.said, r.id) ${beyond} (${saidNumber(first)}, ${second})`;
  return sql`(r.title, r.id) ${beyond} (${first}, ${second})`;
}

function count(connection: Connection, where: SqlFragment): number {
  return connection.value(sql`SELECT count(*) FROM record r WHERE ${where}`);
}
