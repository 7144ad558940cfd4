// A store so simple that it can be checked by reading it: a list of versions, and every answer counted anew from the claims
// that stood at the version asked for. Slow on purpose. Real stores are compared with it on random data.

import { deriveAttributions } from '../../server/domain/attributions.ts';
import { compareCodePoints } from '../../server/domain/code-points.ts';
import type { Day } from '../../server/domain/dates.ts';
import { saidKey } from '../../server/domain/dates.ts';
import { clusters } from '../../server/domain/identity.ts';
import type { RecordKind } from '../../server/domain/ids.ts';
import { kindOf } from '../../server/domain/ids.ts';
import { KINDS, specOf } from '../../server/domain/kinds.ts';
import type { AnyRecord, Claim, Id, Judgement } from '../../server/domain/records.ts';
import { COUNTED_STATUSES } from '../../server/domain/records.ts';
import type { TextQuery } from '../../server/domain/text.ts';
import { classifyName, MATCH_CLASSES, terms } from '../../server/domain/text.ts';
import { binOf, nextBin } from '../../server/domain/time-bins.ts';
import type {
  Attribution,
  Change,
  ClaimFilter,
  ClaimQuery,
  Dimension,
  ListQuery,
  PathQuery,
  SearchQuery,
  Tally,
  TallyRow,
  Write,
} from '../../server/store/store.ts';

interface Fact {
  version: number;
  id: Id;
  record: AnyRecord | null;
  author: string;
  batch: Id | null;
}

interface Row extends Attribution {
  held: Claim;
}

/** The graph as it stood at one version. */
interface Moment {
  version: number;
  records: Map<Id, { version: number; first: number; record: AnyRecord }>;
  canonical(id: Id): Id;
}

type Key = string | null;

export class ReferenceStore {
  readonly #facts: Fact[] = [];

  get version(): number {
    return this.#facts.at(-1)?.version ?? 0;
  }

  /** Takes what a real store has accepted; it refuses nothing. */
  write({ author, batch }: Write, changes: readonly Change[]): void {
    for (const { id, record } of changes) {
      const held = this.#facts.findLast((fact) => fact.id === id)?.record ?? null;
      if (JSON.stringify(held) === JSON.stringify(record)) continue;
      this.#facts.push({ version: this.version + 1, id, record, author, batch });
    }
  }

