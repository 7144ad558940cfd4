// Lookups of terms in the full-text indexes. Scores of the engine play no part.

import { held, NEWEST, stood } from './records.ts';

const CANONICAL = `
OPTIONAL MATCH (m)-[k:MERGED_INTO]->(c:Record) WHERE ${held('k')}`;

const NAMES = `
    CALL db.index.fulltext.queryNodes('name_entries', $names) YIELD node AS n
    MATCH (n)<-[:NAMED]-(v:Version)<-[:HAS]-(m:Record) WHERE ${stood('v')} AND v.kind IN $kinds${CANONICAL}
    WITH at, coalesce(c, m) AS r, collect(n.name) AS names
    MATCH (r)-[:HAS]->(w:Version) WHERE ${stood('w')}
    RETURN collect({id: r.id, kind: r.kind, claims: r.mentions, title: w.title, names: names}) AS named`;

const TEXTS = (rest: string) => `
    CALL db.index.fulltext.queryNodes('version_terms', $texts) YIELD node AS v
    WITH at, v WHERE ${stood('v')} AND v.kind IN $kinds
    MATCH (v)<-[:HAS]-(m:Record)${CANONICAL}
    WITH coalesce(c, m) AS r, max(v.version) AS version WHERE version < $before${rest}
    WITH r, version ORDER BY version DESC LIMIT $most`;

/** Texts are not looked at where names alone may fill the page: short beginnings are found in far too many. */
const SEARCH = `
  CALL (at) {${NAMES}
  }
  CALL (at, named) {
    WITH at, named WHERE size(named) < $wanted${TEXTS('')}
    RETURN collect({id: r.id, kind: r.kind, claims: r.mentions, version: version}) AS texts
  }`;

/** So many searches, the parameters of each by names of their own: `s0_names`, `s1_names`. */
export function searchesText(count: number): string {
  const each = Array.from({ length: count }, (_, place) => {
    const text = SEARCH.replace(/\$(\w+)/g, `$s${place}_$1`);
    return `  WITH newest AS at${text}\n  RETURN ${place} AS place, named, texts`;
  });
  return `${NEWEST}\nCALL (newest) {\n${each.join('\n  UNION ALL\n')}\n}\nRETURN place, named, texts`;
}

/** Where names were many, and yet did not fill the page. */
export const SEARCH_TEXTS = `
MATCH (g:Graph {id: 'graph'})
WITH g.version AS at${TEXTS(' AND NOT r.id IN $taken')}
RETURN r.id AS id, r.kind AS kind, r.mentions AS claims, version ORDER BY version DESC`;
