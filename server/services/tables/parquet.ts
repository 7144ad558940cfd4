// Rows as Parquet, one group of rows after the other: what a group holds is written and sent before the next one is read. The
// version of the data and the filter stand in the metadata of the file as well.

import { setImmediate } from 'node:timers/promises';
import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ClaimRow, ColumnType } from '../claim-columns.ts';
import { CLAIM_COLUMNS, COLUMN_NAMES, publishedValues } from '../claim-columns.ts';

/** What the file says of itself. */
export interface TableFacts {
  datasetVersion: number;
  /** As JSON. */
  filter: string;
}

/** A group is made in one go, during which the server does nothing else. */
const ROWS_OF_GROUP = 5_000;
const TEXT_OF_GROUP = 8_000_000;

type Options = ConstructorParameters<typeof ParquetWriter>[0];
type Element = Options['schema'][number];

const ELEMENTS: Readonly<Record<Exclude<ColumnType, 'TEXTS'>, Omit<Element, 'name'>>> = {
  TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  KIND: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  DAY: { type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
  INTEGER: { type: 'INT32', repetition_type: 'OPTIONAL' },
  NUMBER: { type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  BOOLEAN: { type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
};

const TYPES = COLUMN_NAMES.map((name): ColumnType => CLAIM_COLUMNS[name].type);
const SCHEMA: Element[] = [
  { name: 'claims', num_children: COLUMN_NAMES.length },
  ...COLUMN_NAMES.flatMap((name, index) => elementsOf(name, TYPES[index] as ColumnType)),
];

function elementsOf(name: string, type: ColumnType): Element[] {
  if (type !== 'TEXTS') return [{ name, ...ELEMENTS[type] }];
  return [
    { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  ];
}

export async function* writeParquet(
  rows: AsyncIterable<readonly ClaimRow[]>,
  { datasetVersion, filter }: TableFacts,
): AsyncGenerator<Uint8Array, void, void> {
  const bytes = new ByteWriter();
  const file = new ParquetWriter({
    writer: bytes,
    schema: SCHEMA,
    codec: 'ZSTD',
    compressors: { ZSTD: compress },
    createdBy: 'on-record',
    kvMetadata: [
      { key: 'on-record.datasetVersion', value: String(datasetVersion) },
      { key: 'on-record.filter', value: filter },
    ],
  });
  for await (const group of groupsOf(rows)) {
    const columnData = COLUMN_NAMES.map((name, index) => ({ name, data: group[index] ?? [], offsetIndex: false }));
    file.write({ columnData, rowGroupSize: ROWS_OF_GROUP });
    yield taken(bytes);
    await setImmediate();
  }
  file.finish();
  yield taken(bytes);
}

/** Columns of so many rows, or of so much text. */
async function* groupsOf(rows: AsyncIterable<readonly ClaimRow[]>): AsyncGenerator<unknown[][], void, void> {
  const none = () => COLUMN_NAMES.map((): unknown[] => []);
  let group = none();
  let count = 0;
  let length = 0;
  for await (const part of rows)
    for (const row of part) {
      for (const [index, value] of publishedValues(row).entries()) {
        group[index]?.push(TYPES[index] === 'DAY' && value !== null ? new Date(String(value)) : value);
        if (typeof value === 'string') length += value.length;
        else if (Array.isArray(value)) for (const one of value) length += one.length;
      }
      count++;
      if (count < ROWS_OF_GROUP && length < TEXT_OF_GROUP) continue;
      yield group;
      group = none();
      count = 0;
      length = 0;
    }
  if (count > 0) yield group;
}

function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

function compress(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}
