// The statements of a write. They run in transactions of which only the last makes anything visible: it moves the published
// version. What holds now has `until` at $forever. Indexes are named: a plan that was made while the database was
// empty would scan, and be kept while the import fills it.

import { RECORD_KINDS } from '../../../domain/record-kinds.ts';

/** Takes the one lock that all writers of all servers meet at, then reads what no other can change any more. */
export const LOCK = `
MATCH (g:Graph {id: 'graph'})
SET g.lock = $token
RETURN g.version AS version, g.commit AS commit, g.lease AS lease, g.leaseUntil > timestamp() AS leased,
  EXISTS { MATCH (v:Version) USING INDEX SEEK v:Version(version) WHERE v.version > g.version } AS beyond`;

/** Between the transactions of one write, keeps the others out. Ends by itself when its holder is gone. */
export const LEASE = `
MATCH (g:Graph {id: 'graph'})
SET g.lease = $token, g.leaseUntil = timestamp() + $milliseconds`;

export const RENEW = `
MATCH (g:Graph {id: 'graph', lease: $token})
SET g.leaseUntil = timestamp() + $milliseconds`;

/** Of a lease that ran out, or of one's own. */
export const TAKE_OVER = `
MATCH (g:Graph {id: 'graph'})
SET g.lock = $token
WITH g WHERE g.lease = $stale AND (g.leaseUntil <= timestamp() OR $own)
SET g.lease = $token, g.leaseUntil = timestamp() + $milliseconds
RETURN g.version AS version`;

export const SWEPT = `
MATCH (g:Graph {id: 'graph', lease: $token})
SET g.lease = null, g.leaseUntil = 0`;

/** Everything of this write becomes visible with this, at once: what it consists of has been committed before. */
export const PUBLISH = `
MATCH (g:Graph {id: 'graph'})
SET g.version = $version, g.commit = $commit, g.lease = null, g.leaseUntil = 0
FOREACH (change IN $counts | SET g += {${RECORD_KINDS.map((kind) => `${kind}: coalesce(g.${kind}, 0) + change.${kind}`).join(', ')}})`;

export const COMMIT = `
MERGE (c:Commit {no: $no})
ON CREATE SET c.author = $author, c.time = $time, c.reason = $reason, c.batch = $batch, c.first = $first
SET c.token = $token, c.last = $last`;

/** Where a write began. */
export const BEGAN = 'MATCH (c:Commit {no: $no}) RETURN c.first AS first';

/** Whether a write whose answer was lost has been carried out. */
export const CARRIED_OUT = `
MATCH (g:Graph {id: 'graph'})
MATCH (c:Commit) WHERE c.no > $after AND c.token = $token AND c.last <= g.version RETURN c.no AS no`;

/** Where records stand, as this write sees them. */
export const STANDINGS = `
UNWIND $ids AS id
MATCH (r:Record {id: id}) USING INDEX SEEK r:Record(id)
MATCH (r)-[:HAS]->(v:Version) WHERE v.until = $forever
OPTIONAL MATCH (r)-[m:MERGED_INTO]->(c:Record) WHERE m.until = $forever
RETURN id, r.first AS first, r.kind AS kind, v.version AS version, v.outcome <> 'REMOVED' AS live, c.id AS canonical`;

export const DATA = `
UNWIND $versions AS version
MATCH (v:Version {version: version}) USING INDEX SEEK v:Version(version)
RETURN v.version AS version, v.data AS data`;

/**
 * Rows come as lists in the order of their columns: the names would travel with every one of them, and be looked up in every
 * one of them.
 */
export const VERSION_COLUMNS = [
  ...([
    'version',
    'until',
    'id',
    'kind',
    'list',
    'first',
    'outcome',
    'commit',
    'data',
    'size',
    'title',
    'ranged',
  ] as const),
  ...(['said', 'lo', 'hi', 'publisher', 'terms'] as const),
] as const;
export const SAID_COLUMNS = ['since', 'until'] as const;
export const ABOUT_COLUMNS = ['stance', ...SAID_COLUMNS] as const;
export const ATTRIBUTED_COLUMNS = [
  ...(['by', 'claim', 'recorded', 'version', 'lane', 'said', 'lo', 'hi', 'stance', 'kind', 'direct', 'joint'] as const),
  ...(['several', 'targets', 'speakerAs', 'targetAs', 'source', 'sources', 'at', 'since', 'until'] as const),
] as const;