  claims(query: ClaimQuery): Id[] {
    const moment = this.#at(query.filter.asOf);
    const passing = new Map(this.#rows(moment, query.filter).map((row) => [row.claim, row]));
    const recorded = query.order.startsWith('RECORDED');
    const first = (id: Id) => moment.records.get(id)?.first ?? 0;
    const sorted = [...passing.values()].sort((a, b) =>
      recorded ? first(a.claim) - first(b.claim) : compare(a.said, b.said) || compare(a.claim, b.claim),
    );
    const ids = sorted.map((row) => row.claim);
    return query.order.endsWith('DESC') ? ids.reverse() : ids;
  }

  /** Ascending. */
  attributions(filter: ClaimFilter): Attribution[] {
    const keys = ({ said, claim, speaker, target, stance }: Attribution) => [said, claim, speaker, target, stance];
    return this.#rows(this.#at(filter.asOf), filter)
      .map(({ held: _, ...row }) => row)
      .sort((a, b) => compareLists(keys(a), keys(b)));
  }

  /** All groups that pass `minimum`, in order: what pages of a tally add up to. */
  tally(query: Tally): TallyRow[] {
    const moment = this.#at(query.filter.asOf);
    const filtered = this.#rows(moment, query.filter);
    const outer = outermost(filtered);
    const ends = query.ends && new Set(query.ends.map(moment.canonical));
    const groups = new Map<string, { keys: Key[]; rows: { row: Row; other: Id }[] }>();
    if (query.by.length === 0) groups.set('[]', { keys: [], rows: [] });
    for (const row of filtered) {
      if (query.withoutSelf && row.speaker === row.target) continue;
      if (query.pairs && !query.pairs.some(([speaker, target]) => speaker === row.speaker && target === row.target))
        continue;
      for (const { keys, other } of this.#keys(moment, row, query, outer)) {
        if (ends && !ends.has(keys[0] ?? '')) continue;
        const known = groups.get(JSON.stringify(keys)) ?? { keys, rows: [] };
        known.rows.push({ row, other });
        groups.set(JSON.stringify(keys), known);
      }
    }
    return [...groups.values()]
      .map(({ keys, rows }) => count(keys, rows, query.unit ?? 'ATTRIBUTIONS'))
      .filter((row) => row.n >= (query.minimum ?? Number.NEGATIVE_INFINITY))
      .sort((a, b) => (query.order === 'COUNT' ? b.n - a.n : 0) || compareLists(a.keys, b.keys));
  }

  find({ kind, order, facets = {}, from, to, undated, canonicalOnly = true }: ListQuery): Id[] {
    const moment = this.#at(undefined);
    const spec = specOf(kind);
    const found = [...moment.records.values()].filter(({ record }) => {
      if (kindOf(record.id) !== kind || (canonicalOnly && moment.canonical(record.id) !== record.id)) return false;
      const own = spec.facets(record);
      const has = (field: string, values: readonly string[]) =>
        own.some((facet) => facet.field === field && values.includes(facet.value));
      if (!Object.entries(facets).every(([field, values]) => has(field, values))) return false;
      const bounds = spec.bounds(record);
      return inWindow(bounds !== null, bounds?.earliest ?? null, bounds?.latest ?? null, from, to, undated);
    });
    const key = ({ record, first }: (typeof found)[number]) =>
      order.startsWith('TITLE')
        ? spec.title(record)
        : order.startsWith('DATE')
          ? saidKey(spec.bounds(record))
          : String(first).padStart(9, '0');
    found.sort((a, b) => compare(key(a), key(b)) || compare(a.record.id, b.record.id));
    const ids = found.map(({ record }) => record.id);
    return order.endsWith('DESC') ? ids.reverse() : ids;
  }

  getMany(
    ids: readonly Id[],
    asOf?: number,
  ): ({ version: number; first: number; record: AnyRecord; canonical: Id; members: Id[] } | null)[] {
    const moment = this.#at(asOf);
    return ids.map((id) => {
      const held = moment.records.get(id);
      if (held === undefined) return null;
      const others = [...moment.records.keys()]
        .filter((other) => other !== id && moment.canonical(other) === id)
        .sort(compare);
      return { ...held, canonical: moment.canonical(id), members: [id, ...others] };
    });
  }

  search({ query, kinds }: SearchQuery): { id: Id; match: string; claims: number }[] {
    const moment = this.#at(undefined);
    const counted = this.#rows(moment, {});
    const best = new Map<Id, { rank: number; version: number }>();
    for (const { record, version } of moment.records.values()) {
      const kind = kindOf(record.id) as RecordKind;
      if (!kinds.includes(kind)) continue;
      const spec = specOf(kind);
      const ranks = spec
        .names(record)
        .map((name) => classifyName(query, name))
        .filter((match) => match !== null)
        .map((match) => MATCH_CLASSES.indexOf(match));
      if (
        holds(
          query,
          spec.texts(record).map(({ text }) => text),
        )
      )
        ranks.push(MATCH_CLASSES.indexOf('TEXT'));
      const rank = Math.min(...ranks);
      const id = moment.canonical(record.id);
      const known = best.get(id);
      if (ranks.length === 0 || (known && (known.rank < rank || (known.rank === rank && known.version > version))))
        continue;
      best.set(id, { rank, version });
    }
    const hits = [...best].map(([id, { rank, version }]) => {
      const claims = new Set(counted.filter((row) => row.speaker === id || row.target === id).map((row) => row.claim))
        .size;
      const record = moment.records.get(id)?.record as AnyRecord;
      return { id, rank, version, claims, title: specOf(kindOf(id) as RecordKind).title(record) };
    });
    hits.sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.rank === 4
          ? b.version - a.version
          : b.claims - a.claims || compare(a.title, b.title) || compare(a.id, b.id)),
    );
    return hits.map(({ id, rank, claims }) => ({ id, match: MATCH_CLASSES[rank] as string, claims }));
  }

  paths({ filter, from, to, maxHops, limit, exclude }: PathQuery): Id[][] {
    const moment = this.#at(filter.asOf);
    const next = new Map<Id, Set<Id>>();
    const join = (a: Id, b: Id) => next.set(a, (next.get(a) ?? new Set()).add(b));
    for (const { speaker, target } of this.#rows(moment, filter)) {
      join(speaker, target);
      join(target, speaker);
    }
    const [start, end] = [moment.canonical(from), moment.canonical(to)];
    const closed = new Set(exclude.map(moment.canonical));
    const found: Id[][] = [];
    const walk = (path: Id[]) => {
      for (const id of next.get(path.at(-1) as Id) ?? []) {
        if (path.includes(id)) continue;
        if (id === end) found.push([...path, id]);
        else if (path.length < maxHops && !closed.has(id) && kindOf(id) !== 'claim') walk([...path, id]);
      }
    };
    if (start !== end) walk([start]);
    return found.sort((a, b) => a.length - b.length || compareLists(a, b)).slice(0, limit);
  }

  #at(asOf: number | undefined): Moment {
    const version = asOf ?? this.version;
    const records: Moment['records'] = new Map();
    for (const fact of this.#facts.filter((one) => one.version <= version)) {
      const first = this.#facts.find((one) => one.id === fact.id)?.version ?? 0;
      if (fact.record === null) records.delete(fact.id);
      else records.set(fact.id, { version: fact.version, first, record: fact.record });
    }
    const judgements = [...records.values()]
      .filter(({ record }) => kindOf(record.id) === 'judgement')
      .sort((a, b) => a.first - b.first);
    const { canonical } = clusters(judgements.map(({ record }) => record as Judgement));
    return { version, records, canonical: (id) => canonical.get(id) ?? id };
  }

  #rows(moment: Moment, filter: ClaimFilter): Row[] {
    const claims = [...moment.records.values()]
      .map(({ record }) => record)
      .filter((record): record is Claim => kindOf(record.id) === 'claim');
    return claims.flatMap((held) => {
      const rows = deriveAttributions(held, moment.canonical);
      if (!this.#claimPasses(moment, held, rows, filter)) return [];
      return rows.filter((row) => rowPasses(moment, row, filter)).map((row) => ({ ...row, held }));
    });
  }

  #claimPasses(moment: Moment, claim: Claim, rows: readonly Attribution[], filter: ClaimFilter): boolean {
    const same = (ids: readonly Id[]) => ids.map(moment.canonical);
    const isAt = (ids: readonly Id[]) => rows.some((row) => same(ids).includes(row.target));
    const bounds = KINDS.claim.bounds(claim);
    const versions = this.#facts.filter((fact) => fact.id === claim.id && fact.version <= moment.version);
    return (
      inWindow(
        bounds !== null,
        bounds?.earliest ?? null,
        bounds?.latest ?? null,
        filter.saidFrom,
        filter.saidTo,
        filter.undated,
      ) &&
      (filter.statuses ?? COUNTED_STATUSES).includes(claim.status) &&
      (filter.topics === undefined || isAt(filter.topics)) &&
      (filter.events === undefined ||
        isAt(filter.events) ||
        (claim.at !== null && same(filter.events).includes(moment.canonical(claim.at)))) &&
      (filter.sources === undefined || claim.quotes.some((quote) => filter.sources?.includes(quote.source))) &&
      (filter.publishers === undefined ||
        claim.quotes.some((quote) => filter.publishers?.includes(publisher(moment, quote.source) ?? ''))) &&
      (filter.kinds === undefined || filter.kinds.includes(claim.kind)) &&
      (filter.text === undefined ||
        holds(
          filter.text,
          KINDS.claim.texts(claim).map(({ text }) => text),
        )) &&
      (filter.directSpeech === undefined || filter.directSpeech === claim.directSpeech) &&
      (filter.curators === undefined || versions.some((fact) => filter.curators?.includes(fact.author))) &&
      (filter.batches === undefined ||
        versions.some((fact) => fact.batch !== null && filter.batches?.includes(fact.batch)))
    );
  }

  /** The groups that a row counts in, each once. */
  #keys(moment: Moment, row: Row, { by, filter }: Tally, outer: [Day, Day] | null): { keys: Key[]; other: Id }[] {
    if (by[0] === 'end') {
      const ends = [{ keys: [row.speaker], other: row.target }];
      return row.speaker === row.target ? ends : [...ends, { keys: [row.target], other: row.speaker }];
    }
    const about = filter.about === undefined ? '' : moment.canonical(filter.about[0] ?? '');
    let all: Key[][] = [[]];
    for (const dimension of by) {
      const values = new Set(valuesOf(moment, row, dimension, about, outer));
      all = all.flatMap((keys) => [...values].map((value) => [...keys, value]));
    }
    return all.map((keys) => ({ keys, other: '' }));
  }
}

