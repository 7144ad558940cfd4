// The report of an import as data, for a program or a form to act on: what was written, or each fault with its line, the path of
// its field there, and the quotes that are offered instead of one that is at fault.

import { writeFile } from 'node:fs/promises';
import type { OnRecordError } from '../domain/errors.ts';
import type { Fault } from '../domain/faults/fault.ts';
import { offersOf } from '../domain/faults/fault.ts';
import { pathText } from '../domain/faults/path-text.ts';
import { faultProblem } from '../domain/faults/text.ts';
import type { ImportReport } from '../services/transfer/import.ts';
import { writeWhole } from './write-whole.ts';

export async function writeReport(path: string, done: ImportReport | OnRecordError): Promise<void> {
  const report = 'faults' in done ? { refused: true, faults: done.faults.map(toLine) } : { refused: false, ...done };
  await writeWhole(path, (part) => writeFile(part, `${JSON.stringify(report, null, 2)}\n`));
}

function toLine(fault: Fault): object {
  const { code, path, location } = fault;
  const { file, line } = location ?? { file: null, line: null };
  return { file, line, path, field: pathText(path), code, message: faultProblem(fault), offers: offersOf(fault) };
}