const fields = (columns: readonly string[], skip = 0) =>
  `{${columns.map((column, index) => `${column}: row[${index + skip}]`).join(', ')}}`;

/**
 * New records, each with its versions: `[id, first, title, versions]`. The record carries its newest title for people who look
 * at the graph; no question reads it. `label` comes from a list in code.
 */
const addRecord = (label: string, kind: string) => `CREATE (r:Record:${label})
  SET r = {id: record[0], kind: ${kind}, first: record[1], mentions: 0, title: record[2]}
  FOREACH (row IN record[3] | CREATE (r)-[:HAS]->(v:Version) SET v = ${fields(VERSION_COLUMNS)})`;

export const addRecords = (label: string) => `
UNWIND $rows AS record
${addRecord(label, '$kind')}`;

export const END_VERSIONS = `
UNWIND $rows AS row
MATCH (v:Version {version: row.version}) USING INDEX SEEK v:Version(version) SET v.until = row.until`;

/** Of records that were there before. */
export const ADD_VERSIONS = `
UNWIND $rows AS row
MATCH (r:Record {id: row[${VERSION_COLUMNS.indexOf('id')}]}) USING INDEX SEEK r:Record(id)
CREATE (r)-[:HAS]->(:Version ${fields(VERSION_COLUMNS)})
SET r.title = CASE WHEN r:Claim THEN null ELSE row[${VERSION_COLUMNS.indexOf('title')}] END`;

export const ADD_FACETS = `
UNWIND $rows AS row
MATCH (v:Version {version: row.version}) USING INDEX SEEK v:Version(version)
MERGE (f:Facet {key: row.key}) ON CREATE SET f.kind = row.kind, f.field = row.field, f.value = row.value
CREATE (v)-[:HAS_FACET]->(f)`;

export const ADD_NAMES = `
UNWIND $rows AS row
MATCH (v:Version {version: row.version}) USING INDEX SEEK v:Version(version)
CREATE (v)-[:NAMED]->(:Name {name: row.name, entries: row.entries})`;

/**
 * Makes new claims, and joins records. Each end is looked up once, however many rows name it: rows begin with the indexes of
 * their two ends in `$ids`, or of those in `$claims`, counted from the end. Returns how many of these there are. (Properties
 * are set together, which the database does faster than one by one.)
 */
const join = (list: string, type: string, columns: readonly string[]) => `
FOREACH (row IN $${list} | FOREACH (a IN [nodes[row[0]]] | FOREACH (b IN [nodes[row[1]]] |
  CREATE (a)-[r:${type}]->(b) SET r = ${fields(columns, 2)})))`;

export const JOIN = `
UNWIND range(0, size($ids) - 1) AS rowIndex
MATCH (n:Record {id: $ids[rowIndex]}) USING INDEX SEEK n:Record(id)
WITH n ORDER BY rowIndex
WITH collect(n) AS found
CALL () {
  UNWIND $claims AS record
  ${addRecord('Claim', "'claim'")}
  RETURN collect(r) AS made
}
WITH found + made AS nodes${[
  join('said', 'SAID', SAID_COLUMNS),
  join('about', 'ABOUT', ABOUT_COLUMNS),
  join('quoted', 'QUOTED_FROM', SAID_COLUMNS),
  join('attributed', 'ATTRIBUTED', ATTRIBUTED_COLUMNS),
].join('')}
RETURN size(nodes) AS found`;

export const HELD_ATTRIBUTED = `
UNWIND $firsts AS first
MATCH (s:Record)-[a:ATTRIBUTED]->(t:Record) USING INDEX SEEK a:ATTRIBUTED(recorded) WHERE a.recorded = first AND a.until = $forever
RETURN first, s.id AS speaker, t.id AS target, a.stance AS stance, a.lane AS lane, a.at AS at,
  a.speakerAs AS speakerAs, a.targetAs AS targetAs, a.since AS since`;

