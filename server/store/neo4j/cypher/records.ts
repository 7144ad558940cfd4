// Reads of records. Each begins with the version it reads at: the one asked for, or the newest published one; everything
// else in the statement holds at that version, whatever is written meanwhile.

import { RECORD_KINDS } from '../../../domain/record-kinds.ts';

const upTo = (newest: string) =>
  `WITH CASE WHEN $asOf IS NULL OR $asOf > ${newest} THEN ${newest} ELSE $asOf END AS at`;

export const AT = `
MATCH (g:Graph {id: 'graph'})
${upTo('g.version')}`;

/** For several questions of one statement, which must not each look for themselves: a write may be published meanwhile. */
export const NEWEST = `
MATCH (g:Graph {id: 'graph'})
WITH g.version AS newest`;
export const AT_OF_NEWEST = upTo('newest');

/** Of a version `v` or a relationship: what was there at `at`. */
export const stood = (name: string) => `${name}.version <= at AND ${name}.until > at`;
export const held = (name: string) => `${name}.since <= at AND ${name}.until > at`;

/** Given `r` and `v`: the record as `Stored` has it, with the text of the record. */
export const STORED = `
CALL (r, at) {
  OPTIONAL MATCH (r)-[m:MERGED_INTO]->(c:Record) WHERE ${held('m')}
  RETURN c.id AS canonical
}
CALL (r, at) {
  OPTIONAL MATCH (r)<-[m:MERGED_INTO]-(c:Record) WHERE ${held('m')}
  RETURN collect(c.id) AS members
}`;
export const STORED_COLUMNS = `r.kind AS kind, r.id AS id, v.version AS version, r.first AS first, v.data AS data, canonical, members`;

export const GET_MANY = `${AT}
UNWIND range(0, size($ids) - 1) AS rowIndex
MATCH (r:Record {id: $ids[rowIndex]})-[:HAS]->(v:Version) WHERE ${stood('v')} AND v.data IS NOT NULL${STORED}
RETURN rowIndex, ${STORED_COLUMNS}`;

/** The nodes of these ids. */
export const GET_NODES = `${AT}
CALL () {
  UNWIND $ids AS id
  MATCH (r:Record {id: id})
  RETURN collect(DISTINCT r) AS own
}`;

/** Joins commits only to the versions of the page. */
const WITH_COMMIT = `
MATCH (c:Commit {no: v.commit})
RETURN v.version AS version, v.id AS id, v.kind AS kind, v.outcome AS outcome, v.data AS data,
  c.author AS author, c.time AS time, c.reason AS reason, c.batch AS batch, c.first AS first, c.last AS last`;

export const HISTORY = `
MATCH (g:Graph {id: 'graph'})
MATCH (:Record {id: $id})-[:HAS]->(v:Version) WHERE v.version <= g.version AND v.version < $before
WITH v ORDER BY v.version DESC LIMIT $limit${WITH_COMMIT}
ORDER BY version DESC`;

/** Published ones only. Writes are few where versions are many, so each is looked up once. */
export const AUTHORS = `
MATCH (g:Graph {id: 'graph'})
UNWIND $versions AS number
MATCH (v:Version {version: number}) WHERE v.version <= g.version
WITH v.commit AS no, collect(v.version) AS written
MATCH (c:Commit {no: no})
UNWIND written AS version
RETURN version, c.author AS author`;

/** Only inside a subquery is the order of an index used, and the page is all that is read. */
const CHANGED = `
MATCH (g:Graph {id: 'graph'})
WITH g.version AS at
CALL (at) {
  MATCH (v:Version) USING INDEX SEEK v:Version(version)
  WHERE v.version > $after AND v.version <= at AND v.version <= $last AND ($kinds IS NULL OR v.kind IN $kinds)
  RETURN v ORDER BY v.version LIMIT $limit
}`;

/** The length of each, so that a page can be cut by it. */
export const CHANGE_SIZES = `${CHANGED}
RETURN v.version AS version, v.size AS size ORDER BY version`;

export const CHANGES = `${CHANGED}${WITH_COMMIT}
ORDER BY version`;

/** The ranges of versions that a batch consists of. */
export const BATCH_RANGES = `
MATCH (g:Graph {id: 'graph'})
MATCH (c:Commit) WHERE c.batch = $batch AND c.last > $after AND c.first <= g.version
RETURN c.first AS first, c.last AS last ORDER BY first`;

/** One kind in order of first version, with the length of each, so that a page can be cut by it. */
export const RECORD_SIZES = `
MATCH (v:Version) WHERE v.kind = $kind AND v.first > $after AND v.version <= $at AND v.until > $at
RETURN v.first AS first, v.version AS version, v.size AS size, v.data IS NOT NULL AS live
ORDER BY v.kind, v.first LIMIT $limit`;

export const RECORDS_AT = `
WITH $at AS at
UNWIND range(0, size($versions) - 1) AS rowIndex
MATCH (r:Record)-[:HAS]->(v:Version {version: $versions[rowIndex]})${STORED}
RETURN rowIndex, ${STORED_COLUMNS}`;

/** Counts of now are kept; those of the past are counted. */
export const STATS = `
MATCH (g:Graph {id: 'graph'})
OPTIONAL MATCH (c:Commit {no: g.commit})
RETURN g {.version, ${RECORD_KINDS.map((kind) => `.${kind}`).join(', ')}} AS graph, c.time AS time`;

export const STATS_AT = `${AT}
CALL (at) {
  MATCH (r:Record)-[:HAS]->(v:Version) WHERE ${stood('v')} AND v.data IS NOT NULL
    AND NOT EXISTS { (r)-[m:MERGED_INTO]->() WHERE ${held('m')} }
  RETURN v.kind AS kind, count(*) AS n
}
RETURN at, kind, n`;

export const TIME_AT = `
MATCH (v:Version {version: $at}) MATCH (c:Commit {no: v.commit}) RETURN c.time AS time`;

export const GET_ENTRY = 'MATCH (k:Kept {space: $space, key: $key}) RETURN k.value AS value';
export const LIST_ENTRIES =
  'MATCH (k:Kept) WHERE k.space = $space AND k.key IS NOT NULL RETURN k.key AS key, k.value AS value';
