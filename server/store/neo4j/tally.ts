// Counts by groups. The database groups by nodes and short texts; words, order and limits come after. A claim of one attribution counts once in any group, so only the others are told apart.

import type { OnRecordError } from '../../domain/errors.ts';
import { checkTally } from '../engine/tally-check.ts';
import type { Tally, TallyResult } from '../store.ts';
import type { CompiledFilter } from './cypher/filter.ts';
import { compileFilter } from './cypher/filter.ts';
import { AT_OF_NEWEST } from './cypher/records.ts';
import { isSource, talliesText } from './cypher/tally.ts';
import type { Row, Runner } from './database.ts';
import type { Group } from './tally-order.ts';
import { orderGroups } from './tally-order.ts';

export interface GroupRow extends Row {
  /** Of its tally, among those asked together. */
  tallyIndex: number;
  keys: (string | null)[];
  /** n, supports, opposes, neutral, mixed. */
  counts: number[];
  first: string | null;
  last: string | null;
}

/** One statement for all. */
export async function tally(runner: Runner, queries: readonly Tally[]): Promise<(TallyResult | OnRecordError)[]> {
  for (const query of queries) checkTally(query);
  const { text, parameters } = talliesText(queries.map(compileTally));
  const found = await runner.run<GroupRow>(text, parameters);
  const newest = found.find(({ tallyIndex }) => tallyIndex < 0)?.counts[0];
  if (newest === undefined) throw new Error('there is no graph');
  const rows = queries.map((): GroupRow[] => []);
  for (const row of found) rows[row.tallyIndex]?.push(row);
  return queries.map((query, tallyIndex) => ({
    ...orderGroups(query, groupsOf(query, rows[tallyIndex] ?? [])),
    version: Math.min(query.filter.asOf ?? newest, newest),
  }));
}

/** Null where nothing can pass. */
function compileTally(query: Tally): { compiled: CompiledFilter; query: Tally } | null {
  const compiled = compileFilter(query.filter, AT_OF_NEWEST);
  return compiled === null || query.ends?.length === 0 || query.pairs?.length === 0 ? null : { compiled, query };
}

function groupsOf(query: Tally, rows: readonly GroupRow[]): Group[] {
  if (query.by.length === 0 && rows.length === 0)
    return [{ keys: [], counts: [0, 0, 0, 0, 0], first: null, last: null }];
  // Only sources and publishers come in several rows.
  if (!query.by.some(isSource)) return [...rows];
  const gathered = new Gathered();
  for (const row of rows) gathered.add(row.keys, row);
  return gathered.groups();
}

/** Rows with the same keys are added up. */
class Gathered {
  readonly #groups = new Map<string, Group>();

  add(keys: (string | null)[], { counts, first, last }: GroupRow): void {
    const key = keys.length === 1 ? String(keys[0] ?? '\u0000') : JSON.stringify(keys);
    const known = this.#groups.get(key);
    if (known === undefined) {
      this.#groups.set(key, { keys, counts, first, last });
      return;
    }
    known.counts = known.counts.map((count, index) => count + (counts[index] ?? 0));
    if (first !== null && (known.first === null || first < known.first)) known.first = first;
    if (last !== null && (known.last === null || last > known.last)) known.last = last;
  }

  groups(): Group[] {
    return [...this.#groups.values()];
  }
}