/** What began within the version that ends it was never seen by anyone. */
export const END_ATTRIBUTED = `
UNWIND $rows AS row
MATCH (:Record)-[a:ATTRIBUTED]->(:Record) USING INDEX SEEK a:ATTRIBUTED(recorded) WHERE a.recorded = row.first AND a.until = $forever
WITH a, row.until AS until, a.since >= row.until AS unseen
FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET a.until = until)
FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE a)`;

export const END_PATTERN = `
UNWIND $rows AS row
MATCH (claim:Record {id: row.id}) USING INDEX SEEK claim:Record(id)
CALL (claim, row) {
  MATCH (claim)<-[r:SAID]-() WHERE r.until = $forever SET r.until = row.until
  UNION ALL
  MATCH (claim)-[r:ABOUT|QUOTED_FROM]->() WHERE r.until = $forever SET r.until = row.until
}
RETURN count(*) AS ended`;

export const MENTION = `
UNWIND $rows AS row
MATCH (r:Record {id: row.id}) USING INDEX SEEK r:Record(id) SET r.mentions = r.mentions + row.change`;

export const JUDGEMENTS_ABOUT = `
MATCH (f:Facet {key: $key})<-[:HAS_FACET]-(v:Version) WHERE v.until = $forever
RETURN v.first AS first, v.data AS data`;

/** Claims with this record as an end, and claims that were said at it. */
export const CLAIMS_OF = `
MATCH (r:Record {id: $canonical})-[a:ATTRIBUTED]-() WHERE a.until = $forever
RETURN DISTINCT a.recorded AS first
UNION
MATCH (f:Facet {key: $key})<-[:HAS_FACET]-(v:Version) WHERE v.until = $forever
RETURN v.first AS first`;

export const CLAIMS_AT = `
UNWIND $firsts AS first
MATCH (v:Version) USING INDEX SEEK v:Version(kind, first) WHERE v.kind = 'claim' AND v.first = first AND v.until = $forever
RETURN v.version AS version, first, v.data AS data`;

export const END_MERGED = `
MATCH (:Record {id: $id})-[m:MERGED_INTO]->() WHERE m.until = $forever SET m.until = $at`;

export const ADD_MERGED = `
MATCH (member:Record {id: $id}) MATCH (canonical:Record {id: $to})
CREATE (member)-[:MERGED_INTO {since: $at, until: $forever}]->(canonical)`;

/**
 * The first of those that refer to each of some records, in order of recording; its claims last if another record stands for it
 * (`merged`).
 */
export const REFERRERS = `
UNWIND $rows AS row
CALL (row) {
  CALL (row) {
    MATCH (:Record {id: row.id})-[r:SAID]->(claim:Record) WHERE r.until = $forever RETURN claim AS referrer, row.merged AS later
    UNION ALL
    MATCH (:Record {id: row.id})<-[r:ABOUT]-(claim:Record) WHERE r.until = $forever RETURN claim AS referrer, row.merged AS later
    UNION ALL
    MATCH (:Record {id: row.id})<-[r:QUOTED_FROM]-(claim:Record) WHERE r.until = $forever RETURN claim AS referrer, false AS later
    UNION ALL
    MATCH (f:Facet) WHERE f.value = row.id MATCH (f)<-[:HAS_FACET]-(v:Version)<-[:HAS]-(referrer:Record) WHERE v.until = $forever
    RETURN referrer, false AS later
  }
  WITH referrer, min(later) AS later, referrer.first AS first
  ORDER BY later, first LIMIT 20
  MATCH (referrer)-[:HAS]->(v:Version) WHERE v.until = $forever AND v.data IS NOT NULL
  RETURN referrer.id AS id, referrer.kind AS kind, later, first, v.data AS data
}
RETURN row.id AS referred, id, kind, later, first, data
ORDER BY referred, later, first`;

export const PUT_ENTRIES = `
UNWIND $rows AS row
MERGE (k:Kept {space: row.space, key: row.key}) SET k.value = row.value`;

export const DELETE_ENTRIES = `
UNWIND $rows AS row
MATCH (k:Kept {space: row.space, key: row.key}) DELETE k`;
