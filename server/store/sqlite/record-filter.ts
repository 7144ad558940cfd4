// The conditions of a claim filter on what only the records themselves say: of the claim, its speakers and its sources, each as it
// was at the version read. They are read from the stored text, field by field; no step of an upgrade may change these fields.

import type { Id } from '../../domain/records.ts';
import type { ClaimFilter, Tenure } from '../store.ts';
import { dayNumber, kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { SqlFragment } from './sql.ts';
import { sql } from './sql.ts';

const CLAIM = sql`(SELECT v.data FROM version v WHERE v.version = a.version)`;

/** `reporters` are the numbers of those of the filter. */
export function recordConditions(
  connection: Connection,
  filter: ClaimFilter,
  reporters: readonly number[] | undefined,
  asOf: number | null,
): SqlFragment[] {
  const conditions: SqlFragment[] = [];
  if (filter.hedged !== undefined) conditions.push(sql`json_extract(${CLAIM}, '$.hedged') = ${filter.hedged ? 1 : 0}`);
  if (filter.languages) conditions.push(sql`json_extract(${CLAIM}, '$.language') IN (${list(filter.languages)})`);
  if (reporters)
    conditions.push(sql`EXISTS (SELECT 1 FROM json_each(${CLAIM}, '$.reporters') j JOIN record r ON r.id = j.value
      WHERE ${canonical(asOf)} IN (${list(reporters)}))`);
  if (filter.reliability) {
    const reliable = sql`SELECT r.num FROM ${recordsAt('source', asOf)} WHERE json_extract(v.data, '$.reliability') IN (${list(filter.reliability)})`;
    conditions.push(cites((source) => sql`${source} IN (${reliable})`));
  }
  if (filter.actorKinds)
    conditions.push(
      sql`a.speaker IN (SELECT r.num FROM ${recordsAt('actor', asOf)} WHERE json_extract(v.data, '$.kind') IN (${list(filter.actorKinds)}))`,
    );
  if (filter.tenures) conditions.push(withinTenure(connection, filter.tenures, asOf));
  if (filter.voice) {
    const reports = sql`EXISTS (SELECT 1 FROM json_each(${CLAIM}, '$.reporters') j JOIN record r ON r.id = j.value WHERE ${canonical(asOf)} = a.speaker)`;
    const narrated = sql`(${reports} OR ${cites((source) => sql`(${source}, a.speaker) IN (${authors(asOf)})`)})`;
    conditions.push(filter.voice === 'NARRATED' ? narrated : sql`NOT ${narrated}`);
  }
  return conditions;
}

function list(values: readonly (string | number)[]): SqlFragment {
  return sql`SELECT value FROM json_each(${JSON.stringify(values)})`;
}

/** Of a record `r`: the number of the one that stands for it. */
function canonical(asOf: number | null): SqlFragment {
  if (asOf === null) return sql`r.canonical`;
  return sql`coalesce((SELECT c.canonical FROM canon c WHERE c.member = r.num AND c.since <= ${asOf} AND (c.until IS NULL OR c.until > ${asOf})), r.num)`;
}

/** Records `r` of a kind with their version `v` at the time. */
function recordsAt(kind: 'actor' | 'source', asOf: number | null): SqlFragment {
  const code = kinds.code(kind);
  if (asOf === null) return sql`(SELECT * FROM record WHERE kind = ${code}) r JOIN version v ON v.version = r.version`;
  return sql`(SELECT * FROM record WHERE kind = ${code} AND num <= ${asOf}) r JOIN version v ON v.version =
    coalesce((SELECT max(w.version) FROM version w WHERE w.num = r.num AND w.version <> w.num AND w.version <= ${asOf}), r.num)`;
}

/** Whether a source that the claim cites passes. */
function cites(passes: (source: SqlFragment) => SqlFragment): SqlFragment {
  const further = sql`EXISTS (SELECT 1 FROM cited c WHERE c.version = a.version AND ${passes(sql`c.source`)})`;
  return sql`(${passes(sql`a.source`)} OR (a.more = 1 AND ${further}))`;
}

/** Pairs of a source and the number of one of its authors. Texts are long, so what is filed is asked where it says enough. */
function authors(asOf: number | null): SqlFragment {
  if (asOf === null)
    return sql`SELECT f.num, r.canonical FROM facet_value w JOIN facet f ON f.value_no = w.no JOIN record r ON r.id = w.value
      WHERE w.kind = ${kinds.code('source')} AND w.field = 'author'`;
  return sql`SELECT s.num, ${canonical(asOf)} FROM (SELECT r.num, v.data FROM ${recordsAt('source', asOf)}) s,
    json_each(s.data, '$.authors') j JOIN record r ON r.id = j.value`;
}

/** Single days lie in `said`, ranges in `lo` and `hi`; an open end reaches as far as the tenure does. */
function withinTenure(connection: Connection, tenures: readonly Tenure[], asOf: number | null): SqlFragment {
  const numbers = numbersById(connection, tenures, asOf);
  const held = tenures.flatMap(({ speaker, from, to }) => {
    const number = numbers.get(speaker);
    return number === undefined ? [] : [[number, from && dayNumber(from), to && dayNumber(to)]];
  });
  const first = sql`CASE a.span WHEN 0 THEN a.said ELSE coalesce(a.lo, 0) END`;
  const last = sql`CASE a.span WHEN 0 THEN a.said ELSE coalesce(a.hi, 99999999) END`;
  const undated = sql`a.span = 0 AND a.said = 0`;
  const from = sql`(h.value ->> 1 IS NULL OR ${last} >= h.value ->> 1)`;
  const to = sql`(h.value ->> 2 IS NULL OR ${first} <= h.value ->> 2)`;
  const always = sql`(h.value ->> 1 IS NULL AND h.value ->> 2 IS NULL)`;
  return sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(held)}) h
    WHERE h.value ->> 0 = a.speaker AND CASE WHEN ${undated} THEN ${always} ELSE ${from} AND ${to} END)`;
}

function numbersById(connection: Connection, tenures: readonly Tenure[], asOf: number | null): Map<Id, number> {
  const ids = [...new Set(tenures.map(({ speaker }) => speaker))];
  const found = connection.all<[Id, number]>(
    sql`SELECT r.id, ${canonical(asOf)} FROM record r WHERE r.id IN (${list(ids)})`,
  );
  return new Map(found);
}
