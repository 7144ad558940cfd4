import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RecordKind } from '../domain/record-kinds.ts';
import { TRANSFERRED_KINDS } from '../domain/record-kinds.ts';
import { exportLines } from '../services/transfer/export.ts';
import type { Call, Command } from './command.ts';
import { UsageError } from './command.ts';
import { stoppable } from './stoppable.ts';
import { directionOption, STORE_OPTION, withStore } from './with-store.ts';
import { writeWhole } from './write-whole.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes records as JSON Lines to standard output or a file.',
  operands: '',
  most: 0,
  details: [
    'What is referred to comes first, so `on-record import --accept` takes the lines as they stand, and an export of that',
    'store is the same, byte for byte. History is not part of it; `on-record copy` and `backup` keep that too.',
  ].join('\n'),
  options: [
    {
      name: 'kinds',
      value: 'LIST',
      help: `Which kinds, separated by commas. Default: ${TRANSFERRED_KINDS.join(',')}.`,
    },
    { name: 'as-of', value: 'VERSION', help: 'The records as they were at this dataset version.' },
    { name: 'out', value: 'FILE', help: 'Write to this file instead. It bears its name only once it is whole.' },
    STORE_OPTION,
    directionOption('from'),
  ],
  examples: ['on-record export > all.jsonl', 'on-record export --kinds claim --as-of 120 --out claims.jsonl'],
  run: runExport,
};

async function runExport(call: Call): Promise<void> {
  const kinds = readKinds(call.text('kinds'));
  const asOf = readVersion(call.text('as-of'));
  const out = call.text('out');
  await withStore(call, async (store) => {
    const { datasetVersion } = await store.stats();
    if (asOf !== undefined && asOf > datasetVersion)
      throw new UsageError(`--as-of ${asOf} is yet to come: the store is at version ${datasetVersion}`);
    await stoppable('the export is not whole', async (signal) => {
      const lines = Readable.from(exportLines(store, { kinds, asOf }));
      if (out === undefined) await pipeline(lines, process.stdout, { end: false, signal });
      else await writeWhole(out, (path) => pipeline(lines, createWriteStream(path), { signal }));
    });
  });
}

function readKinds(text: string | undefined): readonly RecordKind[] {
  if (text === undefined) return TRANSFERRED_KINDS;
  const kinds = text.split(',').map((kind) => kind.trim());
  const unknown = kinds.filter((kind) => !TRANSFERRED_KINDS.includes(kind as RecordKind));
  if (unknown.length === 0) return kinds as RecordKind[];
  throw new UsageError(`--kinds holds "${unknown.join('", "')}"; it may hold ${TRANSFERRED_KINDS.join(', ')}`);
}

function readVersion(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const version = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(version)) return version;
  throw new UsageError('--as-of takes a dataset version, a whole number');
}
