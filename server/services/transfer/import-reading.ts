// Turns the rows of one import into changes, a chunk at a time, and remembers what is needed to name every fault by its line.

import type { Day } from '../../domain/calendar.ts';
import { dateWarnings, latestToday } from '../../domain/date-warnings.ts';
import { OnRecordError } from '../../domain/errors.ts';
import type { Fault, RowLocation } from '../../domain/faults/fault.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { AnyRecord, Claim, Event, Id, Judgement, Quote, Source } from '../../domain/records.ts';
import type { Change, Stats, Store } from '../../store/store.ts';
import { anchorImported } from './anchor-imported.ts';
import { KnownRecords } from './known-records.ts';
import { QuoteTexts } from './quote-texts.ts';
import type { ReadRow } from './read-row.ts';
import { readRow } from './read-row.ts';
import { refittedQuotes } from './refitted-quotes.ts';
import type { RefusedLines } from './refused-lines.ts';
import { RowLocations } from './row-locations.ts';
import type { Row } from './rows.ts';

export interface ReadingOptions {
  /**
   * A curator's word that claims come in with the status the rows give (ACCEPTED where they give none for what is new or still
   * PROPOSED), and that judgements hold. Otherwise new claims are PROPOSED and known ones keep their status: machines may only
   * suggest.
   */
  keepStatus: boolean;
  signal?: AbortSignal | undefined;
  /** Lines that are not taken. */
  leaveOut?: Pick<RefusedLines, 'has'> | undefined;
  /** Called for each reference to what is refused itself, which is no fault of its line. */
  onWaiting?: ((location: RowLocation, fault: Fault) => void) | undefined;
  /** Called now and then with the number of rows read. */
  onProgress?: ((rows: number) => void) | undefined;
}

/** Few enough that what is held is gone before the heap grows for it. */
const CHUNK_ROWS = 1_000;
const CHUNK_LENGTH = 4_000_000;
const REFUSED_KEPT = 1_000_000;

export class ImportReading {
  /** Rows so far. */
  count = 0;
  readonly #options: Omit<ReadingOptions, 'keepStatus'>;
  readonly #store: Store;
  readonly #locations = new RowLocations();
  readonly #faults = FaultCollector.ofFiles();
  readonly #warnings = new FaultCollector();
  readonly #today: Day;
  readonly #texts: QuoteTexts;
  readonly #known: KnownRecords;
  /** Ids of rows that were refused, and where: that others refer to them is no fault of the others. */
  readonly #refused = new Map<unknown, RowLocation>();
  /** What quotes a source whose text the import changes, and comes in the import itself. */
  readonly #quotingEdited = new Set<Id>();

  constructor(store: Store, counts: Stats['counts'], time: string, { keepStatus, ...options }: ReadingOptions) {
    this.#today = latestToday(new Date(time));
    this.#options = options;
    this.#store = store;
    this.#texts = new QuoteTexts(store, counts.source > 0);
    this.#known = new KnownRecords(store, counts, keepStatus);
  }

  /** What became another text when it was kept, and positions that were counted in the text as it was given. */
  normalised = { texts: 0, positions: 0 };

  /** Claims of the rows that are PROPOSED once they are written, and those that were and are ACCEPTED. */
  get statuses(): { proposed: number; accepted: number } {
    const { proposed, accepted } = this.#known;
    return { proposed, accepted };
  }

