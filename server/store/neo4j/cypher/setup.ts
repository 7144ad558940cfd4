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
// published, and whoever reads at a version sees the same for ever. `lane` is the status of the claim, with a ~ where its
// date is a range or has an open end: single days are found in order of an index, ranges have to be tested one by one.

const unique = (on: string, keys: string) => (name: string) =>
  `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR ${on} REQUIRE ${keys} IS UNIQUE`;
const index = (on: string, keys: string) => (name: string) =>
  `CREATE INDEX ${name} IF NOT EXISTS FOR ${on} ON (${keys})`;
/** Our terms are cut already: the index only has to split them at spaces. */
const terms = (on: string, key: string) => (name: string) =>
  `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS FOR ${on} ON EACH [${key}] OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`;

/** By name; each makes what it names where it is not there yet. */
export const SCHEMA: Record<string, (name: string) => string> = {
  graph_id: unique('(g:Graph)', 'g.id'),
  record_id: unique('(r:Record)', 'r.id'),
  version_version: unique('(v:Version)', 'v.version'),
  commit_no: unique('(c:Commit)', 'c.no'),
  facet_key: unique('(f:Facet)', 'f.key'),
  kept_key: unique('(k:Kept)', '(k.space, k.key)'),
  version_first: index('(v:Version)', 'v.kind, v.first'),
  version_title: index('(v:Version)', 'v.list, v.title, v.id'),
  version_said: index('(v:Version)', 'v.list, v.said, v.id'),
  commit_author: index('(c:Commit)', 'c.author'),
  commit_batch: index('(c:Commit)', 'c.batch'),
  facet_value: index('(f:Facet)', 'f.value'),
  // Behind the order of saying, what is counted and when it holds: tallies read most rows from the index alone.
  attributed_tally: index('()-[a:ATTRIBUTED]-()', 'a.lane, a.said, a.claim, a.stance, a.since, a.until'),
  attributed_by: index('()-[a:ATTRIBUTED]-()', 'a.by, a.lane, a.said, a.claim'),
  attributed_recorded: index('()-[a:ATTRIBUTED]-()', 'a.recorded'),
  attributed_at: index('()-[a:ATTRIBUTED]-()', 'a.at'),
  version_terms: terms('(v:Version)', 'v.terms'),
  name_entries: terms('(n:Name)', 'n.entries'),
};

/** What earlier states made in place of the above, by name. */
export const SUPERSEDED = { attributed_said: 'DROP INDEX attributed_said IF EXISTS' };

export const ONLINE = "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name";

export const AWAIT_INDEXES = 'CALL db.awaitIndexes($seconds)';

/** Whether there is anything in the database, and whether it is ours. */
export const LOOK = `
OPTIONAL MATCH (g:Graph {id: 'graph'})
RETURN g.format AS format, EXISTS { MATCH (n) } AS filled`;

/** A new graph has its records in the formats of this release from its beginning. */
export const START = `
MERGE (g:Graph {id: 'graph'})
ON CREATE SET g.format = $format, g.version = 0, g.commit = 0, g.lease = null, g.leaseUntil = 0, g.formats = $formats, g += $counts
RETURN g.format AS format`;

/** Asked again by every part of a long statement: whoever lost the lease meanwhile must not go on. */
const HELD = 'MATCH (:Graph {lease: $token})';

/** Takes away what an unfinished write has left beyond the published version, while one holds the lease. */
export const SWEEP = [
  ...['ATTRIBUTED', 'MERGED_INTO', 'SAID', 'ABOUT', 'QUOTED_FROM'].flatMap((type) => [
    `MATCH (:Graph {lease: $token}) MATCH ()-[r:${type}]->() WHERE r.since > $published
     CALL (r) { ${HELD} DELETE r } IN TRANSACTIONS OF 5000 ROWS`,
    `MATCH (:Graph {lease: $token}) MATCH ()-[r:${type}]->() WHERE r.until > $published AND r.until < $forever
     CALL (r) { ${HELD} SET r.until = $forever } IN TRANSACTIONS OF 5000 ROWS`,
  ]),
  `MATCH (:Graph {lease: $token}) MATCH (v:Version) WHERE v.version > $published
   CALL (v) { ${HELD} OPTIONAL MATCH (v)-[:NAMED]->(n:Name) DETACH DELETE v, n } IN TRANSACTIONS OF 1000 ROWS`,
  `MATCH (:Graph {lease: $token}) MATCH (v:Version) WHERE v.until > $published AND v.until < $forever
   CALL (v) { ${HELD} MATCH (r:Record)-[:HAS]->(v) SET v.until = $forever, r.title = CASE WHEN r:Claim THEN null ELSE v.title END } IN TRANSACTIONS OF 5000 ROWS`,
  `MATCH (:Graph {lease: $token}) MATCH (r:Record) WHERE r.first > $published
   CALL (r) { ${HELD} DETACH DELETE r } IN TRANSACTIONS OF 5000 ROWS`,
  'MATCH (g:Graph {lease: $token}) MATCH (c:Commit) WHERE c.no >= g.commit AND c.first > $published DELETE c',
  'MATCH (g:Graph {lease: $token}) MATCH (c:Commit) WHERE c.no >= g.commit AND c.last > $published SET c.last = $published, c.token = null',
];
