import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { importRows } from '../services/transfer/import.ts';
import type { ImportFile, Row } from '../services/transfer/rows.ts';
import { readRows } from '../services/transfer/rows.ts';
import { SETS } from '../services/transfer/sets.ts';
import type { Call, Command } from './command.ts';
import { UsageError } from './command.ts';
import { startProgress } from './progress.ts';
import { STORE_OPTION, withStore } from './with-store.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Adds and changes records from JSON Lines: files, a set that ships with the product, or standard input.',
  operands: '[FILE … | -]',
  most: 1_000,
  details: [
    'One record per line: {"record":"actor","id":"act_x","kind":"STATE","name":"X"}. What is referred to may come later,',
    'but sources come before what quotes them. All or nothing: every fault is listed with its line, and nothing is written',
    'then. The same input twice changes nothing. New claims are PROPOSED, unless --accept is given.',
    '',
    'Sets:',
    ...SETS.map(({ name, about }) => `  ${name.padEnd(22)}${about}`),
  ].join('\n'),
  options: [
    { name: 'set', value: 'NAME', help: 'Import a set that ships with the product (see above); implies --accept.' },
    { name: 'accept', help: 'Take claims with the status that the lines give, ACCEPTED where they give none.' },
    { name: 'dry-run', help: 'Check everything, write nothing.' },
    { name: 'name', value: 'TEXT', help: 'Name of the batch. Default: the first file.' },
    { name: 'author', value: 'NAME', help: 'Who stands in the history. Default: import.' },
    { name: 'reason', value: 'TEXT', help: 'Why, for the history.' },
    { name: 'quiet', help: 'No progress, only the result.' },
    STORE_OPTION,
  ],
  examples: [
    'on-record import --set un-general-assembly',
    'on-record import actors.jsonl sources.jsonl claims.jsonl --dry-run',
    'on-record export --store sqlite:a.db | on-record import - --accept --store sqlite:b.db',
  ],
  run: runImport,
};

async function runImport(call: Call): Promise<void> {
  const input = await readInput(call);
  const progress = call.has('quiet') ? null : startProgress('records');
  const aborted = new AbortController();
  const stop = () => aborted.abort(new Error('stopped before the end: nothing was written'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await withStore(call, async (store) => {
      const report = await importRows(store, input.rows(), {
        author: call.text('author') ?? 'import',
        time: new Date().toISOString(),
        name: call.text('name') ?? input.name,
        reason: call.text('reason') ?? null,
        keepStatus: call.has('accept') || call.text('set') !== undefined,
        dryRun: call.has('dry-run'),
        signal: aborted.signal,
        onProgress: (count) => progress?.update(count, input.share(count)),
      });
      progress?.end();
      const { read, added, changed, unchanged, batch, datasetVersion } = report;
      const done = call.has('dry-run') ? 'checked, nothing written' : batch === null ? 'nothing changed' : `batch ${batch}`;
      process.stdout.write(
        `${read} records read: ${added} added, ${changed} changed, ${unchanged} unchanged; ${done}; dataset version ${datasetVersion}\n`,
      );
    });
  } finally {
    progress?.end();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

interface Input {
  name: string;
  rows(): AsyncIterable<Row> | Iterable<Row>;
  /** How much of the whole has been read; null where the whole is unknown. */
  share(count: number): number | null;
}

async function readInput(call: Call): Promise<Input> {
  const setName = call.text('set');
  if (setName !== undefined) {
    const set = SETS.find(({ name }) => name === setName);
    if (set === undefined) throw new UsageError(`there is no set "${setName}"; there are ${SETS.map(({ name }) => name).join(', ')}`);
    if (call.operands.length > 0) throw new UsageError('give either --set or files');
    return { name: set.name, rows: () => set.rows(), share: (count) => (set.records === null ? null : count / set.records) };
  }
  const paths = call.operands.length === 0 && !process.stdin.isTTY ? ['-'] : call.operands;
  if (paths.length === 0) throw new UsageError('name the files to import, - for standard input, or --set NAME');
  let total: number | null = 0;
  let bytes = 0;
  const files: ImportFile[] = [];
  for (const path of paths) {
    if (path === '-') {
      total = null;
      files.push({ name: 'stdin', open: () => process.stdin });
      continue;
    }
    const size = await stat(path).then(
      (found) => (found.isFile() ? found.size : null),
      () => null,
    );
    if (size === null) throw new UsageError(`there is no file "${path}"`);
    if (total !== null) total += size;
    files.push({ name: basename(path), open: () => createReadStream(path, { highWaterMark: 1 << 20 }) });
  }
  const rows = () =>
    readRows(files, (count) => {
      bytes += count;
    });
  const name = paths[0] === '-' ? 'standard input' : basename(paths[0] ?? '');
  return { name, rows, share: () => (total === null || total === 0 ? null : bytes / total) };
}
