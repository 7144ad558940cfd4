// Reads what is derived, to be held against what it was derived from. All at the published version.

import { held, stood } from './records.ts';

const NOW = `MATCH (g:Graph {id: 'graph'}) WITH g, g.version AS at`;

/** Versions that stand, a page at a time, with all that they are found by. */
export const STANDING = `${NOW}
MATCH (v:Version) WHERE v.version > $after AND ${stood('v')}
WITH at, v ORDER BY v.version LIMIT $limit
CALL (v) { OPTIONAL MATCH (v)-[:HAS_FACET]->(f:Facet) RETURN collect(f.key) AS facets }
CALL (v) { OPTIONAL MATCH (v)-[:NAMED]->(n:Name) RETURN collect(n {.name, .entries}) AS names }
CALL (v) { OPTIONAL MATCH (v)<-[:HAS]-(r:Record) RETURN collect(r {.id, .first}) AS records }
RETURN v {.*} AS version, facets, names, records ORDER BY version.version`;

/** Of a list of claims, by first version. */
export const ATTRIBUTED = `${NOW}
UNWIND $firsts AS first
MATCH (s:Record)-[a:ATTRIBUTED]->(t:Record) WHERE a.recorded = first AND ${held('a')}
RETURN first, s.id AS speaker, t.id AS target, a {.*} AS value`;

export const PATTERN = `${NOW}
UNWIND $ids AS id
MATCH (claim:Record {id: id})
CALL (claim, at) {
  MATCH (claim)<-[r:SAID]-(o) WHERE ${held('r')} RETURN r, o
  UNION ALL
  MATCH (claim)-[r:ABOUT|QUOTED_FROM]->(o) WHERE ${held('r')} RETURN r, o
}
RETURN id, type(r) AS type, o.id AS other, r.stance AS stance`;

export const MERGED = `${NOW}
MATCH (m:Record)-[k:MERGED_INTO]->(c:Record) WHERE ${held('k')}
RETURN m.id AS member, c.id AS canonical`;

export const CANONICAL_OF = `${NOW}
UNWIND $ids AS id
MATCH (:Record {id: id})-[k:MERGED_INTO]->(c:Record) WHERE ${held('k')}
RETURN id, c.id AS canonical`;

export const JUDGEMENTS = `${NOW}
MATCH (v:Version) WHERE v.kind = 'judgement' AND v.first > 0 AND ${stood('v')} AND v.data IS NOT NULL
RETURN v.data AS data ORDER BY v.first`;

export const MENTIONS_OFF = `${NOW}
CALL (at) {
  MATCH (s:Record)-[a:ATTRIBUTED]->(t:Record) WHERE ${held('a')} AND a.lane IN $counted
  UNWIND [s, t] AS end
  RETURN end, count(DISTINCT a.recorded) AS counted
}
WITH collect(end.id) AS ids, collect({id: end.id, stored: end.mentions, counted: counted}) AS ends
CALL (ids) { MATCH (r:Record) WHERE r.mentions <> 0 AND NOT r.id IN ids RETURN collect(r.id) AS others }
RETURN [e IN ends WHERE e.stored <> e.counted | e.id] + others AS ids`;

export const NUMBERS = `${NOW}
CALL (at) { MATCH (v:Version) WHERE v.version <= at RETURN count(v) AS versions }
CALL (at) { MATCH (v:Version) WHERE v.version > at RETURN count(v) AS beyond }
CALL (at) {
  MATCH (c:Commit) WHERE c.first <= at
  RETURN sum(c.last - c.first + 1) AS committed
}
RETURN at AS published, versions, beyond, committed, g.lease IS NOT NULL AS leased`;
