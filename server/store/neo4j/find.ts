// Lists of records of one kind. Facets are gathered and sorted; else the index of the order is walked and each record tested,
// so that a page costs a page. Claims and judgements have no index of titles: theirs are too long.

import { TITLED_KINDS } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { pageWalk } from '../engine/page-walk.ts';
import type { ListQuery, Page, Stored } from '../store.ts';
import { windowSpans } from './cypher/filter.ts';
import { AT, held, STORED, STORED_COLUMNS, stood } from './cypher/records.ts';
import type { Row, Runner } from './database.ts';
import { pageWithOthers } from './page-with-others.ts';
import type { StoredRow } from './stored.ts';
import { unpackAll } from './stored.ts';
import { titleKey } from './title-key.ts';
import { facetKey } from './version-row.ts';

type Order = 'TITLE' | 'DATE' | 'RECORDED';

const KEYS: Record<Order, string[]> = {
  TITLE: ['v.title', 'v.id'],
  DATE: ['v.said', 'v.id'],
  RECORDED: ['v.first'],
};
const INDEXES: Record<Order, string> = {
  TITLE: 'v:Version(list, title, id)',
  DATE: 'v:Version(list, said, id)',
  RECORDED: 'v:Version(kind, first)',
};
const JUDGED = new Set<ListQuery['kind']>(['actor', 'event', 'topic']);
/** Facets with few values, each of many records: others lead to fewer. */
const BROAD = new Set(['kind', 'status', 'verdict', 'withdrawn', 'reverted', 'visibility', 'language', 'reliability']);

export async function find(runner: Runner, query: ListQuery): Promise<Page<Stored>> {
  const counted = query.total === true;
  const listing = listingOf(query);
  if (listing === null)
    return { items: [], more: false, total: counted ? 0 : null, ...(query.related !== undefined && { related: [] }) };
  return pageOf(runner, query, listing);
}

interface Listing {
  order: Order;
  match: string;
  where: string[];
  parameters: Row;
}

/** Null when nothing can pass. */
function listingOf(query: ListQuery): Listing | null {
  const { kind, from, to, undated, canonicalOnly } = query;
  const order = query.order.split('_')[0] as Order;
  const spans = windowSpans('v', { from, to, undated });
  const facets = Object.entries(query.facets ?? {}).sort(([a], [b]) => Number(BROAD.has(a)) - Number(BROAD.has(b)));
  if (spans.length === 0 || facets.some(([, values]) => values.length === 0)) return null;
  const places = query.places?.map((place) => `"place":${JSON.stringify(place)}`);
  const parameters: Row = { asOf: undefined, kind, from, to, places };
  for (const [index, [field, values]] of facets.entries())
    parameters[`facet${index}`] = values.map((value) => facetKey(kind, field, value));
  const window = spans.map(({ ranged, where }) =>
    [...(ranged === null ? [] : [`v.ranged IS ${ranged ? 'NOT ' : ''}NULL`]), ...where].join(' AND '),
  );
  const where = [
    stood('v'),
    "v.outcome <> 'REMOVED'",
    ...(canonicalOnly !== false && JUDGED.has(kind)
      ? [`NOT EXISTS { (v)<-[:HAS]-(:Record)-[m:MERGED_INTO]->() WHERE ${held('m')} }`]
      : []),
    ...(window.every((one) => one === '') ? [] : [`(${window.map((one) => `(${one})`).join(' OR ')})`]),
    // A field and its value, as the text of a record has them: within a text, quotation marks are escaped.
    ...(places === undefined ? [] : ['any(place IN $places WHERE v.data CONTAINS place)']),
    ...facets.slice(1).map((_, index) => `EXISTS { (v)-[:HAS_FACET]->(f:Facet) WHERE f.key IN $facet${index + 1} }`),
  ];
  if (facets.length > 0)
    return {
      order,
      match: 'MATCH (f:Facet) WHERE f.key IN $facet0 MATCH (f)<-[:HAS_FACET]-(v:Version) WITH DISTINCT at, v',
      where: ['v.kind = $kind', ...where],
      parameters,
    };
  const walked = order === 'RECORDED' || TITLED_KINDS.has(kind);
  const index = walked ? INDEXES[order] : INDEXES.RECORDED;
  const column = index === INDEXES.RECORDED ? 'v.kind' : 'v.list';
  const keys = walked ? KEYS[order] : KEYS.RECORDED;
  const present = keys.map((key) => `${key} IS NOT NULL`);
  return {
    order,
    match: `MATCH (v:Version) USING INDEX SEEK ${index}`,
    where: [`${column} = $kind`, ...present, ...where],
    parameters,
  };
}

/** With a total, the page must not take its row away where it is empty. */
async function pageOf(
  runner: Runner,
  query: ListQuery,
  { order, match, where, parameters }: Listing,
): Promise<Page<Stored>> {
  const walk = pageWalk(query, query.order.endsWith('DESC'));
  const keys = KEYS[order];
  const walked = match.includes('USING INDEX') && (order === 'RECORDED' || TITLED_KINDS.has(query.kind));
  const lead = walked ? [order === 'RECORDED' ? 'v.kind' : 'v.list'] : [];
  const ordered = (names: readonly string[]) => names.map((name) => `${name} ${walk.direction}`).join(', ');
  const after = query.after === undefined ? [] : past(keys, walk.past);
  const counted = query.total === true;
  const count = `\nCALL (at) {\n  ${match} WHERE ${where.join(' AND ')}\n  RETURN count(v) AS total\n}`;
  const optional = counted ? 'OPTIONAL ' : '';
  // Only inside a subquery is the order of the index used.
  const found = `${AT}${counted ? count : ''}
${optional}CALL (at) {
  ${match} WHERE ${[...where, ...after].join(' AND ')}
  RETURN v ORDER BY ${ordered([...lead, ...keys])} LIMIT $limit
}`;
  const given = {
    ...parameters,
    limit: query.limit + 1,
    ...(query.after === undefined ? {} : afterKeys(order, query.after)),
  };
  if (query.related !== undefined) {
    const text = `${found}\nWITH *, v.version AS version ORDER BY ${ordered(keys)}`;
    return pageWithOthers(runner, query, { text, total: counted ? ', total' : '', parameters: given });
  }
  const text = `${found}
${optional}MATCH (r:Record)-[:HAS]->(v)${STORED}
RETURN ${STORED_COLUMNS}${counted ? ', total' : ''} ORDER BY ${ordered(keys)}`;
  const rows = await runner.run<StoredRow & { id: Id | null; total?: number }>(text, given);
  const page = walk.cut(rows.filter(({ id }) => id !== null));
  return { items: await unpackAll(page.rows), more: page.more, total: counted ? (rows[0]?.total ?? 0) : null };
}

function past([first, second]: readonly string[], past: '<' | '>'): string[] {
  if (second === undefined) return [`${first} ${past} $after0`];
  return [`${first} ${past}= $after0`, `(${first} ${past} $after0 OR ${second} ${past} $after1)`];
}

function afterKeys(order: Order, after: readonly (string | number)[]): Row {
  if (order === 'RECORDED') return { after0: Number(after[0]) };
  const first = String(after[0]);
  return { after0: order === 'TITLE' ? titleKey(first) : first, after1: String(after[1]) };
}
