// Files of JSON Lines -> rows: the parsed values with where they stand. A row that cannot be read carries its fault instead.

import type { Problem } from '../../domain/faults/problem.ts';
import { readLines } from './lines.ts';

export interface Row {
  file: string;
  line: number;
  value: unknown;
  /** Why there is no value. */
  fault: Problem | null;
  /** About how many characters it has: what is held at a time depends on it. */
  length: number;
}

export interface ImportFile {
  /** As it is shown in faults. */
  name: string;
  open(): AsyncIterable<Uint8Array>;
}

export async function* readRows(files: readonly ImportFile[], onBytes?: (count: number) => void): AsyncGenerator<Row> {
  for (const file of files) {
    for await (const { number, text, fault } of readLines(file.open(), onBytes)) {
      yield text === null
        ? { file: file.name, line: number, value: null, fault, length: 0 }
        : parse(file.name, number, text);
    }
  }
}

function parse(file: string, line: number, text: string): Row {
  try {
    return { file, line, value: JSON.parse(text), fault: null, length: text.length };
  } catch (error) {
    return { file, line, value: null, fault: jsonProblem(error), length: 0 };
  }
}

/** The engine's own words would repeat what the line holds, whatever that does to a terminal. */
function jsonProblem(error: unknown): Problem {
  const { message } = error as SyntaxError;
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  return {
    code: 'NOT_JSON',
    at: position === undefined ? null : Number(position) + 1,
    endsEarly: message.includes('end of JSON') || message.startsWith('Unterminated'),
  };
}
