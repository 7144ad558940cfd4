// Search: the indexes find candidates by the beginnings of their terms, the domain says how each one matches. A record that
// another stands for is found as that one, whichever of their names or texts matched.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { RecordKind } from '../../domain/ids.ts';
import type { Id } from '../../domain/records.ts';
import type { MatchClass, TextQuery } from '../../domain/text.ts';
import { classifyName, MATCH_CLASSES } from '../../domain/text.ts';
import type { Found, Hit, SearchQuery } from '../store.ts';
import { wordsOf } from './cypher/filter.ts';
import { SEARCH_TEXTS, searchesText } from './cypher/search.ts';
import type { Row, Runner } from './database.ts';
import { EFFORT } from './effort.ts';
import { FOREVER } from './forever.ts';
import { beginningsQuery, luceneQuery } from './lucene.ts';
import { titleOf } from './title-key.ts';

const RANK = Object.fromEntries(MATCH_CLASSES.map((match, rank) => [match, rank])) as Record<MatchClass, number>;

interface SearchRow extends Row {
  place: number;
  named: NameRow[];
  texts: TextRow[];
}

/** One statement for all; one more for each page that goes on behind many names. */
export async function search(runner: Runner, queries: readonly SearchQuery[]): Promise<Found[]> {
  if (queries.length === 0) return [];
  const parameters = queries.flatMap((query, place) =>
    Object.entries(parametersOf(query)).map(([name, value]) => [`s${place}_${name}`, value]),
  );
  const rows = await runner.run<SearchRow>(searchesText(queries.length), Object.fromEntries(parameters));
  rows.sort((a, b) => a.place - b.place);
  return Promise.all(queries.map((query, place) => pageOf(runner, query, rows[place] as SearchRow)));
}

function parametersOf({ query, kinds, limit, after }: SearchQuery): Row {
  const wanted = limit + 1;
  return {
    names: beginningsQuery(query),
    texts: luceneQuery(query),
    ...wordsOf(query),
    ...EFFORT,
    kinds,
    wanted,
    before: after?.[0] === 'TEXT' ? Number(after[1]) : FOREVER,
    // Fewer than wanted were found by name, and may be found by text once more.
    most: 2 * wanted,
  };
}

async function pageOf(runner: Runner, query: SearchQuery, { named, texts }: SearchRow): Promise<Found> {
  const byName = hitsByName(query, named);
  const wanted = query.limit + 1;
  const hits = byName.filter((hit) => isPast(hit, query.after));
  const missing = wanted - hits.length;
  if (missing > 0) {
    const taken = new Set(byName.map(({ id }) => id));
    const found = named.length < wanted ? texts : await textsBehind(runner, query, [...taken], missing);
    hits.push(...hitsByText(found.filter(({ id }) => !taken.has(id)).slice(0, missing)));
  }
  return { hits: hits.slice(0, query.limit), more: hits.length > query.limit };
}

interface NameRow {
  id: Id;
  kind: RecordKind;
  claims: number;
  title: string;
  names: string[];
}

function hitsByName({ query }: SearchQuery, rows: readonly NameRow[]): Hit[] {
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

/** Newest version first; of several records that are one, the newest that matches counts. */
function hitsByText(rows: readonly TextRow[]): Hit[] {
  return rows.map(({ id, kind, claims, version }) => ({
    id,
    kind,
    match: 'TEXT' as const,
    claims,
    keys: ['TEXT', version, id],
  }));
}

function textsBehind(runner: Runner, query: SearchQuery, taken: readonly Id[], most: number): Promise<TextRow[]> {
  return runner.run<TextRow>(SEARCH_TEXTS, { ...parametersOf(query), taken, most });
}
