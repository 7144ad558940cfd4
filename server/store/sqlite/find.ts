// Lists of records of one kind. Where few pass they are gathered and sorted; else the index of the order is walked and each
// record tested, so that a page costs a page.

import { pageWalk } from '../engine/page-walk.ts';
import type { ListQuery } from '../store.ts';
import type { PackedRecords } from './claim-pages.ts';
import { kinds, saidNumber } from './codes.ts';
import type { Bound, Connection } from './connection.ts';
import { EFFORT } from './effort.ts';
import type { Part } from './filter.ts';
import { all, among, either, spansOf } from './filter.ts';
import { relatedTo } from './related.ts';
import type { At } from './stored.ts';
import { readStored } from './stored.ts';

type Order = 'TITLE' | 'DATE' | 'RECORDED';

const KEYS: Record<Order, string[]> = { TITLE: ['r.title', 'r.id'], DATE: ['r.said', 'r.id'], RECORDED: ['r.num'] };
const INDEXES: Record<Order, string> = { TITLE: 'record_title', DATE: 'record_said', RECORDED: 'record_kind' };

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
  const kindOnly = query.kind === 'claim' ? '' : ' AND r.kind <> 4';
  const kind: Part = { sql: `r.kind = ${kinds.code(query.kind)}${kindOnly} AND r.removed = 0`, parameters: [] };
  const identity: Part[] = query.canonicalOnly === false ? [] : [{ sql: 'r.canonical = r.num', parameters: [] }];
  const window = spans.every((span) => span.where.length === 0)
    ? []
    : [either(...spans.map(({ span, where }) => all([{ sql: `r.span = ${span}`, parameters: [] }, ...where])))];
  const conditions = [kind, ...identity, ...window, ...facets.map((facet) => facet.holds)];
  const way = pageWalk(query, direction === 'DESC');
  const keys = KEYS[order];
  const after = query.after === undefined ? [] : [afterKeys(keys, way.past, order, query.after)];
  const shortest = facets.sort((a, b) => a.rows - b.rows)[0];
  const gathered = shortest !== undefined && shortest.rows < EFFORT.list;
  const from = gathered
    ? 'record r NOT INDEXED'
    : `record r INDEXED BY ${query.kind === 'claim' ? 'record_kind' : INDEXES[order]}`;
  const where = all([...(gathered ? [shortest.gives] : []), ...conditions, ...after]);
  const rows = connection.all<[number, number]>(
    `SELECT r.num, r.version FROM ${from} WHERE ${where.sql} ORDER BY ${keys.map((key) => `${key} ${way.direction}`).join(', ')} LIMIT ?`,
    [...where.parameters, query.limit + 1],
  );
  const page = way.cut(rows);
  const found: At[] = page.rows.map(([num, version]) => ({ num, version }));
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

interface FacetPart {
  /** Tests a record. */
  holds: Part;
  /** Gives the records. */
  gives: Part;
  rows: number;
}

/** Null when a facet has none of the values. */
function facetsOf(connection: Connection, { kind, facets }: ListQuery): FacetPart[] | null {
  const parts: FacetPart[] = [];
  for (const [field, values] of Object.entries(facets ?? {})) {
    const numbers = connection
      .all<[number]>(
        'SELECT no FROM facet_value WHERE kind = ? AND field = ? AND value IN (SELECT value FROM json_each(?))',
        [kinds.code(kind), field, JSON.stringify(values)],
      )
      .map(([no]) => no);
    if (numbers.length === 0) return null;
    const wanted = among('f.value_no', numbers);
    parts.push({
      holds: {
        sql: `EXISTS (SELECT 1 FROM facet f WHERE ${wanted.sql} AND f.num = r.num)`,
        parameters: wanted.parameters,
      },
      gives: { sql: `r.num IN (SELECT f.num FROM facet f WHERE ${wanted.sql})`, parameters: wanted.parameters },
      rows: connection.value(`SELECT count(*) FROM (SELECT 1 FROM facet f WHERE ${wanted.sql} LIMIT ?)`, [
        ...wanted.parameters,
        EFFORT.list,
      ]),
    });
  }
  return parts;
}

function afterKeys(keys: readonly string[], past: '<' | '>', order: Order, after: readonly (string | number)[]): Part {
  const parameters: Bound[] =
    order === 'RECORDED'
      ? [Number(after[0])]
      : [order === 'DATE' ? saidNumber(String(after[0])) : String(after[0]), String(after[1])];
  return { sql: `(${keys.join(', ')}) ${past} (${keys.map(() => '?').join(', ')})`, parameters };
}

function count(connection: Connection, where: Part): number {
  return connection.value(`SELECT count(*) FROM record r WHERE ${where.sql}`, where.parameters);
}
