// Search: the indexes find candidates by the beginnings of their terms, the engine decides how each one matches and in which
// order. A merged record is found as the record that stands for it, whichever of their names or texts matched.

import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { bestMatch, compareNameHits, isPastName, nameHit, textHit, textsBelow } from '../engine/search-order.ts';
import type { Found, Hit, SearchQuery } from '../store.ts';
import { wordsOf } from './cypher/filter.ts';
import { SEARCH_TEXTS, searchesText } from './cypher/search.ts';
import type { Row, Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import { beginningsQuery, luceneQuery } from './lucene.ts';
import { plannerLimits } from './planner-limits.ts';
import { titleOf } from './title-key.ts';

interface SearchRow extends Row {
  searchIndex: number;
  named: NameRow[];
  texts: TextRow[];
}

/** One statement for all; one more for each page that goes on behind many names. */
export async function search(runner: Runner, queries: readonly SearchQuery[]): Promise<Found[]> {
  if (queries.length === 0) return [];
  const parameters = queries.flatMap((query, searchIndex) =>
    Object.entries(parametersOf(query)).map(([name, value]) => [`s${searchIndex}_${name}`, value]),
  );
  const rows = await runner.run<SearchRow>(searchesText(queries.length), Object.fromEntries(parameters));
  rows.sort((a, b) => a.searchIndex - b.searchIndex);
  return Promise.all(queries.map((query, searchIndex) => pageOf(runner, query, rows[searchIndex] as SearchRow)));
}

function parametersOf({ query, kinds, limit, after }: SearchQuery): Row {
  const wanted = limit + 1;
  return {
    names: beginningsQuery(query),
    texts: luceneQuery(query),
    ...wordsOf(query),
    ...plannerLimits,
    kinds,
    wanted,
    before: textsBelow(after) ?? FOREVER,
    // Fewer than wanted were found by name, and may be found by text once more.
    most: 2 * wanted,
  };
}

async function pageOf(runner: Runner, query: SearchQuery, { named, texts }: SearchRow): Promise<Found> {
  const byName = hitsByName(query, named);
  const wanted = query.limit + 1;
  const hits = byName.filter((hit) => isPastName(hit, query.after));
  const missing = wanted - hits.length;
  if (missing > 0) {
    const taken = new Set(byName.map(({ id }) => id));
    const found = named.length < wanted ? texts : await textsBehind(runner, query, [...taken], missing);
    const others = found.filter(({ id }) => !taken.has(id)).slice(0, missing);
    hits.push(...others.map((row) => textHit(row, row.version)));
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
  const hits = rows.flatMap((row): Hit[] => {
    const match = bestMatch(query, row.names);
    return match === null ? [] : [nameHit(match, row, titleOf(row.title))];
  });
  return hits.sort(compareNameHits);
}

interface TextRow extends Row {
  id: Id;
  kind: RecordKind;
  claims: number;
  version: number;
}

function textsBehind(runner: Runner, query: SearchQuery, taken: readonly Id[], most: number): Promise<TextRow[]> {
  return runner.run<TextRow>(SEARCH_TEXTS, { ...parametersOf(query), taken, most });
}
