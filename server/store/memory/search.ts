// Search: every name and every text is looked at, and the best match of the records that are one stands for all of them.

import { specOf } from '../../domain/kinds.ts';
import type { Id } from '../../domain/records.ts';
import { classifyName, MATCH_CLASSES } from '../../domain/text.ts';
import type { Found, Hit, SearchQuery } from '../store.ts';
import { hasTerms, passing } from './filter.ts';
import type { LiveFact, Moment } from './moment.ts';
import { compareKeys } from './pages.ts';

const TEXT = MATCH_CLASSES.indexOf('TEXT');

/** The class of a match, and the version that it is a match of. */
interface Match {
  rank: number;
  version: number;
}

export function search(moment: Moment, query: SearchQuery): Found {
  const best = new Map<Id, Match>();
  for (const held of moment.records.values()) {
    const match = matchOf(held, query);
    if (match === null) continue;
    const id = moment.canonical(held.id);
    const known = best.get(id);
    if (known === undefined || compareMatches(match, known) < 0) best.set(id, match);
  }
  const claims = claimsOf(moment);
  const hits = [...best].map(([id, match]) => hitOf(moment.records.get(id) as LiveFact, match, claims.get(id) ?? 0));
  const rest = hits
    .sort((a, b) => compareKeys(sortKeys(a.keys), sortKeys(b.keys)))
    .filter(({ keys }) => query.after === undefined || compareKeys(sortKeys(keys), sortKeys(query.after)) > 0);
  return { hits: rest.slice(0, query.limit), more: rest.length > query.limit };
}

function matchOf({ kind, record, version }: LiveFact, { query, kinds }: SearchQuery): Match | null {
  if (!kinds.includes(kind)) return null;
  const ranks = specOf(kind)
    .names(record)
    .flatMap((name) => classifyName(query, name) ?? [])
    .map((match) => MATCH_CLASSES.indexOf(match));
  if (hasTerms(record, query)) ranks.push(TEXT);
  return ranks.length === 0 ? null : { rank: Math.min(...ranks), version };
}

/** The better first, of two alike the newer. */
function compareMatches(a: Match, b: Match): number {
  return a.rank - b.rank || b.version - a.version;
}

function hitOf({ id, kind, record }: LiveFact, { rank, version }: Match, claims: number): Hit {
  const match = MATCH_CLASSES[rank] ?? 'TEXT';
  const keys = match === 'TEXT' ? [match, version, id] : [match, claims, specOf(kind).title(record), id];
  return { id, kind, match, claims, keys };
}

/** From the keys of a hit: what sorts upwards. */
function sortKeys([match, number, ...rest]: readonly (string | number)[]): (string | number)[] {
  return [MATCH_CLASSES.indexOf(match as Hit['match']), -Number(number), ...rest];
}

/** In how many counted claims each record is a speaker or a target. */
function claimsOf(moment: Moment): Map<Id, number> {
  const counts = new Map<Id, number>();
  for (const { rows } of passing(moment, {}))
    for (const id of new Set(rows.flatMap(({ speaker, target }) => [speaker, target])))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
