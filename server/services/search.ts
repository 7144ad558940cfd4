// Search over names in any script, propositions, quotes and texts. The store says which records match and in what order;
// here each hit learns which of its fields matched, and where.

import { codePointLength, sliceCodePoints } from '../domain/code-points.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { fold } from '../domain/folding.ts';
import { checkTextProblem } from '../domain/hostile-text.ts';
import { specOf } from '../domain/kinds.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import { SEARCHED_KINDS } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { Snippet } from '../domain/snippet.ts';
import { snippet } from '../domain/snippet.ts';
import type { MatchClass, TextQuery } from '../domain/text.ts';
import { classifyName, parseQuery } from '../domain/text.ts';
import type { Hit } from '../store/store.ts';
import type { Asking } from './asking.ts';
import type { ResolvedRecord } from './records.ts';

export interface FoundRecord {
  record: ResolvedRecord;
  match: MatchClass;
  field: string;
  snippet: string;
  start: number;
  end: number;
  claims: number;
  keys: Hit['keys'];
}

/** Marks of direction come along when a name is pasted; folding drops them. */
const TEXT_RULES = { max: 200, verbatim: true };

export async function search(
  ask: Asking,
  resolve: (ids: readonly Id[]) => Promise<(ResolvedRecord | null)[]>,
  text: string,
  kinds: readonly RecordKind[] | null,
  paging: { limit: number; after?: readonly (string | number)[] | undefined },
): Promise<{ items: FoundRecord[]; more: boolean }> {
  const faults = new FaultCollector();
  for (const [index, kind] of (kinds ?? []).entries())
    if (!SEARCHED_KINDS.includes(kind))
      faults.add(['kinds', index], { code: 'NOT_SEARCHABLE', choices: SEARCHED_KINDS });
  const problem = checkTextProblem(text, TEXT_RULES);
  if (problem !== null) faults.add(['text'], problem);
  faults.throwIfAny();
  const query = parseQuery(text);
  const { hits, more } = await ask.search({ query, kinds: kinds ?? SEARCHED_KINDS, ...paging });
  const records = await resolve(hits.map(({ id }) => id));
  const items = hits.flatMap((hit, index) => {
    const record = records[index];
    return record
      ? [{ record, match: hit.match, claims: hit.claims, keys: hit.keys, ...whereFound(query, record, hit.match) }]
      : [];
  });
  return { items, more };
}

/** Which field shows the match best, and the passage around it. */
function whereFound(
  query: TextQuery,
  { kind, record }: ResolvedRecord,
  match: MatchClass,
): Pick<FoundRecord, 'field' | 'snippet' | 'start' | 'end'> {
  const spec = specOf(kind);
  if (match !== 'TEXT') {
    for (const { field, text } of namesOf(record)) {
      if (classifyName(query, text) === match)
        return { field, ...passage(snippet(query, text, Number.MAX_SAFE_INTEGER) ?? inner(query, text)) };
    }
  }
  for (const { field, text } of spec.texts(record)) {
    const found = snippet(query, text);
    if (found) return { field, ...passage(found) };
  }
  // Its terms stand in several fields, or with a record that it stands for.
  return { field: 'title' in record ? 'title' : 'name', snippet: spec.title(record), start: 0, end: 0 };
}

function passage({ text, start, end }: Snippet): { snippet: string; start: number; end: number } {
  return { snippet: text, start, end };
}

function namesOf(record: ResolvedRecord['record']): { field: string; text: string }[] {
  if ('title' in record) return [{ field: 'title', text: record.title }];
  if (!('names' in record)) return [];
  return [
    { field: 'name', text: record.name },
    ...record.names.map(({ text }, index) => ({ field: `names[${index}].text`, text })),
  ];
}

/** A match inside a word: the shortest span that folds to what was asked for, or to its longest term; else the whole name. */
function inner(query: TextQuery, text: string): Snippet {
  const length = codePointLength(text);
  const longestFirst = [query.folded, ...query.terms.toSorted((a, b) => b.length - a.length)];
  for (const wanted of longestFirst) {
    for (let start = length - 1; start >= 0; start--) {
      if (!fold(sliceCodePoints(text, start, length)).startsWith(wanted)) continue;
      let end = start + 1;
      while (end < length && !fold(sliceCodePoints(text, start, end)).startsWith(wanted)) end++;
      return { text, start, end };
    }
  }
  return { text, start: 0, end: length };
}