  /** What looks like a slip, by line; it refuses nothing. */
  get warnings(): readonly Fault[] {
    return this.#warnings.list.map((found) =>
      found.code === 'MORE_FAULTS' ? { code: 'MORE_WARNINGS', count: found.count, path: [] } : found,
    );
  }

  /** After a fault the rest is still read and handed on, so that this and the store find every other one. */
  async *changes(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Change[]> {
    let held: ReadRow[] = [];
    let length = 0;
    for await (const row of rows) {
      this.#options.signal?.throwIfAborted();
      this.count++;
      const read = this.#options.leaveOut?.has(row) ? this.#refuse(row) : this.#read(row);
      if (read !== null) held.push(read);
      length += row.length;
      if (held.length < CHUNK_ROWS && length < CHUNK_LENGTH) continue;
      yield await this.#finish(held);
      held = [];
      length = 0;
      this.#options.onProgress?.(this.count);
    }
    yield await this.#finish(held);
    this.#options.onProgress?.(this.count);
    if (this.#texts.edited.size > 0) yield* refittedQuotes(this.#store, this.#texts, this.#quotingEdited);
    // The store adds what it would have refused itself; `explain` lists both.
    if (this.#faults.any) throw new OnRecordError('INVALID', 'rows of the import are at fault');
  }

  /** The store knows the index of the change that it refuses; people need the line. */
  explain(error: unknown): unknown {
    if (!(error instanceof OnRecordError) || (error.faults.length === 0 && error.code !== 'INVALID')) return error;
    const others: Fault[] = [];
    for (const fault of error.faults) {
      const location = fault.changeIndex === undefined ? null : this.#locations.kept(fault.changeIndex);
      if (location === null) others.push(fault);
      else {
        const standsAt = fault.code === 'DANGLING_REFERENCE' ? this.#refused.get(fault.record) : undefined;
        if (standsAt === undefined) this.#faults.inRow(location).add(fault.path, fault);
        else this.#options.onWaiting?.(location, waiting(fault, standsAt));
      }
    }
    const listed = this.#faults.list.toSorted((a, b) => this.#locations.compare(a.location, b.location));
    return new OnRecordError(error.code, [...listed, ...others], { cause: error });
  }

  close(): void {
    this.#texts.close();
  }

  #read(row: Row): ReadRow | null {
    const location = this.#locations.of(row.file, row.line);
    const read = readRow(location, row, this.#faults.inRow(location));
    if (read === null) return this.#refuse(row);
    this.#locations.keep(location);
    for (const { path, problem } of dateWarnings(read.kind, read.record, this.#today))
      this.#warnings.inRow(location).add(path, problem);
    return read;
  }

  #refuse(row: Row): null {
    const id = idOf(row);
    if (id !== undefined && this.#refused.size < REFUSED_KEPT)
      this.#refused.set(id, { file: row.file, line: row.line });
    return null;
  }

  async #finish(read: readonly ReadRow[]): Promise<Change[]> {
    const rows = await this.#known.look(read);
    const changes: Change[] = [];
    for (const row of rows) {
      const { kind } = row;
      const record = kind === 'claim' || kind === 'event' ? await this.#quoting(row) : row.record;
      if (kind === 'source') await this.#source(row);
      if (kind === 'judgement') this.#known.checkJudgement(record as Judgement, this.#faults.inRow(row.location));
      changes.push({ kind, id: record.id, record, expect: 'ANY' });
    }
    return changes;
  }

  async #source({ record, location, givenText }: ReadRow): Promise<void> {
    if (givenText !== null) this.normalised.texts++;
    const early = await this.#texts.bring(record as Source, givenText);
    if (early === null) return;
    this.#faults.inRow(early).add([], { code: 'QUOTED_BEFORE_SOURCE', record: record.id, standsAt: location });
  }

  async #quoting({ kind, record, saysStatus, location }: ReadRow): Promise<AnyRecord> {
    const given = record as Claim | Event;
    const faults = this.#faults.inRow(location);
    const texts = [];
    for (const { source } of given.quotes) {
      const asked = this.#texts.get(source, location);
      const text = asked instanceof Promise ? await asked : asked;
      texts.push(text === undefined ? undefined : this.#texts.editOf(source, text));
      if (this.#texts.edited.has(source)) this.#quotingEdited.add(given.id);
    }
    const known = {
      same: (quote: Quote) => this.#known.sameQuote(given, quote),
      positions: ({ source }: Quote, text: string) => this.#texts.positionsIn(source, text),
      onMapped: () => {
        this.normalised.positions++;
      },
      mayHaveMoved: (quote: Quote) => this.#known.mayHaveMoved(given, quote),
    };
    const anchored = anchorImported(given, texts, known, faults);
    return kind === 'claim' ? this.#known.withStatus(anchored as Claim, saysStatus, faults) : anchored;
  }
}

/** A reference to what was refused goes when that is mended. */
function waiting(fault: Fault, standsAt: RowLocation): Fault {
  const { path } = fault;
  return { code: 'REFERS_TO_REFUSED', record: 'record' in fault ? fault.record : '', standsAt, path };
}

/** Also of a line that is no JSON, where it can be seen. */
function idOf({ value, text, fault }: Row): unknown {
  if (fault === null) return (value as { id?: unknown } | null)?.id;
  return /"id"\s*:\s*"([^"\\]{1,200})"/.exec(text ?? '')?.[1];
}
