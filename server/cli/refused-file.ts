// The file of the lines that an import with --keep-going refused: where it is, and how it is filled.

import { createWriteStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RefusedLines } from '../services/transfer/refused-lines.ts';
import type { Row } from '../services/transfer/rows.ts';
import type { Call } from './command.ts';
import { UsageError } from './command.ts';
import { writeWhole } from './write-whole.ts';

/** Null where none is written. What somebody may be mending is never written over. */
export function refusedPath(call: Call): string | null {
  const given = call.text('refused');
  if (!call.has('keep-going')) {
    if (given !== undefined) throw new UsageError('--refused names the file for --keep-going; give both');
    return null;
  }
  if (given === undefined && call.has('dry-run')) return null;
  const path = given ?? `${nameOf(call)}.refused.jsonl`;
  if (existsSync(path))
    throw new UsageError(`"${path}" exists, and may hold lines to be mended; name another with --refused`);
  return path;
}

function nameOf(call: Call): string {
  const first = call.text('set') ?? call.operands[0] ?? '-';
  return first === '-' ? 'import' : basename(first).replace(/(\.jsonl|\.ndjson)?(\.gz)?$/, '');
}

export async function writeRefused(
  path: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
  refused: RefusedLines,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const row of rows) {
      const line = refused.written(row);
      if (line !== null) yield `${line}\n`;
    }
  }
  await writeWhole(path, (part) => pipeline(lines, createWriteStream(part)));
}
