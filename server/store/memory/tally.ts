// Counts by groups: every attribution that passes is put into each group that it belongs to, and each group is counted.

import { kindOf } from '../../domain/ids.ts';
import type { Claim, Id } from '../../domain/records.ts';
import { binOf, nextBin } from '../../domain/time-bins.ts';
import { MOST_BINS, tooManyBins } from '../engine/refusals.ts';
import { TIME_UNITS } from '../engine/time-bins.ts';
import type { Attribution, Dimension, Tally, TallyResult, TallyRow } from '../store.ts';
import { passing } from './filter.ts';
import type { Moment } from './moment.ts';
import { compareKeys } from './pages.ts';

type Key = string | null;

interface Row extends Attribution {
  record: Claim;
  /** The other end, where groups are those of one end. */
  other: Id;
}

export function tally(moment: Moment, query: Tally): TallyResult {
  const { minimum = Number.NEGATIVE_INFINITY, order, after, limit } = query;
  const byCount = order === 'COUNT';
  const groups = [...groupsOf(moment, query)]
    .map(([, { keys, rows }]) => count(keys, rows, query.unit ?? 'ATTRIBUTIONS'))
    .filter(({ n }) => n >= minimum)
    .sort((a, b) => (byCount ? b.n - a.n : 0) || compareKeys(a.keys, b.keys));
  const isPast = ({ n, keys }: TallyRow) =>
    after === undefined || (byCount && n !== after.n ? n < after.n : compareKeys(keys, after.keys) > 0);
  const rest = groups.filter(isPast);
  const rows = rest.slice(0, limit);
  const total = query.total === true ? groups.length : null;
  return { rows, more: rows.length < rest.length, groups: total, version: moment.version };
}

function groupsOf(moment: Moment, query: Tally): Map<string, { keys: Key[]; rows: Row[] }> {
  const groups = new Map<string, { keys: Key[]; rows: Row[] }>();
  if (query.by.length === 0) groups.set('[]', { keys: [], rows: [] });
  const all = passing(moment, query.filter).flatMap(({ held, rows }) =>
    rows.map((row): Row => ({ ...row, record: held.record, other: '' })),
  );
  const keysOf = new Keys(moment, query, all);
  for (const row of all) {
    if (query.withoutSelf === true && row.speaker === row.target) continue;
    if (query.pairs?.every(([speaker, target]) => speaker !== row.speaker || target !== row.target)) continue;
    for (const { keys, other } of keysOf.of(row)) {
      const name = JSON.stringify(keys);
      const group = groups.get(name) ?? { keys, rows: [] };
      group.rows.push({ ...row, other });
      groups.set(name, group);
    }
  }
  return groups;
}

/** The groups that an attribution counts in, each once. */
class Keys {
  readonly #moment: Moment;
  readonly #query: Tally;
  readonly #ends: ReadonlySet<Id> | null;
  readonly #about: Id;
  /** The first and last known day of all that passes: as far as an open end goes. */
  readonly #days: readonly string[];
  #bins = 0;

  constructor(moment: Moment, query: Tally, rows: readonly Row[]) {
    this.#moment = moment;
    this.#query = query;
    this.#ends = query.ends === undefined ? null : new Set(query.ends.map(moment.canonical));
    this.#about = moment.canonical(query.filter.about?.[0] ?? '');
    this.#days = rows
      .flatMap(({ earliest, latest }) => [earliest, latest])
      .filter((day) => day !== null)
      .sort();
  }

  of(row: Row): { keys: Key[]; other: Id }[] {
    if (this.#query.by[0] === 'end') {
      const ends = [{ keys: [row.speaker], other: row.target }];
      if (row.speaker !== row.target) ends.push({ keys: [row.target], other: row.speaker });
      return ends.filter(({ keys: [end] }) => this.#ends === null || this.#ends.has(end ?? ''));
    }
    let all: Key[][] = [[]];
    for (const dimension of this.#query.by) {
      const values = new Set(this.#values(row, dimension));
      all = all.flatMap((keys) => [...values].map((value) => [...keys, value]));
    }
    return all.filter((keys) => this.#publishes(keys)).map((keys) => ({ keys, other: '' }));
  }

  /** Not a source beside the publisher of another one that the claim cites too. */
  #publishes(keys: readonly Key[]): boolean {
    const [source, publisher] = [this.#query.by.indexOf('source'), this.#query.by.indexOf('publisher')];
    return source < 0 || publisher < 0 || this.#moment.publisherOf(keys[source] ?? '') === keys[publisher];
  }

  #values(row: Row, dimension: Dimension): Key[] {
    switch (dimension) {
      case 'speaker':
      case 'target':
      case 'stance':
      case 'status':
      case 'claimKind':
      case 'claim':
        return [row[dimension]];
      case 'other':
        return [row.speaker === this.#about ? row.target : row.speaker];
      case 'targetKind':
        return [kindOf(row.target)];
      case 'joint':
        return [String(row.joint)];
      case 'source':
        return row.record.quotes.map(({ source }) => source);
      case 'publisher':
        return row.record.quotes.map(({ source }) => this.#moment.publisherOf(source));
      default:
        return this.#binsOf(row, dimension);
    }
  }

  #binsOf({ dated, earliest, latest }: Row, dimension: Dimension): Key[] {
    const unit = TIME_UNITS[dimension];
    if (unit === undefined) throw new Error(`${dimension} stands alone`);
    if (!dated) return [null];
    const last = binOf(latest ?? this.#days.at(-1) ?? '', unit);
    const bins: Key[] = [];
    let bin: Key = binOf(earliest ?? this.#days[0] ?? '', unit);
    for (; bin !== null && bin <= last; bin = nextBin(bin)) {
      if (++this.#bins > MOST_BINS) throw tooManyBins();
      bins.push(bin);
    }
    return bins;
  }
}

function count(keys: Key[], rows: readonly Row[], unit: NonNullable<Tally['unit']>): TallyRow {
  const counted = (some: readonly Row[]) => {
    if (unit === 'CLAIMS') return new Set(some.map(({ claim }) => claim)).size;
    if (unit === 'OTHERS') return new Set(some.map(({ other }) => other).filter((other) => other !== keys[0])).size;
    return some.length;
  };
  const of = (stance: Row['stance']) => counted(rows.filter((row) => row.stance === stance));
  const days = (end: 'earliest' | 'latest') => rows.flatMap((row) => row[end] ?? []).sort();
  return {
    keys,
    n: counted(rows),
    supports: of('SUPPORTS'),
    opposes: of('OPPOSES'),
    neutral: of('NEUTRAL'),
    mixed: of('MIXED'),
    first: days('earliest')[0] ?? null,
    last: days('latest').at(-1) ?? null,
  };
}
