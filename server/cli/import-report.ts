// The report of an import: as text, and as data for a program or a form to act on. What was written, and each fault with its
// line, the path of its field there, and the quotes that are offered instead of one that is at fault.

import { writeFile } from 'node:fs/promises';
import type { OnRecordError } from '../domain/errors.ts';
import type { Fault } from '../domain/faults/fault.ts';
import { faultText } from '../domain/faults/text.ts';
import type { ImportReport } from '../services/transfer/import.ts';
import type { GoodReport } from '../services/transfer/import-good.ts';
import { isOfLine } from '../services/transfer/import-good.ts';
import { faultData } from '../services/transfer/refused-lines.ts';
import { writeWhole } from './write-whole.ts';

export async function writeReport(
  path: string,
  done: ImportReport | OnRecordError,
  good: GoodReport | null = null,
): Promise<void> {
  const left =
    good === null ? {} : { refusedLines: good.refused.size, waitingLines: good.waiting, faults: good.faults };
  const report = 'faults' in done ? { refused: true, faults: done.faults } : { refused: false, ...done, ...left };
  const told = 'faults' in report ? { ...report, faults: report.faults?.map(toLine) } : report;
  await writeWhole(path, (part) => writeFile(part, `${JSON.stringify(told, null, 2)}\n`));
}

function toLine(fault: Fault): object {
  const { file, line } = fault.location ?? { file: null, line: null };
  return { file, line, ...faultData(fault) };
}

/** A line for each, but one for all that refer to the same missing record: it is missing once. */
export function faultLines(faults: readonly Fault[]): string[] {
  const missing = new Map<string, number>();
  for (const fault of faults)
    if (fault.code === 'DANGLING_REFERENCE') missing.set(fault.record, (missing.get(fault.record) ?? 0) + 1);
  return faults.flatMap((fault) => {
    if (fault.code !== 'DANGLING_REFERENCE') return [faultText(fault)];
    const count = missing.get(fault.record) ?? 0;
    missing.delete(fault.record);
    if (count === 0) return [];
    return [`${faultText(fault)}${count === 1 ? '' : `; ${count} places refer to it, this is the first`}`];
  });
}

export function doneText(
  report: ImportReport,
  { dryRun, keepStatus }: { dryRun: boolean; keepStatus: boolean },
): string {
  const { read, added, changed, unchanged, proposed, accepted, batch, datasetVersion } = report;
  const outcome = dryRun ? 'checked, nothing written' : batch === null ? 'nothing written' : `batch ${batch}`;
  const stand = (count: number) => (dryRun ? 'would be' : count === 1 ? 'is' : 'are');
  return [
    `${read} records read: ${added} added, ${changed} changed, ${unchanged} unchanged; ${outcome}; dataset version ${datasetVersion}\n`,
    normalisedText(report.normalised),
    accepted > 0 ? `${claims(accepted)} that stood PROPOSED ${stand(accepted)} ACCEPTED\n` : '',
    // With a curator's word, lines that say PROPOSED mean it.
    proposed > 0 && !keepStatus
      ? `${claims(proposed)} ${stand(proposed)} PROPOSED: ${proposed === 1 ? 'it does' : 'they do'} not count until accepted; run again with --accept, or review the batch (reviewClaims)\n`
      : '',
  ].join('');
}

/** What an import left out. */
export function refusedText({ refused, waiting }: GoodReport, file: string | null, dryRun: boolean): string {
  const which = waiting === 0 ? '' : `, ${waiting} of them only because they refer to a refused one`;
  const next = dryRun
    ? 'nothing was written, so import all again once they are mended'
    : 'mend them, and import that file';
  const where = file === null ? '' : `; they are in ${file}, each with its faults: ${next}`;
  return `${refused.size} ${refused.size === 1 ? 'line' : 'lines'} refused${which}${where}\n`;
}

/** What somebody who has read the faults can do, besides mending them all. */
export function wayOut(faults: readonly Fault[], keepGoing: boolean): string[] {
  const said = faults.some(({ code }) => OF_POSITIONS.has(code)) ? [COUNTED_OTHERWISE] : [];
  if (keepGoing || !faults.every(isOfLine)) return said;
  return [
    ...said,
    'Nothing was written. --keep-going takes the lines without a fault, and writes the others to a file to be mended.',
  ];
}

/** Where a position that was counted in a text before it was normalised may be what is wrong. */
const OF_POSITIONS: ReadonlySet<Fault['code']> = new Set(['QUOTE_MOVED', 'QUOTE_AMBIGUOUS', 'QUOTE_OUT_OF_CONTEXT']);
const COUNTED_OTHERWISE =
  'Positions that were counted in a text as it was before it was kept (see `normalised` of a source) are found only where the ' +
  'source comes in the same import: give its file as well.';

/** What was changed stands with each source, as `normalised`. */
function normalisedText({ texts, positions }: ImportReport['normalised']): string {
  const changed = `${texts} ${texts === 1 ? 'text is' : 'texts are'} kept in Unicode NFC, and without control characters of Windows code pages`;
  const mapped = `${positions} ${positions === 1 ? 'position was' : 'positions were'} counted in the text as it was given, or with other line ends, and mapped`;
  const said = [...(texts === 0 ? [] : [changed]), ...(positions === 0 ? [] : [mapped])];
  return said.length === 0 ? '' : `${said.join('; ')}\n`;
}

function claims(count: number): string {
  return count === 1 ? '1 claim' : `${count} claims`;
}
