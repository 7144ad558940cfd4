// Imports the good lines of what has faults: every record without a fault whose references are good. Tries all of it, which tells
// the lines that cannot be taken, and then again without them, until the rest is taken whole, as one batch; what is refused takes
// what refers to it along. Nothing but the last try is written.

import { OnRecordError } from '../../domain/errors.ts';
import type { Fault, RowLocation } from '../../domain/faults/fault.ts';
import type { ImportOptions, ImportReport } from './import.ts';
import { importRows } from './import.ts';
import { RefusedLines } from './refused-lines.ts';
import type { Row } from './rows.ts';

export interface GoodReport {
  report: ImportReport;
  refused: RefusedLines;
  /** Each where it is, in the order of the lines, tries apart. */
  faults: readonly Fault[];
  /** Lines that are refused for nothing but a reference to a line that is. */
  waiting: number;
}

type Located = Fault & { location: RowLocation };

/** `rows` gives the same rows each time. */
export async function importGood(
  store: Parameters<typeof importRows>[0],
  rows: () => AsyncIterable<Row> | Iterable<Row>,
  options: ImportOptions,
): Promise<GoodReport> {
  const refused = new RefusedLines();
  const faults: Fault[] = [];
  let waiting = 0;
  for (;;) {
    const consequences: Located[] = [];
    const onWaiting = (location: RowLocation, fault: Fault) => consequences.push({ ...fault, location });
    try {
      const report = await importRows(store, rows(), { ...options, leaveOut: refused, onWaiting });
      return { report, refused, faults, waiting };
    } catch (error) {
      const found = faultsOfLines(error);
      const before = refused.size;
      for (const fault of found) refused.add(fault.location, fault);
      faults.push(...found);
      const ofThemselves = refused.size;
      for (const fault of consequences) refused.add(fault.location, fault);
      waiting += refused.size - ofThemselves;
      if (refused.size === before) throw error;
    }
  }
}

/** Throws what is no fault of a line that could be left out. */
function faultsOfLines(error: unknown): readonly Located[] {
  if (!(error instanceof OnRecordError) || error.code !== 'INVALID') throw error;
  // Those that are not listed are found by the next try.
  const listed = error.faults.filter(({ code }) => code !== 'MORE_FAULTS');
  if (!listed.every(isOfLine)) throw error;
  return listed;
}

/** Whether it goes away when its line is left out. */
export function isOfLine(fault: Fault): fault is Located {
  return fault.location !== undefined && !OF_FILES.has(fault.code);
}

/** Of a whole file: what else it holds is not known. */
const OF_FILES: ReadonlySet<Fault['code']> = new Set(['UTF_16', 'PACKED', 'DAMAGED_GZIP', 'NOT_LINES']);
