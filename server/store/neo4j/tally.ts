// Counts by groups. The database groups by nodes and short texts; weeks, ranges, words, order and limits come after, since
// Cypher knows no calendar of ours. A claim of one attribution counts once in any group, so only the others are told apart.

import { OnRecordError } from '../../domain/errors.ts';
import type { TimeUnit } from '../../domain/time-bins.ts';
import { binOf } from '../../domain/time-bins.ts';
import { checkTally } from '../engine/tally-check.ts';
import { RangeBins, TIME_UNITS } from '../engine/time-bins.ts';
import type { ClaimFilter, Dimension, Tally, TallyResult } from '../store.ts';
import type { CompiledFilter } from './cypher/filter.ts';
import { compileFilter } from './cypher/filter.ts';
import { AT_OF_NEWEST } from './cypher/records.ts';
import { isSource, outermostText, talliesText } from './cypher/tally.ts';
import type { Row, Runner } from './database.ts';
import type { Group } from './tally-order.ts';
import { orderGroups } from './tally-order.ts';

export interface GroupRow extends Row {
  /** Of its tally, among those asked together. */
  tallyIndex: number;
  keys: (string | null)[];
  /** Ends of a range of days, where the key of time is one. */
  ranged: boolean;
  lo: string | null;
  hi: string | null;
  /** n, supports, opposes, neutral, mixed. */
  counts: number[];
  first: string | null;
  last: string | null;
}

/** One statement for all; a second one where open ends of time have to be found. */
export async function tally(runner: Runner, queries: readonly Tally[]): Promise<(TallyResult | OnRecordError)[]> {
  for (const query of queries) checkTally(query);
  const { text, parameters } = talliesText(queries.map(compileTally));
  const found = await runner.run<GroupRow>(text, parameters);
  const newest = found.find(({ tallyIndex }) => tallyIndex < 0)?.counts[0];
  if (newest === undefined) throw new Error('there is no graph');
  const rows = queries.map((): GroupRow[] => []);
  for (const row of found) rows[row.tallyIndex]?.push(row);
  return Promise.all(
    queries.map(async (query, tallyIndex) => {
      const version = Math.min(query.filter.asOf ?? newest, newest);
      try {
        return { ...orderGroups(query, await groupsOf(runner, query, rows[tallyIndex] ?? [], version)), version };
      } catch (error) {
        if (error instanceof OnRecordError && error.code === 'LIMIT') return error;
        throw error;
      }
    }),
  );
}

/** Null where nothing can pass. */
function compileTally(query: Tally): { compiled: CompiledFilter; query: Tally } | null {
  const compiled = compileFilter(query.filter, AT_OF_NEWEST);
  return compiled === null || query.ends?.length === 0 || query.pairs?.length === 0 ? null : { compiled, query };
}

async function groupsOf(runner: Runner, query: Tally, rows: readonly GroupRow[], version: number): Promise<Group[]> {
  if (query.by.length === 0 && rows.length === 0)
    return [{ keys: [], counts: [0, 0, 0, 0, 0], first: null, last: null }];
  const time = query.by.findIndex((dimension) => TIME_UNITS[dimension] !== undefined);
  const unit = TIME_UNITS[query.by[time] as Dimension];
  const gathered = new Gathered();
  if (unit === undefined) {
    // Only sources and publishers come in several rows.
    if (!query.by.some(isSource)) return [...rows];
    for (const row of rows) gathered.add(row.keys, row);
    return gathered.groups();
  }
  const open = rows.some(({ ranged, lo, hi }) => ranged && (lo === null || hi === null));
  const outer = open ? await outermost(runner, { ...query.filter, asOf: version }) : { lo: '', hi: '' };
  const ranges = new RangeBins(unit);
  for (const row of rows)
    for (const bin of binsOf(row, row.keys[time] ?? null, unit, outer, ranges))
      gathered.add(row.keys.with(time, bin), row);
  return gathered.groups();
}

interface Days {
  lo: string;
  hi: string;
}

/** A range counts in each bin of it. */
function binsOf(
  { ranged, lo, hi }: GroupRow,
  bin: string | null,
  unit: TimeUnit,
  outer: Days,
  ranges: RangeBins,
): readonly (string | null)[] {
  if (!ranged) return [bin !== null && unit === 'WEEK' ? binOf(bin, 'WEEK') : bin];
  return ranges.of(`${lo} ${hi}`, () => [lo ?? outer.lo, hi ?? outer.hi]);
}

/** The first and last known day of all rows: as far as an open end goes. */
async function outermost(runner: Runner, filter: ClaimFilter): Promise<Days> {
  const compiled = compileFilter(filter);
  if (compiled === null) throw new Error('rows without a filter that gives them');
  const [row] = await runner.run<Row & Days>(outermostText(compiled), compiled.parameters);
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
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
