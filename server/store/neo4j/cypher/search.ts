// Lookups of terms in the full-text indexes. Scores of the engine play no part.

import { held, stood } from './records.ts';

const CANONICAL = `
OPTIONAL MATCH (m)-[k:MERGED_INTO]->(c:Record) WHERE ${held('k')}`;

export const SEARCH_NAMES = `
MATCH (g:Graph {id: 'graph'})
WITH g.version AS at
CALL db.index.fulltext.queryNodes('name_entries', $query) YIELD node AS n
MATCH (n)<-[:NAMED]-(v:Version)<-[:HAS]-(m:Record) WHERE ${stood('v')} AND v.kind IN $kinds${CANONICAL}
WITH at, coalesce(c, m) AS r, collect(n.name) AS names
MATCH (r)-[:HAS]->(w:Version) WHERE ${stood('w')}
RETURN r.id AS id, r.kind AS kind, r.mentions AS claims, w.title AS title, names`;

export const SEARCH_TEXTS = `
MATCH (g:Graph {id: 'graph'})
WITH g.version AS at
CALL db.index.fulltext.queryNodes('version_terms', $query) YIELD node AS v
WITH at, v WHERE ${stood('v')} AND v.kind IN $kinds
MATCH (v)<-[:HAS]-(m:Record)${CANONICAL}
WITH coalesce(c, m) AS r, max(v.version) AS version WHERE version < $before AND NOT r.id IN $taken
WITH r, version ORDER BY version DESC LIMIT $limit
RETURN r.id AS id, r.kind AS kind, r.mentions AS claims, version ORDER BY version DESC`;
