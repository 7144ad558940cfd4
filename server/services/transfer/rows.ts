// Files of JSON Lines -> rows: the parsed values with their places. A row that cannot be read carries its fault instead.

import { readLines } from './lines.ts';

export interface Row {
  file: string;
  line: number;
  value: unknown;
  /** Why there is no value. */
  fault: string | null;
}

export interface ImportFile {
  /** As it is shown in faults. */
  name: string;
  open(): AsyncIterable<Uint8Array>;
}

export async function* readRows(files: readonly ImportFile[], onBytes?: (count: number) => void): AsyncGenerator<Row> {
  for (const file of files) {
    for await (const { number, text, fault } of readLines(file.open(), onBytes)) {
      yield text === null ? { file: file.name, line: number, value: null, fault } : parse(file.name, number, text);
    }
  }
}

function parse(file: string, line: number, text: string): Row {
  try {
    return { file, line, value: JSON.parse(text), fault: null };
  } catch (error) {
    return { file, line, value: null, fault: `is not JSON (${(error as Error).message}); give one object per line` };
  }
}
