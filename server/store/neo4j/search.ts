// Search: the indexes find candidates by the beginnings of their terms, the domain says how each one matches. A record that
// another stands for is found as that one, whichever of their names or texts matched.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { RecordKind } from '../../domain/ids.ts';
import type { Id } from '../../domain/records.ts';
import type { MatchClass, TextQuery } from '../../domain/text.ts';
import { classifyName, MATCH_CLASSES } from '../../domain/text.ts';
import type { Hit, SearchQuery } from '../store.ts';
import { SEARCH_NAMES, SEARCH_TEXTS } from './cypher/search.ts';
import type { Row, Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import { beginningsQuery, luceneQuery } from './lucene.ts';
import { titleOf } from './title-key.ts';

const RANK = Object.fromEntries(MATCH_CLASSES.map((match, rank) => [match, rank])) as Record<MatchClass, number>;

export async function search(runner: Runner, query: SearchQuery): Promise<{ hits: Hit[]; more: boolean }> {
  const named = await byName(runner, query);
  const wanted = query.limit + 1;
  const hits = named.filter((hit) => isPast(hit, query.after));
  if (hits.length < wanted) hits.push(...(await byText(runner, query, named, wanted - hits.length)));
  return { hits: hits.slice(0, query.limit), more: hits.length > query.limit };
}

interface NameRow extends Row {
  id: Id;
  kind: RecordKind;
  claims: number;
  title: string;
  names: string[];
}

async function byName(runner: Runner, { query, kinds }: SearchQuery): Promise<Hit[]> {
  const rows = await runner.run<NameRow>(SEARCH_NAMES, { query: beginningsQuery(query), kinds });
  const hits = rows.flatMap(({ id, kind, claims, title: key, names }): Hit[] => {
    const match = best(query, names);
    if (match === null) return [];
    return [{ id, kind, match, claims, keys: [match, claims, titleOf(key), id] }];
  });
  return hits.sort((a, b) => compareKeys(a.keys, b.keys));
}

function best(query: TextQuery, names: readonly string[]): MatchClass | null {
  const matches = names.map((name) => classifyName(query, name)).filter((match) => match !== null);
  return matches.sort((a, b) => RANK[a] - RANK[b])[0] ?? null;
}

/** Of hits by name: class, most claims, title, id. */
function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  return (
    RANK[a[0] as MatchClass] - RANK[b[0] as MatchClass] ||
    Number(b[1]) - Number(a[1]) ||
    compareCodePoints(String(a[2]), String(b[2])) ||
    compareCodePoints(String(a[3]), String(b[3]))
  );
}

function isPast({ keys }: Hit, after: SearchQuery['after']): boolean {
  return after === undefined || (after[0] !== 'TEXT' && compareKeys(keys, after) > 0);
}

interface TextRow extends Row {
  id: Id;
  kind: RecordKind;
  claims: number;
  version: number;
}

/** Newest version first, without those found by name; of several records that are one, the newest that matches counts. */
async function byText(
  runner: Runner,
  { query, kinds, after }: SearchQuery,
  named: readonly Hit[],
  limit: number,
): Promise<Hit[]> {
  const rows = await runner.run<TextRow>(SEARCH_TEXTS, {
    query: luceneQuery(query),
    kinds,
    before: after?.[0] === 'TEXT' ? Number(after[1]) : FOREVER,
    taken: named.map(({ id }) => id),
    limit,
  });
  return rows.map(({ id, kind, claims, version }) => ({
    id,
    kind,
    match: 'TEXT' as const,
    claims,
    keys: ['TEXT', version, id],
  }));
}
