// In which formats the records of the database are, and what standing versions are found by, to be made anew.

export const FORMATS = "MATCH (g:Graph {id: 'graph'}) RETURN g.formats AS formats";

export const SET_FORMATS = `
MATCH (g:Graph {id: 'graph'})
SET g.formats = $formats, g.lease = null, g.leaseUntil = 0`;

/** A page of the versions of one kind that stand. */
export const STANDING_OF = `
MATCH (v:Version) USING INDEX SEEK v:Version(kind, first)
WHERE v.kind = $kind AND v.first > $after AND v.until = $forever AND v.data IS NOT NULL
RETURN v.version AS version, v.id AS id, v.kind AS kind, v.first AS first, v.outcome AS outcome, v.commit AS commit, v.data AS data
ORDER BY v.kind, v.first LIMIT $limit`;

export const CLEAR_FOUND = `
UNWIND $versions AS version
MATCH (v:Version {version: version}) USING INDEX SEEK v:Version(version)
CALL (v) {
  OPTIONAL MATCH (v)-[found:HAS_FACET]->(:Facet)
  DELETE found
}
CALL (v) {
  OPTIONAL MATCH (v)-[:NAMED]->(name:Name)
  DETACH DELETE name
}`;

export const SET_LISTED = `
UNWIND $rows AS row
MATCH (v:Version {version: row.version}) USING INDEX SEEK v:Version(version)
MATCH (v)<-[:HAS]-(r:Record)
SET v.title = row.title, v.ranged = row.ranged, v.said = row.said, v.lo = row.lo, v.hi = row.hi,
  r.title = CASE WHEN r:Claim THEN null ELSE row.title END`;
