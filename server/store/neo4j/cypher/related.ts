// Records related to others, found in the same statement: from a list of nodes to the list of all that is to be read.

import type { Related } from '../../store.ts';
import { held, STORED, STORED_COLUMNS, stood } from './records.ts';

/** All of the list, and what is one with any of it. */
const one = (list: string, name: string) => `
CALL (at, ${list}) {
  UNWIND ${list} AS m
  OPTIONAL MATCH (m)-[k:MERGED_INTO]->(c:Record) WHERE ${held('k')}
  WITH at, coalesce(c, m) AS c
  OPTIONAL MATCH (c)<-[k:MERGED_INTO]-(o:Record) WHERE ${held('k')}
  RETURN collect(DISTINCT c) + collect(DISTINCT o) AS ${name}
}`;

/** All of the list, and who said the claims among it. */
const said = (list: string, name: string) => `
CALL (at, ${list}) {
  UNWIND ${list} AS n
  MATCH (n)<-[x:SAID]-(y:Record) WHERE ${held('x')}
  RETURN collect(DISTINCT y) AS speakers
}
WITH *, ${list} + speakers AS ${name}`;

/** All of the list, and what it names: of claims the pattern says so, of all else what they are filed under. */
const named = (list: string, name: string) => `
CALL (at, ${list}) {
  UNWIND ${list} AS n
  CALL (at, n) {
    MATCH (n)<-[x:SAID]-(y:Record) WHERE ${held('x')} RETURN y
    UNION ALL
    MATCH (n)-[x:ABOUT|QUOTED_FROM]->(y:Record) WHERE ${held('x')} RETURN y
    UNION ALL
    MATCH (n)-[:HAS]->(v:Version)-[:HAS_FACET]->(f:Facet) WHERE ${stood('v')} MATCH (y:Record {id: f.value}) RETURN y
  }
  RETURN collect(DISTINCT y) AS names
}
WITH *, ${list} + names AS ${name}`;

/** Given \`at\` and the nodes asked for as \`own\`: all that is to be read as \`reached\`, those asked for among it. */
const ALL: Record<Related, string> = {
  DISPLAYED: `${said('own', 'those')}${one('those', 'reached')}`,
  REFERENCED: `${one('own', 'ones')}${named('ones', 'these')}${said('these', 'those')}${one('those', 'reached')}`,
};

/** From the versions of a page, in its order, and how many of them it shows: its nodes. `total` passes through. */
export const ofPage = (total: string) => `
WITH at, collect(version) AS versions${total}
CALL (versions) {
  UNWIND versions[..$shown] AS version
  MATCH (:Version {version: version})<-[:HAS]-(r:Record)
  RETURN collect(r) AS own
}`;

/** The order of a page, in the row of its first record. */
export const PAGE_COLUMN = ', CASE WHEN v.version = versions[0] THEN versions END AS versions';

/** `columns` pass through; a row without a record carries them where there is nothing to be read. */
export const withRelated = (related: Related, columns = '') => `${ALL[related]}
UNWIND CASE WHEN size(reached) = 0 THEN [null] ELSE reached END AS r
OPTIONAL MATCH (r)-[:HAS]->(v:Version) WHERE ${stood('v')} AND v.data IS NOT NULL${STORED}
RETURN ${STORED_COLUMNS}${columns}`;
