// What the database must have before the first question: constraints, indexes, and the one node that holds the version.
//
// How the graph lies in Neo4j:
//   (:Graph)                                  the published version, the counts, and who writes
//   (:Record:Actor|…|:Claim {id, first})-[:HAS]->(:Version {version, until, data})   facts, each version for ever
//   (:Version)-[:HAS_FACET]->(:Facet), (:Version)-[:NAMED]->(:Name)                 what a version is found by
//   (:Version) belongs to a (:Commit {first, last, author, time, reason, batch})    by its number
//   (:Actor)-[:SAID]->(:Claim)-[:ABOUT {stance}]->(target), (:Claim)-[:QUOTED_FROM]->(:Source)   as the claim holds them
//   (speaker)-[:ATTRIBUTED {…}]->(target)     derived: one per claim x speaker x target, with what filters ask for
//   (member)-[:MERGED_INTO]->(canonical)      derived from the judgements
// `since` and `until` on versions and relationships say for which versions they hold: nothing is seen before its version is
// published, and whoever reads at a version sees the same for ever. `lane` is the claim's status, with a ~ behind it where the
// date is a range or has an open end: single days are found in order of an index, ranges have to be tested one by one.

export const SCHEMA = [
  'CREATE CONSTRAINT graph_id IF NOT EXISTS FOR (g:Graph) REQUIRE g.id IS UNIQUE',
  'CREATE CONSTRAINT record_id IF NOT EXISTS FOR (r:Record) REQUIRE r.id IS UNIQUE',
  'CREATE CONSTRAINT version_version IF NOT EXISTS FOR (v:Version) REQUIRE v.version IS UNIQUE',
  'CREATE CONSTRAINT commit_no IF NOT EXISTS FOR (c:Commit) REQUIRE c.no IS UNIQUE',
  'CREATE CONSTRAINT facet_key IF NOT EXISTS FOR (f:Facet) REQUIRE f.key IS UNIQUE',
  'CREATE CONSTRAINT kept_key IF NOT EXISTS FOR (k:Kept) REQUIRE (k.space, k.key) IS UNIQUE',
  'CREATE INDEX version_first IF NOT EXISTS FOR (v:Version) ON (v.kind, v.first)',
  'CREATE INDEX version_title IF NOT EXISTS FOR (v:Version) ON (v.list, v.title, v.id)',
  'CREATE INDEX version_said IF NOT EXISTS FOR (v:Version) ON (v.list, v.said, v.id)',
  'CREATE INDEX commit_author IF NOT EXISTS FOR (c:Commit) ON (c.author)',
  'CREATE INDEX commit_batch IF NOT EXISTS FOR (c:Commit) ON (c.batch)',
  'CREATE INDEX facet_value IF NOT EXISTS FOR (f:Facet) ON (f.value)',
  'CREATE INDEX attributed_said IF NOT EXISTS FOR ()-[a:ATTRIBUTED]-() ON (a.lane, a.said, a.claim)',
  'CREATE INDEX attributed_recorded IF NOT EXISTS FOR ()-[a:ATTRIBUTED]-() ON (a.recorded)',
  'CREATE INDEX attributed_at IF NOT EXISTS FOR ()-[a:ATTRIBUTED]-() ON (a.at)',
  "CREATE FULLTEXT INDEX version_terms IF NOT EXISTS FOR (v:Version) ON EACH [v.terms] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
  "CREATE FULLTEXT INDEX name_entries IF NOT EXISTS FOR (n:Name) ON EACH [n.entries] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
];

export const AWAIT_INDEXES = 'CALL db.awaitIndexes($seconds)';

/** Whether there is anything in the database, and whether it is ours. */
export const LOOK = `
OPTIONAL MATCH (g:Graph {id: 'graph'})
RETURN g.format AS format, EXISTS { MATCH (n) } AS filled`;

export const START = `
MERGE (g:Graph {id: 'graph'})
ON CREATE SET g.format = $format, g.version = 0, g.commit = 0, g.lease = null, g.leaseUntil = 0, g += $counts
RETURN g.format AS format`;

/** A write that was begun and never ended, and whose lease has run out. */
export const UNFINISHED = `
MATCH (g:Graph {id: 'graph'}) WHERE g.lease IS NOT NULL AND g.leaseUntil <= timestamp()
RETURN g.lease AS lease`;

/** Takes away what an unfinished write has left beyond the published version, while one holds the lease. */
export const SWEEP = [
  ...['ATTRIBUTED', 'MERGED_INTO', 'SAID', 'ABOUT', 'QUOTED_FROM'].flatMap((type) => [
    `MATCH (:Graph {lease: $token}) MATCH ()-[r:${type}]->() WHERE r.since > $published
     CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS`,
    `MATCH (:Graph {lease: $token}) MATCH ()-[r:${type}]->() WHERE r.until > $published AND r.until < $forever
     CALL (r) { SET r.until = $forever } IN TRANSACTIONS OF 5000 ROWS`,
  ]),
  `MATCH (:Graph {lease: $token}) MATCH (v:Version) WHERE v.version > $published
   CALL (v) { OPTIONAL MATCH (v)-[:NAMED]->(n:Name) DETACH DELETE v, n } IN TRANSACTIONS OF 1000 ROWS`,
  `MATCH (:Graph {lease: $token}) MATCH (v:Version) WHERE v.until > $published AND v.until < $forever
   CALL (v) { SET v.until = $forever } IN TRANSACTIONS OF 5000 ROWS`,
  `MATCH (:Graph {lease: $token}) MATCH (r:Record) WHERE r.first > $published
   CALL (r) { DETACH DELETE r } IN TRANSACTIONS OF 5000 ROWS`,
  'MATCH (:Graph {lease: $token}) MATCH (c:Commit) WHERE c.first > $published DELETE c',
];
