// What `import` reads: a set, files in their order, or standard input; and how much of it has been read.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { ImportFile, Row } from '../services/transfer/rows.ts';
import { readRows } from '../services/transfer/rows.ts';
import { SETS } from '../services/transfer/sets.ts';
import type { Call } from './command.ts';
import { UsageError } from './command.ts';
import { KeptInput } from './kept-input.ts';

export interface Input {
  name: string;
  isSet: boolean;
  rows(): AsyncIterable<Row> | Iterable<Row>;
  /** How much of the whole has been read, with so many records; null where the whole is unknown. */
  share(count: number): number | null;
  close(): Promise<void>;
}

const AT_ONCE = 1 << 20;

/** `again`: the rows are asked for more than once, and what can be read only once is kept in a file meanwhile. */
export async function readInput(call: Call, signal: AbortSignal, again: boolean): Promise<Input> {
  const set = call.text('set');
  if (set === undefined) return readFiles(call.operands, signal, again);
  const found = SETS.find(({ name }) => name === set);
  if (found === undefined)
    throw new UsageError(`there is no set "${set}"; there are ${SETS.map(({ name }) => name).join(' and ')}`);
  if (call.operands.length > 0) throw new UsageError('give either --set or files');
  const { name, records } = found;
  return {
    name,
    isSet: true,
    rows: () => found.rows(),
    share: (count) => (records === null ? null : count / records),
    close: async () => {},
  };
}

async function readFiles(operands: readonly string[], signal: AbortSignal, again: boolean): Promise<Input> {
  const given = operands.length === 0 && !process.stdin.isTTY ? ['-'] : operands;
  const [first] = given;
  if (first === undefined) throw new UsageError('name the files to import, - for standard input, or --set NAME');
  if (given.filter((path) => path === '-').length > 1) throw new UsageError('standard input can be read once only');
  const sizes = await Promise.all(given.map((path) => (path === '-' ? null : sizeOf(path))));
  const whole = sizes.every((size) => size !== null);
  const total = whole ? sizes.reduce((sum, size) => sum + size, 0) : 0;
  const paths = whole && given.length > 1 ? await sourcesFirst(given, signal) : given;
  const kept = again ? new KeptInput(signal) : null;
  const files = paths.map((path) => {
    const file = fileOf(path, signal);
    return kept !== null && sizes[given.indexOf(path)] === null ? kept.keep(file) : file;
  });
  let bytes = 0;
  const rows = () => {
    bytes = 0;
    return readRows(files, (count) => {
      bytes += count;
    });
  };
  const name = first === '-' ? 'standard input' : basename(first);
  return {
    name: paths.length === 1 ? name : `${name} and ${paths.length - 1} more`,
    isSet: false,
    rows,
    share: () => (total === 0 ? null : bytes / total),
    close: async () => kept?.remove(),
  };
}

/** What the shell makes of `*.jsonl` is the order of the alphabet, and texts must come before what quotes them. */
async function sourcesFirst(paths: readonly string[], signal: AbortSignal): Promise<string[]> {
  const sources = await Promise.all(paths.map((path) => beginsWithSource(fileOf(path, signal))));
  return [...paths.filter((_, index) => sources[index]), ...paths.filter((_, index) => !sources[index])];
}

async function beginsWithSource(file: ImportFile): Promise<boolean> {
  for await (const { value } of readRows([file])) return (value as { record?: unknown } | null)?.record === 'source';
  return false;
}

function fileOf(path: string, signal: AbortSignal): ImportFile {
  if (path === '-') return { name: 'stdin', open: () => addAbortSignal(signal, process.stdin) };
  return { name: path, open: () => createReadStream(path, { highWaterMark: AT_ONCE, signal }) };
}

/** Null for what has no size beforehand, such as a pipe. */
async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`there is no file "${path}"`);
  if (found.isDirectory()) throw new UsageError(`"${path}" is a folder; name the files in it`);
  return found.isFile() ? found.size : null;
}
