// Rows as JSON Lines: one object a row, with the names of the columns, null where nothing is known.

import type { ClaimRow } from '../claim-columns.ts';
import { COLUMN_NAMES, publishedValues } from '../claim-columns.ts';
import { inPieces } from './pieces.ts';

const KEYS = COLUMN_NAMES.map((name) => JSON.stringify(name));

export function writeJsonLines(rows: AsyncIterable<readonly ClaimRow[]>): AsyncIterable<Uint8Array> {
  return inPieces(linesOf(rows));
}

async function* linesOf(rows: AsyncIterable<readonly ClaimRow[]>): AsyncGenerator<Iterable<string>, void, void> {
  for await (const part of rows) yield part.values().map(lineOf);
}

function lineOf(row: ClaimRow): string {
  return `{${publishedValues(row)
    .map((value, index) => `${KEYS[index]}:${JSON.stringify(value)}`)
    .join(',')}}\n`;
}
