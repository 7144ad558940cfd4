import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RecordKind } from '../domain/ids.ts';
import { EXPORTED_KINDS, exportLines } from '../services/transfer/export.ts';
import type { Call, Command } from './command.ts';
import { UsageError } from './command.ts';
import { STORE_OPTION, withStore } from './with-store.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes records as JSON Lines to standard output or a file.',
  operands: '',
  most: 0,
  details: 'What is referred to comes first, so `on-record import --accept` takes the lines as they stand, and gives the same export again.',
  options: [
    { name: 'kinds', value: 'LIST', help: `Which kinds, separated by commas. Default: ${EXPORTED_KINDS.join(',')}.` },
    { name: 'as-of', value: 'VERSION', help: 'The records as they were at this dataset version.' },
    { name: 'out', value: 'FILE', help: 'Write to this file instead.' },
    STORE_OPTION,
  ],
  examples: ['on-record export > all.jsonl', 'on-record export --kinds claim --as-of 120 --out claims.jsonl'],
  run: runExport,
};

async function runExport(call: Call): Promise<void> {
  const kinds = call.text('kinds')?.split(',') ?? EXPORTED_KINDS;
  const unknown = kinds.filter((kind) => !EXPORTED_KINDS.includes(kind as RecordKind));
  if (unknown.length > 0) throw new UsageError(`--kinds holds ${unknown.join(', ')}; it may hold ${EXPORTED_KINDS.join(', ')}`);
  const asOfText = call.text('as-of');
  const asOf = asOfText === undefined ? undefined : Number(asOfText);
  if (asOf !== undefined && !Number.isSafeInteger(asOf)) throw new UsageError(`--as-of takes a dataset version, a whole number`);
  const file = call.text('out');
  await withStore(call, async (store) => {
    const lines = Readable.from(exportLines(store, { kinds: kinds as RecordKind[], asOf }));
    if (file === undefined) await pipeline(lines, process.stdout, { end: false });
    else await pipeline(lines, createWriteStream(file));
  });
}
