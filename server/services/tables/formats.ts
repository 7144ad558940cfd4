// The formats that a table is written in: what each is called, and how rows become its bytes.

import type { ClaimRow } from '../claim-columns.ts';
import { writeCsv } from './csv.ts';
import { writeJsonLines } from './json-lines.ts';
import type { TableFacts } from './parquet.ts';
import { writeParquet } from './parquet.ts';

export interface TableFormat {
  type: string;
  write(rows: AsyncIterable<readonly ClaimRow[]>, facts: TableFacts): AsyncIterable<Uint8Array>;
}

export const TABLE_FORMATS = {
  csv: { type: 'text/csv; charset=utf-8; header=present', write: writeCsv },
  jsonl: { type: 'application/jsonl; charset=utf-8', write: writeJsonLines },
  parquet: { type: 'application/vnd.apache.parquet', write: writeParquet },
} as const satisfies Record<string, TableFormat>;

export type TableFormatName = keyof typeof TABLE_FORMATS;
