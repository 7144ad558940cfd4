// Search: the index finds candidates by the beginnings of their terms, the engine decides how each one matches and in which
// order. A merged record is found as the record that stands for it, whichever of their names or texts matched.

import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { bestMatch, compareNameHits, isPastName, nameHit, textHit, textsBelow } from '../engine/search-order.ts';
import type { Found as Answered, Hit, SearchQuery } from '../store.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Bound } from './sql.ts';
import { sql } from './sql.ts';
import { matching } from './text-match.ts';

interface Found {
  num: number;
  hit: Hit;
}

/** Sorts after every character that a term may hold. */
const END = '\u{10ffff}';

export function search(connection: Connection, queries: readonly SearchQuery[]): Answered[] {
  return queries.map((query) => searchOne(connection, query));
}

function searchOne(connection: Connection, query: SearchQuery): Answered {
  const named = byName(connection, query);
  const wanted = query.limit + 1;
  const hits = named.map(({ hit }) => hit).filter((hit) => isPastName(hit, query.after));
  const taken = new Set(named.map(({ num }) => num));
  if (hits.length < wanted) hits.push(...byText(connection, query, taken, wanted - hits.length));
  return { hits: hits.slice(0, query.limit), more: hits.length > query.limit };
}

function byName(connection: Connection, { query, kinds: asked }: SearchQuery): Found[] {
  const ranges = query.terms.map(
    (term) => sql`SELECT name_no FROM name_term WHERE term >= ${term} AND term < ${term + END}`,
  );
  const rows = connection.all<[string, number, number, Id, number, number, string]>(
    sql`SELECT n.name, c.num, c.kind, c.id, c.mentions, c.removed, c.title
     FROM name n JOIN record r ON r.num = n.num JOIN record c ON c.num = r.canonical WHERE n.no IN (${sql.join(ranges, ' INTERSECT ')})`,
  );
  const found = [...Map.groupBy(rows, ([, num]) => num)].flatMap(([num, names]): Found[] => {
    const [[, , kindCode, id, claims, , title]] = names as [(typeof names)[number]];
    const kind = kinds.word(kindCode);
    const match = asked.includes(kind)
      ? bestMatch(
          query,
          names.map(([name]) => name),
        )
      : null;
    return match === null ? [] : [{ num, hit: nameHit(match, { id, kind, claims }, title) }];
  });
  return found.sort((a, b) => compareNameHits(a.hit, b.hit));
}

/** Newest version first, without those found by name. */
function byText(connection: Connection, query: SearchQuery, taken: ReadonlySet<number>, wanted: number): Hit[] {
  const before = textsBelow(query.after) ?? Number.MAX_SAFE_INTEGER;
  const tables = [
    query.kinds.includes('claim') ? 'claim_text' : null,
    query.kinds.some((kind) => kind !== 'claim') ? 'text' : null,
  ];
  return tables
    .filter((table) => table !== null)
    .flatMap((table) => textHits(connection, table, query, before, taken, wanted))
    .sort((a, b) => Number(b.keys[1]) - Number(a.keys[1]))
    .slice(0, wanted);
}

function textHits(
  connection: Connection,
  table: string,
  query: SearchQuery,
  before: number,
  taken: ReadonlySet<number>,
  wanted: number,
): Hit[] {
  const match = matching(connection, query.query);
  const hits: Hit[] = [];
  const codes = query.kinds.map((kind: RecordKind) => kinds.code(kind));
  const rows = connection.each<[number, number, number, Id, number]>(
    `SELECT t.rowid, c.num, c.kind, c.id, c.mentions FROM ${table} t
     CROSS JOIN version v ON v.version = t.rowid CROSS JOIN record r ON r.num = v.num AND r.version = t.rowid AND r.removed = 0
     CROSS JOIN record c ON c.num = r.canonical
     WHERE t.${table} MATCH ? AND t.rowid < ? AND c.kind IN (${codes.join(', ')}) ORDER BY t.rowid DESC`,
    [match, before] satisfies Bound[],
  );
  for (const [version, num, kind, id, claims] of rows) {
    if (taken.has(num) || version < newestMatch(connection, table, match, num)) continue;
    hits.push(textHit({ id, kind: kinds.word(kind), claims }, version));
    if (hits.length === wanted) break;
  }
  return hits;
}

/** Of several records that are one, the newest that matches decides the order; 0 where a record is by itself. */
function newestMatch(connection: Connection, table: string, match: string, canonical: number): number {
  const members = connection.all<[number]>(
    'SELECT r.version FROM canon c JOIN record r ON r.num = c.member WHERE c.canonical = ? AND c.until IS NULL',
    [canonical],
  );
  if (members.length === 0) return 0;
  const own = connection.value('SELECT version FROM record WHERE num = ?', [canonical]);
  return connection.value(
    `SELECT coalesce(max(t.rowid), 0) FROM ${table} t WHERE t.${table} MATCH ? AND t.rowid IN (SELECT value FROM json_each(?))`,
    [match, JSON.stringify([own, ...members.map(([version]) => version)])],
  );
}
