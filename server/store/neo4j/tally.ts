// Counts by groups. The database groups by nodes and short texts; weeks, ranges, words, order and limits come after, since
// Cypher knows no calendar of ours. A claim of one attribution counts once in any group, so only the others are told apart.

import { limit as overLimit } from '../../domain/errors.ts';
import type { TimeUnit } from '../../domain/time-bins.ts';
import { binOf, nextBin } from '../../domain/time-bins.ts';
import type { ClaimFilter, Dimension, Tally, TallyResult } from '../store.ts';
import { readFilter } from './cypher/filter.ts';
import { countText, outermostText, tallyText } from './cypher/tally.ts';
import type { Row, Runner } from './database.ts';
import type { Group } from './tally-order.ts';
import { orderGroups } from './tally-order.ts';

export const TIME_UNITS: Partial<Record<Dimension, TimeUnit>> = {
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  year: 'YEAR',
};
const MOST_BINS = 1_000_000;

export interface GroupRow extends Row {
  keys: (string | number | null)[];
  /** Ends of a range of days, where the key of time is one. */
  ranged: boolean;
  lo: string | null;
  hi: string | null;
  /** n, supports, opposes, neutral, mixed. */
  counts: number[];
  first: string | null;
  last: string | null;
}

export async function tally(runner: Runner, query: Tally): Promise<TallyResult> {
  check(query);
  const groups = await groupsOf(runner, query);
  if (query.by.length === 0 && groups.length === 0)
    groups.push({ keys: [], counts: [0, 0, 0, 0, 0], first: null, last: null });
  return orderGroups(query, groups);
}

/** How many claims (or attributions) pass. */
export async function tallyCount(
  runner: Runner,
  filter: ClaimFilter,
  unit: 'CLAIMS' | 'ATTRIBUTIONS',
): Promise<number> {
  const read = readFilter(filter);
  if (read === null) return 0;
  const [row] = await runner.run<{ n: number }>(countText(read, unit), read.parameters);
  return row?.n ?? 0;
}

function check({ by, unit, ends, filter }: Tally): void {
  const byEnd = by.includes('end');
  if (byEnd && by.length > 1) throw new TypeError('a tally by end has no other dimension');
  if (!byEnd && (unit === 'OTHERS' || ends !== undefined))
    throw new TypeError('only a tally by end counts others or takes ends');
  if (by.includes('other') && filter.about?.length !== 1)
    throw new TypeError('a tally by other needs exactly one id in about');
  if (by.filter((dimension) => TIME_UNITS[dimension] !== undefined).length > 1)
    throw new TypeError('a tally has one unit of time at most');
}

async function groupsOf(runner: Runner, query: Tally): Promise<Group[]> {
  const read = readFilter(query.filter);
  if (read === null || query.ends?.length === 0 || query.pairs?.length === 0) return [];
  const rows = await runner.run<GroupRow>(tallyText(read, query), read.parameters);
  const time = query.by.findIndex((dimension) => TIME_UNITS[dimension] !== undefined);
  const unit = TIME_UNITS[query.by[time] as Dimension];
  const gathered = new Gathered();
  if (unit === undefined) {
    for (const row of rows) gathered.add(row.keys.map(text), row);
    return gathered.groups();
  }
  const open = rows.some(({ ranged, lo, hi }) => ranged && (lo === null || hi === null));
  const outer = open ? await outermost(runner, query.filter) : { lo: '', hi: '' };
  let bins = 0;
  for (const row of rows) {
    const keys = row.keys.map(text);
    for (const bin of binsOf(row, keys[time] ?? null, unit, outer)) {
      if (row.ranged && ++bins > MOST_BINS)
        throw overLimit('the claims spread over too many bins of time', 'ask for a narrower window or a wider unit');
      gathered.add(keys.with(time, bin), row);
    }
  }
  return gathered.groups();
}

interface Days {
  lo: string;
  hi: string;
}

/** A range counts in each bin of it. */
function* binsOf(
  { ranged, lo, hi }: GroupRow,
  bin: string | null,
  unit: TimeUnit,
  outer: Days,
): Iterable<string | null> {
  if (!ranged) {
    yield bin !== null && unit === 'WEEK' ? binOf(bin, 'WEEK') : bin;
    return;
  }
  const last = binOf(hi ?? outer.hi, unit);
  for (let next: string | null = binOf(lo ?? outer.lo, unit); next !== null && next <= last; next = nextBin(next))
    yield next;
}

/** The first and last known day of all rows: as far as an open end goes. */
async function outermost(runner: Runner, filter: ClaimFilter): Promise<Days> {
  const read = readFilter(filter);
  if (read === null) throw new Error('rows without a filter that gives them');
  const [row] = await runner.run<Row & Days>(outermostText(read), read.parameters);
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
}

function text(key: string | number | null): string | null {
  return key === null ? null : String(key);
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
