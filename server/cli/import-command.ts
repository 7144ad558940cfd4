import { fileAddress } from '../config.ts';
import { OnRecordError } from '../domain/errors.ts';
import { faultText } from '../domain/faults/text.ts';
import { importRows } from '../services/transfer/import.ts';
import { importGood } from '../services/transfer/import-good.ts';
import { SETS } from '../services/transfer/sets.ts';
import type { Store } from '../store/store.ts';
import type { Call, Command } from './command.ts';
import { RefusedError } from './command.ts';
import { readInput } from './import-input.ts';
import { doneText, faultLines, refusedText, wayOut, writeReport } from './import-report.ts';
import { startProgress } from './progress.ts';
import { refusedPath, writeRefused } from './refused-file.ts';
import { stoppable } from './stoppable.ts';
import { directionOption, STORE_OPTION, withStore } from './with-store.ts';
import { checkWritable } from './write-whole.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Adds and changes records from JSON Lines: files, standard input, or a set that ships with the product.',
  operands: '[FILE … | -]',
  most: 10_000,
  details: [
    'One record per line, in UTF-8, as it is or packed with gzip (.jsonl.gz). What may be left out stands in schema.graphql, and an',
    'export of the example set shows every field:',
    '  {"record":"actor","id":"act_x","kind":"STATE","name":"X"}',
    '  {"record":"source","id":"src_a","kind":"ARTICLE","title":"A","text":"X said: no."}',
    '  {"record":"claim","id":"clm_1","speakers":["act_x"],"proposition":"X refuses.","kind":"STATEMENT","saidOn":"2022-01-10",',
    '   "targets":[{"target":"act_y","stance":"OPPOSES"}],"quotes":[{"source":"src_a","exact":"no."}]}   (on one line)',
    'Without an id a record gets one that is made of its content. What is referred to may come later;',
    'only sources with text come before what quotes them; of several files, those that begin with a source are read first.',
    'All or nothing: every fault is listed with its line, and then nothing is written, as with Ctrl-C. With --keep-going the good',
    'lines are written, and the others go to a file of JSON Lines, each with its faults in a field "$refused": mend them there and',
    'import that file alone. The exit code is 1 where any line was refused. The same input twice',
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
      help: 'A curator stands for it: claims count at once (ACCEPTED, unless a line gives another status), and judgements hold.',
    },
    {
      name: 'keep-going',
      help: 'Take every record without a fault whose references are good, as one batch, and write the refused lines to a file.',
    },
    {
      name: 'refused',
      value: 'FILE',
      help: 'Where --keep-going writes them. Default: the name of the input with .refused.jsonl, in this folder; none for a dry run.',
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
      help: 'Also write the result as JSON: counts, and each fault with its line, path and the places offered for a quote.',
    },
    { name: 'quiet', help: 'No progress, only the result.' },
    STORE_OPTION,
    directionOption('to'),
  ],
  examples: [
    'on-record import --set un-general-assembly',
    'on-record import actors.jsonl sources.jsonl claims.jsonl --dry-run',
    'on-record import claims.jsonl --keep-going --refused to-mend.jsonl',
    `on-record export --from ${fileAddress('a.db')} | on-record import - --accept --to ${fileAddress('b.db')}`,
  ],
  run: runImport,
};

async function runImport(call: Call): Promise<void> {
  await stoppable('nothing was written', async (signal) => {
    const keepGoing = call.has('keep-going');
    const refusedFile = refusedPath(call);
    const input = await readInput(call, signal, keepGoing);
    const dryRun = call.has('dry-run');
    const reportFile = call.text('report');
    const inputs = Object.fromEntries(call.operands.map((path) => [path, 'one of the files to import']));
    if (refusedFile !== null) await checkWritable(refusedFile, inputs);
    if (reportFile !== undefined)
      await checkWritable(reportFile, {
        ...inputs,
        ...(refusedFile && { [refusedFile]: 'where the refused lines go' }),
      });
    const keepStatus = call.has('accept') || input.isSet;
    const work = async (store: Store) => {
      const progress = call.has('quiet') ? null : startProgress('records');
      const options = {
        author: call.text('author') ?? 'import',
        time: new Date().toISOString(),
        name: call.text('name') ?? input.name,
        reason: call.text('reason') ?? null,
        keepStatus,
        dryRun,
        signal,
        onProgress: (count: number) => progress?.update(count, input.share(count)),
      };
      try {
        const good = keepGoing ? await importGood(store, input.rows, options) : null;
        const report = good?.report ?? (await importRows(store, input.rows(), options));
        progress?.end();
        // What is written is said first: a file that cannot be written after all must not hide it.
        process.stdout.write(doneText(report, { dryRun, keepStatus }));
        for (const warning of report.warnings) process.stderr.write(`warning: ${faultText(warning)}\n`);
        if (good !== null && good.refused.size > 0 && refusedFile !== null)
          await writeRefused(refusedFile, input.rows(), good.refused);
        if (reportFile !== undefined) await writeReport(reportFile, report, good);
        if (good === null || good.refused.size === 0) return;
        process.stdout.write(refusedText(good, refusedFile, dryRun));
        throw new RefusedError([...faultLines(good.faults), ...wayOut(good.faults, true)].join('\n'));
      } catch (error) {
        if (!(error instanceof OnRecordError) || error.faults.length === 0) throw error;
        if (reportFile !== undefined) await writeReport(reportFile, error);
        throw new RefusedError([...faultLines(error.faults), ...wayOut(error.faults, keepGoing)].join('\n'));
      } finally {
        progress?.end();
      }
    };
    try {
      await withStore(call, work, { orNew: true, onTrial: dryRun });
    } finally {
      await input.close();
    }
  });
}
