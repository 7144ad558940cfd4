// A store so simple that it can be checked by reading it: a list of facts, and every answer counted anew from those that stood
// at the version asked for. The others are compared with it, and tests that are about something else run on it.

import { compareCodePoints } from '../../domain/code-points.ts';
import { saidKey } from '../../domain/dates.ts';
import { OnRecordError } from '../../domain/errors.ts';
import { pathText } from '../../domain/faults/path-text.ts';
import { specOf } from '../../domain/kinds.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { RECORD_KINDS } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import { CHANGES_LENGTH, PAGE_RECORDS } from '../engine/chunks.ts';
import { isInvalid, withFound } from '../engine/given-up.ts';
import { checkTally } from '../engine/tally-check.ts';
import type {
  Change,
  ClaimQuery,
  KeyValueEntry,
  ListQuery,
  Page,
  Related,
  Stats,
  Store,
  Stored,
  Version,
  Write,
  Written,
} from '../store.ts';
import type { Fact } from './facts.ts';
import { Facts } from './facts.ts';
import { inWindow, passing } from './filter.ts';
import type { LiveFact, Moment } from './moment.ts';
import { Moments } from './moment.ts';
import { pageOf } from './pages.ts';
import { paths } from './paths.ts';
import { relatedTo } from './related.ts';
import { search } from './search.ts';
import { tally } from './tally.ts';
import { MemoryWrite } from './write.ts';

