// Lookups of terms in the full-text indexes. Scores of the engine play no part.

import { FOREVER } from '../forever.ts';
import { textIn } from './filter.ts';
import { held, NEWEST, stood } from './records.ts';

const CANONICAL = `
OPTIONAL MATCH (m)-[k:MERGED_INTO]->(c:Record) WHERE ${held('k')}`;

const NAMES = `
    CALL db.index.fulltext.queryNodes('name_entries', $names) YIELD node AS n
    MATCH (n)<-[:NAMED]-(v:Version)<-[:HAS]-(m:Record) WHERE ${stood('v')} AND v.kind IN $kinds${CANONICAL}
    WITH at, coalesce(c, m) AS r, collect(n.name) AS names
    MATCH (r)-[:HAS]->(w:Version) WHERE ${stood('w')}
    RETURN collect({id: r.id, kind: r.kind, claims: r.mentions, title: w.title, names: names}) AS named`;

/**
 * From versions `v` whose texts match: the records that they are of, newest version first, `version` the newest that matches.
 * Most of what is found by a common word is claims, which no other record stands for: they are counted as the versions that they
 * are, and only those of the page are followed to their records.
 */
const newestOf = (rest: string) => `
    OPTIONAL MATCH (v)<-[:HAS]-(m:Record) WHERE v.kind <> 'claim'${CANONICAL}
    WITH coalesce(c, m, v) AS found, max(v.version) AS version WHERE version < $before${rest}
    WITH found, version ORDER BY version DESC LIMIT $most
    CALL (found) {
      WITH found WHERE found:Record RETURN found AS r
      UNION ALL
      WITH found WHERE found:Version MATCH (found)<-[:HAS]-(r:Record) RETURN r
    }`;

/** All that match. */
const INDEXED = `
    CALL db.index.fulltext.queryNodes('version_terms', $texts) YIELD node AS v
    WITH at, v WHERE ${stood('v')} AND v.kind IN $kinds`;

/** Among the newest so many versions, read one by one without the index: none, unless the condition holds. */
const among = (versions: string, condition: string) => `
    WITH at, CASE WHEN ${condition} THEN at - ${versions} ELSE at END AS behind
    MATCH (v:Version) WHERE v.version > behind AND ${stood('v')} AND v.kind IN $kinds AND ${textIn('v')}
    WITH at, v`;

const FOUND = 'collect({id: r.id, kind: r.kind, claims: r.mentions, version: version})';

/** Texts are not looked at where names alone may fill the page: short beginnings are found in far too many. */
const SEARCH = `
  CALL (at) {${NAMES}
  }
  CALL (named) {
    WITH named WHERE size(named) < $wanted
    CALL db.index.fulltext.queryNodes('version_terms', $texts, {limit: $common}) YIELD node
    RETURN count(node) = $common AND $before = ${FOREVER} AS common
  }
  CALL (at, common) {${among('$near', 'common')}${newestOf('')}
    RETURN ${FOUND} AS near
  }
  CALL (at, common, near) {${among('$far', 'common AND size(near) < $most')}${newestOf('')}
    RETURN ${FOUND} AS far
  }
  CALL (at, named, near, far) {
    WITH at WHERE size(named) < $wanted AND size(near) < $most AND size(far) < $most${INDEXED}${newestOf('')}
    RETURN ${FOUND} AS indexed
  }
  WITH named, CASE $most WHEN size(near) THEN near WHEN size(far) THEN far ELSE indexed END AS texts`;

/** So many searches, the parameters of each by names of their own: `s0_names`, `s1_names`. */
export function searchesText(count: number): string {
  const each = Array.from({ length: count }, (_, searchIndex) => {
    const text = SEARCH.replace(/\$(\w+)/g, `$s${searchIndex}_$1`);
    return `  WITH newest AS at${text}\n  RETURN ${searchIndex} AS searchIndex, named, texts`;
  });
  return `${NEWEST}\nCALL (newest) {\n${each.join('\n  UNION ALL\n')}\n}\nRETURN searchIndex, named, texts`;
}

/** Where names were many, and yet did not fill the page. */
export const SEARCH_TEXTS = `
MATCH (g:Graph {id: 'graph'})
WITH g.version AS at${INDEXED}${newestOf(' AND NOT found.id IN $taken')}
RETURN r.id AS id, r.kind AS kind, r.mentions AS claims, version ORDER BY version DESC`;
