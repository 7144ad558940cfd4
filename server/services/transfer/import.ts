// Rows -> records, all or nothing: one batch, one transaction, every fault with its location. The same rows twice change
// nothing, because ids come from the rows or from their content.

import type { Fault } from '../../domain/faults/fault.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import { Reader } from '../../domain/fields.ts';
import { newId } from '../../domain/ids.ts';
import { specOf } from '../../domain/kinds.ts';
import { TEXTS } from '../../domain/limits.ts';
import type { Batch, Id } from '../../domain/records.ts';
import type { Store } from '../../store/store.ts';
import type { ReadingOptions } from './import-reading.ts';
import { ImportReading } from './import-reading.ts';
import type { Row } from './rows.ts';

export interface ImportOptions extends ReadingOptions {
  author: string;
  /** ISO 8601 instant. */
  time: string;
  /** Name of the batch, such as the file's. */
  name: string;
  reason: string | null;
  /** Checks everything, writes nothing. */
  dryRun: boolean;
}

export interface ImportReport {
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Claims of the rows that stand PROPOSED afterwards, and so count nowhere. */
  proposed: number;
  /** Claims that stood PROPOSED before, and are ACCEPTED now. */
  accepted: number;
  /** Texts of sources that are not kept as they were given, and quotes whose position was counted in such a text. */
  normalised: { texts: number; positions: number };
  /** Null when nothing changed. */
  batch: Id | null;
  datasetVersion: number;
  /** What looks like a slip, each with its line; it was taken all the same. */
  warnings: readonly Fault[];
}

export async function importRows(
  store: Store,
  rows: AsyncIterable<Row> | Iterable<Row>,
  options: ImportOptions,
): Promise<ImportReport> {
  const batch = batchOf(options);
  const { author, time, reason, dryRun } = options;
  const reading = new ImportReading(store, (await store.stats()).counts, time, options);
  try {
    const write = { author, time, reason, batch: batch.id, batchRecord: batch, once: true, allFaults: true, dryRun };
    const { version, added, changed, unchanged } = await store.write(write, reading.changes(rows));
    const wrote = added + changed > 0;
    return {
      read: reading.count,
      // The batch is one of them.
      added: wrote ? added - 1 : 0,
      changed,
      unchanged,
      ...reading.statuses,
      normalised: reading.normalised,
      batch: wrote ? batch.id : null,
      datasetVersion: version,
      warnings: reading.warnings,
    };
  } catch (error) {
    throw reading.explain(error);
  } finally {
    reading.close();
  }
}

function batchOf({ name, reason, author }: ImportOptions): Batch {
  const faults = new FaultCollector();
  new Reader(faults).text({ author }, 'author', TEXTS.label);
  new Reader(faults).optionalText({ reason }, 'reason', TEXTS.reason);
  const content = { id: newId('batch'), name, description: reason };
  const batch = specOf('batch').parse(content, faults);
  faults.throwIfAny();
  return batch as Batch;
}
