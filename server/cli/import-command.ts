import { fileAddress } from '../config.ts';
import { OnRecordError } from '../domain/errors.ts';
import { faultText } from '../domain/faults/text.ts';
import type { ImportReport } from '../services/transfer/import.ts';
import { importRows } from '../services/transfer/import.ts';
import { SETS } from '../services/transfer/sets.ts';
import type { Call, Command } from './command.ts';
import { readInput } from './import-input.ts';
import { writeReport } from './import-report.ts';
import { startProgress } from './progress.ts';
import { stoppable } from './stoppable.ts';
import { directionOption, STORE_OPTION, withStore } from './with-store.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Adds and changes records from JSON Lines: files, standard input, or a set that ships with the product.',
  operands: '[FILE … | -]',
  most: 10_000,
  details: [
    'One record per line: {"record":"actor","id":"act_x","kind":"STATE","name":"X"}, in UTF-8, as it is or packed with gzip',
    '(.jsonl.gz). What is referred to may come later;',
    'only sources with text come before what quotes them; of several files, those that begin with a source are read first.',
    'All or nothing: every fault is listed with its line, and then nothing is written, as with Ctrl-C. The same input twice',
    'changes nothing. New claims are PROPOSED and known ones keep their status, unless --accept is given: proposed claims count',
    'in no number until they are accepted, which the same import does when it is run again with --accept. Dates that are hardly',
    'meant (after today, or before the year 1000) are taken, and named in warnings.',
    '',
    'Sets:',
    ...SETS.map(({ name, about }) => `  ${name.padEnd(22)}${about}`),
  ].join('\n'),
  options: [
    { name: 'set', value: 'NAME', help: 'Import a set that ships with the product (see above); implies --accept.' },
    {
      name: 'accept',
      help: 'A curator stands for it: claims count at once (they have the status that their lines give, else ACCEPTED if new or PROPOSED), and judgements hold.',
    },
    { name: 'dry-run', help: 'Check everything, write nothing, make no store.' },
    {
      name: 'name',
      value: 'TEXT',
      help: 'Name of the batch, by which the import can be taken back. Default: the input.',
    },
    { name: 'author', value: 'NAME', help: 'Who stands in the history. Default: import.' },
    { name: 'reason', value: 'TEXT', help: 'Why, for the history.' },
    {
      name: 'report',
      value: 'FILE',
      help: 'Also write the result as JSON: the counts, or each fault with its line and path; for a quote that is not found, the places offered.',
    },
    { name: 'quiet', help: 'No progress, only the result.' },
    STORE_OPTION,
    directionOption('to'),
  ],
  examples: [
    'on-record import --set un-general-assembly',
    'on-record import actors.jsonl sources.jsonl claims.jsonl --dry-run',
    `on-record export --from ${fileAddress('a.db')} | on-record import - --accept --to ${fileAddress('b.db')}`,
  ],
  run: runImport,
};

async function runImport(call: Call): Promise<void> {
  await stoppable('nothing was written', async (signal) => {
    const input = await readInput(call, signal);
    const dryRun = call.has('dry-run');
    const reportFile = call.text('report');
    const keepStatus = call.has('accept') || input.isSet;
    await withStore(
      call,
      async (store) => {
        const progress = call.has('quiet') ? null : startProgress('records');
        try {
          const report = await importRows(store, input.rows(), {
            author: call.text('author') ?? 'import',
            time: new Date().toISOString(),
            name: call.text('name') ?? input.name,
            reason: call.text('reason') ?? null,
            keepStatus,
            dryRun,
            signal,
            onProgress: (count) => progress?.update(count, input.share(count)),
          });
          progress?.end();
          if (reportFile !== undefined) await writeReport(reportFile, report);
          const { read, added, changed, unchanged, proposed, accepted, batch, datasetVersion } = report;
          const outcome = dryRun ? 'checked, nothing written' : batch === null ? 'nothing written' : `batch ${batch}`;
          process.stdout.write(
            `${read} records read: ${added} added, ${changed} changed, ${unchanged} unchanged; ${outcome}; dataset version ${datasetVersion}\n`,
          );
          process.stdout.write(normalisedText(report.normalised));
          for (const warning of report.warnings) process.stderr.write(`warning: ${faultText(warning)}\n`);
          const would = dryRun ? 'would be' : 'are';
          if (accepted > 0) process.stdout.write(`${claims(accepted)} that stood PROPOSED ${would} ACCEPTED\n`);
          // With a curator's word, lines that say PROPOSED mean it.
          if (proposed > 0 && !keepStatus)
            process.stdout.write(
              `${claims(proposed)} ${would} PROPOSED: they do not count until they are accepted; run again with --accept, or review the batch (reviewClaims)\n`,
            );
        } catch (error) {
          if (reportFile !== undefined && error instanceof OnRecordError) await writeReport(reportFile, error);
          throw error;
        } finally {
          progress?.end();
        }
      },
      { orNew: true, onTrial: dryRun },
    );
  });
}

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
