// Rows as CSV (RFC 4180): UTF-8, a line of names, fields in quotation marks where they need them, CRLF. A text that a spreadsheet
// would take for a formula gets an apostrophe before it, and so does one that begins with an apostrophe, so that whoever takes
// one apostrophe away has every text as it was. Several texts in one field are a JSON array.

import type { ClaimRow } from '../claim-columns.ts';
import { COLUMN_NAMES, publishedValues } from '../claim-columns.ts';
import { inPieces } from './pieces.ts';

const FORMULA = /^['=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;
const LINE_END = '\r\n';

export function writeCsv(rows: AsyncIterable<readonly ClaimRow[]>): AsyncIterable<Uint8Array> {
  return inPieces(linesOf(rows));
}

async function* linesOf(rows: AsyncIterable<readonly ClaimRow[]>): AsyncGenerator<Iterable<string>, void, void> {
  yield [COLUMN_NAMES.join(',') + LINE_END];
  for await (const part of rows) yield part.values().map((row) => publishedValues(row).map(field).join(',') + LINE_END);
}

function field(value: unknown): string {
  if (value === null) return '';
  if (Array.isArray(value)) return quoted(JSON.stringify(value));
  if (typeof value !== 'string') return String(value);
  // What is empty and what is not known are told apart.
  if (value === '') return '""';
  return quoted(FORMULA.test(value) ? `'${value}` : value);
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
