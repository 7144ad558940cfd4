// Rows -> records, all or nothing: one batch, one transaction, every fault with its place. The same rows twice change
// nothing, because ids come from the rows or from their content.

import { invalid, OnRecordError } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { Faults } from '../../domain/errors.ts';
import { contentId, newId } from '../../domain/ids.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import type { AnyRecord, Batch, Claim, Event, Id, Source } from '../../domain/records.ts';
import { KIND_ORDER } from '../../domain/records.ts';
import type { Change, Store } from '../../store/store.ts';
import { anchorImported } from './anchor-imported.ts';
import { Places } from './places.ts';
import { QuoteTexts } from './quote-texts.ts';
import type { Row } from './rows.ts';

export interface ImportOptions {
  author: string;
  /** ISO 8601 instant. */
  time: string;
  /** Name of the batch, such as the file's. */
  name: string;
  reason: string | null;
  /**
   * A curator's word that claims come in with the status the rows give. Otherwise new claims are PROPOSED and known ones
   * keep their status: machines may only suggest.
   */
  keepStatus: boolean;
  /** Checks everything, writes nothing. */
  dryRun: boolean;
  signal?: AbortSignal | undefined;
  /** Called now and then with the number of records read. */
  onProgress?: ((records: number) => void) | undefined;
}

export interface ImportReport {
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Null when nothing changed. */
  batch: Id | null;
  datasetVersion: number;
}

const CHUNK = 2_000;
const FAULTS_LISTED = 1_000;

export async function importRows(store: Store, rows: AsyncIterable<Row> | Iterable<Row>, options: ImportOptions): Promise<ImportReport> {
  const reading = new Reading(store, options);
  const batch: Batch = { id: newId('batch'), name: options.name, description: options.reason, reverted: false };
  const write = {
    author: options.author,
    time: options.time,
    reason: options.reason,
    batch: batch.id,
    batchRecord: batch,
    dryRun: options.dryRun,
  };
  try {
    const written = await store.write(write, reading.changes(rows));
    const { added, changed, unchanged, version } = written;
    return { read: reading.count, added, changed, unchanged, batch: added + changed > 0 ? batch.id : null, datasetVersion: version };
  } catch (error) {
    throw reading.explain(error);
  }
}

class Reading {
  count = 0;
  readonly #store: Store;
  readonly #options: ImportOptions;
  readonly #places = new Places();
  readonly #texts: QuoteTexts;
  readonly #faults: Fault[] = [];
  #unlisted = 0;

  constructor(store: Store, options: ImportOptions) {
    this.#store = store;
    this.#options = options;
    this.#texts = new QuoteTexts(store);
  }

  /** After the first fault nothing more is handed on, but the rest is still read, so that every fault is listed. */
  async *changes(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Change[]> {
    let records: { kind: RecordKind; record: AnyRecord; place: string }[] = [];
    let file = '';
    for await (const row of rows) {
      this.#options.signal?.throwIfAborted();
      if (row.file !== file) {
        file = row.file;
        this.#places.startFile(file);
      }
      this.#places.add(row.line);
      this.count++;
      const read = this.#read(row);
      if (read !== null) records.push(read);
      if (records.length === CHUNK) {
        const changes = await this.#finish(records);
        records = [];
        this.#options.onProgress?.(this.count);
        if (this.#faults.length === 0) yield changes;
      }
    }
    const last = await this.#finish(records);
    this.#options.onProgress?.(this.count);
    if (this.#faults.length > 0) throw invalid(this.#listed());
    yield last;
  }

  /** The store names the index of the change that it refuses; people need the line. */
  explain(error: unknown): unknown {
    if (!(error instanceof OnRecordError) || error.faults === undefined) return error;
    const faults = error.faults.map(({ field, problem }) => ({
      field: field.replace(/^\[(\d+)\]\.?/, (_all, index: string) => `${this.#places.at(Number(index))} `).trimEnd(),
      problem,
    }));
    return new OnRecordError(error.code, error.message, faults, { cause: error });
  }

  #read(row: Row): { kind: RecordKind; record: AnyRecord; place: string } | null {
    const place = `${row.file}:${row.line}`;
    if (row.fault !== null) return this.#refuse(place, row.fault);
    if (row.value === null || typeof row.value !== 'object' || Array.isArray(row.value)) {
      return this.#refuse(place, 'is not an object; give {"record": "claim", …}');
    }
    const { record: kind, ...fields } = row.value as Record<string, unknown>;
    if (!KIND_ORDER.includes(kind as never)) {
      return this.#refuse(`${place} record`, `must be one of ${KIND_ORDER.join(', ')}`);
    }
    const known = kind as RecordKind;
    const input = fields.id === undefined ? { ...fields, id: contentId(known, fields) } : fields;
    const list: Fault[] = [];
    const parsed = specOf(known).parse(input, new Faults(list));
    for (const fault of list) this.#add(fault.field === '' ? place : `${place} ${fault.field}`, fault.problem);
    if (parsed === null) return null;
    if (known === 'source') {
      const early = this.#texts.add(parsed as Source);
      if (early !== null) this.#add(early, `quotes ${parsed.id}, which comes later, at ${place}; put sources before what quotes them`);
    }
    if (known === 'claim' && this.#options.keepStatus && fields.status === undefined) {
      return { kind: known, record: { ...(parsed as Claim), status: 'ACCEPTED' }, place };
    }
    return { kind: known, record: parsed, place };
  }

  async #finish(records: { kind: RecordKind; record: AnyRecord; place: string }[]): Promise<Change[]> {
    const quoting = records.filter(({ kind }) => kind === 'claim' || kind === 'event');
    await this.#texts.fetch(quoting.flatMap(({ record }) => (record as Claim | Event).quotes.map((quote) => quote.source)));
    const claims = records.filter(({ kind }) => kind === 'claim').map(({ record }) => record as Claim);
    const before = this.#options.keepStatus || claims.length === 0 ? null : await this.#statuses(claims);
    return records.map(({ kind, record, place }) => {
      let final = record;
      if (kind === 'claim' || kind === 'event') {
        final = anchorImported(record as Claim | Event, this.#texts, place, (field, problem) => this.#add(field, problem));
      }
      if (kind === 'claim' && before !== null) final = { ...(final as Claim), ...before.get(record.id) };
      return { kind, id: record.id, record: final, expect: 'ANY' };
    });
  }

  async #statuses(claims: readonly Claim[]): Promise<Map<Id, Pick<Claim, 'status' | 'statusReason'>>> {
    const stored = await this.#store.getMany(claims.map(({ id }) => id));
    return new Map(
      claims.map(({ id }, index) => {
        const known = stored[index]?.record as Claim | undefined;
        return [id, { status: known?.status ?? 'PROPOSED', statusReason: known?.statusReason ?? null }];
      }),
    );
  }

  #refuse(field: string, problem: string): null {
    this.#add(field, problem);
    return null;
  }

  #add(field: string, problem: string): void {
    if (this.#faults.length < FAULTS_LISTED) this.#faults.push({ field, problem });
    else this.#unlisted++;
  }

  #listed(): Fault[] {
    if (this.#unlisted === 0) return this.#faults;
    return [...this.#faults, { field: '', problem: `and ${this.#unlisted} more faults; mend these first` }];
  }
}