function rowPasses(moment: Moment, row: Attribution, filter: ClaimFilter): boolean {
  const has = (ids: readonly Id[] | undefined, ...ends: Id[]) =>
    ids === undefined || ends.some((end) => ids.map(moment.canonical).includes(end));
  return (
    has(filter.speakers, row.speaker) &&
    has(filter.targets, row.target) &&
    (filter.targetKinds === undefined || filter.targetKinds.includes(kindOf(row.target) as RecordKind)) &&
    has(filter.between, row.speaker) &&
    has(filter.between, row.target) &&
    has(filter.about, row.speaker, row.target) &&
    (filter.stances === undefined || filter.stances.includes(row.stance))
  );
}

function valuesOf(moment: Moment, row: Row, dimension: Dimension, about: Id, outer: [Day, Day] | null): Key[] {
  switch (dimension) {
    case 'speaker':
    case 'target':
    case 'stance':
    case 'status':
    case 'claimKind':
    case 'claim':
      return [row[dimension]];
    case 'other':
      return [row.speaker === about ? row.target : row.speaker];
    case 'targetKind':
      return [kindOf(row.target)];
    case 'joint':
      return [String(row.joint)];
    case 'source':
      return row.held.quotes.map((quote) => quote.source);
    case 'publisher':
      return row.held.quotes.map((quote) => publisher(moment, quote.source));
    case 'end':
      throw new Error('end stands alone');
    default: {
      if (!row.dated) return [null];
      const unit = dimension.toUpperCase() as 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';
      const last = binOf(row.latest ?? outer?.[1] ?? '', unit);
      const bins: Key[] = [];
      for (
        let bin: string | null = binOf(row.earliest ?? outer?.[0] ?? '', unit);
        bin !== null && bin <= last;
        bin = nextBin(bin)
      )
        bins.push(bin);
      return bins;
    }
  }
}

