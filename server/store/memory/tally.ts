// Counts by groups: every attribution that passes is put into each group that it belongs to, and each group is counted.

import { kindOf } from '../../domain/ids.ts';
import type { Claim, Id } from '../../domain/records.ts';
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
  const keysOf = new Keys(moment, query);
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

  constructor(moment: Moment, query: Tally) {
    this.#moment = moment;
    this.#query = query;
    this.#ends = query.ends === undefined ? null : new Set(query.ends.map(moment.canonical));
    this.#about = moment.canonical(query.filter.about?.[0] ?? '');
  }

  of(row: Row): { keys: Key[]; other: Id }[] {
    if (this.#query.by[0] === 'end') {
      const ends = [{ keys: [row.speaker], other: row.target }];
      if (row.speaker !== row.target) ends.push({ keys: [row.target], other: row.speaker });
      return ends.filter(({ keys: [end] }) => this.#ends === null || this.#ends.has(end ?? ''));
    }
    // A source and its publisher are of one quote.
    const found = new Map<string, Key[]>();
    for (const { source } of row.record.quotes) {
      const keys = this.#query.by.map((dimension) => this.#value(row, dimension, source));
      found.set(JSON.stringify(keys), keys);
    }
    return [...found.values()].map((keys) => ({ keys, other: '' }));
  }

  #value(row: Row, dimension: Dimension, source: Id): Key {
    switch (dimension) {
      case 'speaker':
      case 'target':
      case 'stance':
      case 'status':
      case 'claimKind':
      case 'claim':
        return row[dimension];
      case 'other':
        return row.speaker === this.#about ? row.target : row.speaker;
      case 'targetKind':
        return kindOf(row.target);
      case 'joint':
        return String(row.joint);
      case 'source':
        return source;
      case 'publisher':
        return this.#moment.publisherOf(source);
      case 'said':
        return row.dated ? daysOf(row) : null;
      case 'end':
        throw new Error('end stands alone');
    }
  }
}

function daysOf({ earliest, latest }: Row): string {
  if (earliest !== null && earliest === latest) return earliest;
  return `${earliest ?? '..'}/${latest ?? '..'}`;
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