export async function openMemory(): Promise<Store> {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly #facts = new Facts();
  readonly #moments = new Moments(this.#facts);
  readonly #entries = new Map<string, KeyValueEntry>();
  /** Settles when every write so far has. */
  #written: Promise<unknown> = Promise.resolve();
  #closed = false;

  async getMany(ids: readonly Id[], asOf?: number, related?: Related): Promise<(Stored | null)[]> {
    const moment = this.#at(asOf);
    const found = ids.map((id) => {
      const held = moment.records.get(id);
      return held === undefined ? null : moment.stored(held);
    });
    return related === undefined ? found : [...found, ...relatedTo(moment, ids, related)];
  }

  async find(query: ListQuery): Promise<Page<Stored>> {
    const moment = this.#at();
    const { facets = {}, places, from, to, undated, canonicalOnly = true } = query;
    const spec = specOf(query.kind);
    const items = moment.ofKind(query.kind).filter(({ id, record }) => {
      const own = spec.facets(record);
      const has = ([field, values]: [string, readonly string[]]) =>
        own.some((facet) => facet.field === field && values.includes(facet.value));
      return (
        (!canonicalOnly || moment.canonical(id) === id) &&
        Object.entries(facets).every(has) &&
        (places === undefined || ('place' in record && record.place !== null && places.includes(record.place))) &&
        inWindow(spec.bounds(record), from, to, undated)
      );
    });
    const keys = ({ id, first, record }: LiveFact) => {
      if (query.order.startsWith('RECORDED')) return [first];
      return [query.order.startsWith('TITLE') ? spec.title(record) : saidKey(spec.bounds(record)), id];
    };
    return withRelated(moment, pageOf(items, query, query.order, keys), query.related);
  }

  async claims(query: ClaimQuery): Promise<Page<Stored<'claim'>>> {
    const moment = this.#at(query.filter.asOf);
    const page = pageOf(passing(moment, query.filter), query, query.order, ({ held, rows }) =>
      query.order.startsWith('RECORDED') ? [held.first] : [rows[0]?.said ?? '', held.id],
    );
    const held = { ...page, items: page.items.map((said) => said.held) };
    return withRelated(moment, held, query.related) as Page<Stored<'claim'>>;
  }

  async attributions(query: Parameters<Store['attributions']>[0]): ReturnType<Store['attributions']> {
    const rows = passing(this.#at(query.filter.asOf), query.filter).flatMap((said) => said.rows);
    return pageOf(rows, query, query.order, ({ said, claim, speaker, target, stance }) => [
      said,
      claim,
      speaker,
      target,
      stance,
    ]);
  }

  async tally(tallies: Parameters<Store['tally']>[0]): ReturnType<Store['tally']> {
    for (const query of tallies) checkTally(query);
    return tallies.map((query) => {
      try {
        return tally(this.#at(query.filter.asOf), query);
      } catch (error) {
        if (error instanceof OnRecordError && error.code === 'LIMIT') return error;
        throw error;
      }
    });
  }

  async paths(query: Parameters<Store['paths']>[0]): Promise<Id[][]> {
    return paths(this.#at(query.filter.asOf), query);
  }

  async search(queries: Parameters<Store['search']>[0]): ReturnType<Store['search']> {
    const moment = this.#at();
    return queries.map((query) => search(moment, query));
  }

  write(write: Write, changes: readonly Change[] | AsyncIterable<readonly Change[]>): Promise<Written> {
    return this.#inTurn(async () => {
      await write.look?.();
      const run = new MemoryWrite(this.#facts, write);
      const results: Written['results'] = [];
      try {
        if (isList(changes)) results.push(...run.apply(changes));
        else for await (const chunk of changes) run.apply(chunk);
      } catch (error) {
        throw isInvalid(error) ? withFound(error, run.giveUp()) : error;
      }
      const written = run.finish();
      if (write.dryRun !== true) this.#put(write.entries ?? []);
      return { ...written, results };
    });
  }

  async history(
    id: Id,
    { limit, before = Number.POSITIVE_INFINITY }: { limit: number; before?: number },
  ): Promise<Page<Version>> {
    this.#checkOpen();
    const facts = this.#facts
      .of(id)
      .filter(({ version }) => version < before)
      .reverse();
    return { items: facts.slice(0, limit).map(versionOf), more: facts.length > limit, total: null };
  }

  async authors(versions: readonly number[]): Promise<(string | null)[]> {
    this.#checkOpen();
    return versions.map((version) => this.#facts.all[version - 1]?.commit.author ?? null);
  }

  async changes({ after, limit, batch, kinds }: Parameters<Store['changes']>[0]): Promise<Page<Version>> {
    this.#checkOpen();
    const items: Version[] = [];
    let length = 0;
    for (const fact of this.#facts.all.slice(after)) {
      if (batch !== undefined && fact.commit.batch !== batch) continue;
      if (kinds?.includes(fact.kind) === false) continue;
      length += fact.record === null ? 0 : JSON.stringify(fact.record).length;
      if (items.length === limit || (items.length > 0 && length > CHANGES_LENGTH))
        return { items, more: true, total: null };
      items.push(versionOf(fact));
    }
    return { items, more: false, total: null };
  }

  async *records({ kinds, asOf }: { kinds: readonly RecordKind[]; asOf?: number }): AsyncIterable<Stored[]> {
    const moment = this.#at(asOf);
    for (const kind of kinds) {
      const held = moment.ofKind(kind).sort((a, b) => a.first - b.first);
      for (let start = 0; start < held.length; start += PAGE_RECORDS)
        yield held.slice(start, start + PAGE_RECORDS).map((one) => moment.stored(one));
    }
  }

  async getEntry(space: KeyValueEntry['space'], key: string): Promise<unknown> {
    this.#checkOpen();
    return structuredClone(this.#entries.get(entryName({ space, key }))?.value ?? null);
  }

  async listEntries(space: KeyValueEntry['space']): Promise<{ key: string; value: unknown }[]> {
    this.#checkOpen();
    return [...this.#entries.values()]
      .filter((entry) => entry.space === space)
      .map(({ key, value }) => ({ key, value: structuredClone(value) }))
      .sort((a, b) => compareCodePoints(a.key, b.key));
  }

  putEntries(entries: readonly KeyValueEntry[]): Promise<void> {
    return this.#inTurn(async () => this.#put(entries));
  }

  #put(entries: readonly KeyValueEntry[]): void {
    for (const { space, key, value } of entries)
      if (value === null) this.#entries.delete(entryName({ space, key }));
      else this.#entries.set(entryName({ space, key }), { space, key, value: JSON.parse(JSON.stringify(value)) });
  }

  whileWanted<T>(_left: AbortSignal, work: () => Promise<T>): Promise<T> {
    return work();
  }

  async stats(asOf?: number): Promise<Stats> {
    const moment = this.#at(asOf);
    const counts = RECORD_KINDS.map((kind) => {
      const canonical = moment.ofKind(kind).filter(({ id }) => moment.canonical(id) === id);
      return [kind, canonical.length];
    });
    return {
      datasetVersion: moment.version,
      counts: Object.fromEntries(counts) as Stats['counts'],
      changedAt: this.#facts.all[moment.version - 1]?.commit.time ?? null,
    };
  }

  /** Nothing is derived that could be wrong: what is left is that versions follow each other, and that references lead somewhere. */
  async verify(progress?: (done: number, total: number) => void): Promise<string[]> {
    const moment = this.#at();
    const { all } = this.#facts;
    const problems = all.flatMap(({ version, id }, index) =>
      version === index + 1 ? [] : [`${id}: version ${version} stands where ${index + 1} belongs`],
    );
    for (const { kind, id, record } of moment.records.values())
      for (const ref of specOf(kind).refs(record))
        if (!moment.records.has(ref.id))
          problems.push(`${id}: ${pathText(ref.path)} refers to ${ref.id}, which does not exist`);
    progress?.(all.length, all.length);
    return problems;
  }

  async backup(): Promise<void> {
    throw new OnRecordError(
      'INVALID',
      'a store in memory is no file that could be copied; export writes a copy that any store can import',
    );
  }

  async ready(): Promise<void> {
    this.#checkOpen();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#written;
  }

  #at(asOf?: number): Moment {
    this.#checkOpen();
    return this.#moments.at(asOf);
  }

  /** Writes follow each other; one that fails does not stop the next. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(closed());
    const done = this.#written.then(work);
    this.#written = done.catch(() => undefined);
    return done;
  }

  #checkOpen(): void {
    if (this.#closed) throw closed();
  }
}

function withRelated(moment: Moment, page: Page<LiveFact>, related: Related | undefined): Page<Stored> {
  const ids = page.items.map(({ id }) => id);
  return {
    ...page,
    items: page.items.map((held) => moment.stored(held)),
    ...(related !== undefined && { related: relatedTo(moment, ids, related) }),
  };
}

function versionOf({ version, id, kind, outcome, record, commit }: Fact): Version {
  const { author, time, reason, batch, first, last } = commit;
  return { version, id, kind, outcome, record, author, time, reason, batch, write: { first, last } };
}

function entryName({ space, key }: Pick<KeyValueEntry, 'space' | 'key'>): string {
  return JSON.stringify([space, key]);
}

function isList(changes: readonly Change[] | AsyncIterable<readonly Change[]>): changes is readonly Change[] {
  return Array.isArray(changes);
}

function closed(): OnRecordError {
  return new OnRecordError('UNAVAILABLE', 'the store is closed');
}