function count(keys: Key[], rows: readonly { row: Row; other: Id }[], unit: NonNullable<Tally['unit']>): TallyRow {
  const counted = (some: typeof rows) => {
    if (unit === 'CLAIMS') return new Set(some.map(({ row }) => row.claim)).size;
    if (unit === 'OTHERS') return new Set(some.map(({ other }) => other).filter((other) => other !== keys[0])).size;
    return some.length;
  };
  const of = (stance: string) => counted(rows.filter(({ row }) => row.stance === stance));
  const earliest = rows
    .map(({ row }) => row.earliest)
    .filter((day) => day !== null)
    .sort();
  const latest = rows
    .map(({ row }) => row.latest)
    .filter((day) => day !== null)
    .sort();
  return {
    keys,
    n: counted(rows),
    supports: of('SUPPORTS'),
    opposes: of('OPPOSES'),
    neutral: of('NEUTRAL'),
    mixed: of('MIXED'),
    first: earliest[0] ?? null,
    last: latest.at(-1) ?? null,
  };
}

function inWindow(
  dated: boolean,
  earliest: Day | null,
  latest: Day | null,
  from?: Day,
  to?: Day,
  undated?: ClaimFilter['undated'],
): boolean {
  const windowed = from !== undefined || to !== undefined;
  const without = undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE');
  if (!dated) return without !== 'EXCLUDE';
  if (without === 'ONLY' || (from !== undefined && to !== undefined && from > to)) return false;
  return (
    (to === undefined || earliest === null || earliest <= to) &&
    (from === undefined || latest === null || latest >= from)
  );
}

function outermost(rows: readonly Attribution[]): [Day, Day] | null {
  const days = rows
    .flatMap(({ earliest, latest }) => [earliest, latest])
    .filter((day) => day !== null)
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

function publisher(moment: Moment, id: Id): string | null {
  const held = moment.records.get(id)?.record;
  return held !== undefined && 'publisher' in held ? held.publisher : null;
}

function holds(query: TextQuery, texts: readonly string[]): boolean {
  const found = texts.flatMap((text) => terms(text));
  return query.terms.every((term, index) =>
    found.some((one) => (query.lastIsPrefix && index === query.terms.length - 1 ? one.startsWith(term) : one === term)),
  );
}

function compare(a: string, b: string): number {
  return compareCodePoints(a, b);
}

/** Null first. */
function compareLists(a: readonly Key[], b: readonly Key[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left, right] = [a[index] as Key, b[index] as Key];
    if (left === right) continue;
    if (left === null || right === null) return left === null ? -1 : 1;
    return compare(left, right);
  }
  return a.length - b.length;
}
