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

function parse(file: string, line: number, given: string): Row {
  // The mark that a file may begin with; programs that join files write it twice.
  const text = line === 1 ? given.replace(/^\ufeff+/, '') : given;
  try {
    return { file, line, value: JSON.parse(text), fault: null, length: text.length };
  } catch (error) {
    return { file, line, value: null, fault: numberProblem(text) ?? jsonProblem(error), length: 0 };
  }
}

/** Skips texts, in which such a word may stand. */
const WORDS = /"(?:[^"\\]|\\.)*"|(?<word>-?\b(?:NaN|Infinity)\b)/g;

function numberProblem(text: string): Problem | null {
  for (const { groups, index } of text.matchAll(WORDS))
    if (groups?.word !== undefined) return { code: 'NOT_A_JSON_NUMBER', word: groups.word, at: index + 1 };
  return null;
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
