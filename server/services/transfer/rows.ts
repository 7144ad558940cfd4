// Files of JSON Lines -> rows: the parsed values with where they stand. A row that cannot be read carries its fault instead.

import type { Problem } from '../../domain/faults/problem.ts';
import { readLines } from './lines.ts';
import { isDamage, unpacked } from './unpacked.ts';

export interface Row {
  file: string;
  line: number;
  value: unknown;
  /** As it stands in the file, where it comes from one. */
  text?: string | null;
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

/** Files may be packed with gzip. `onBytes` is told how much was read, as it stands in the files. */
export async function* readRows(files: readonly ImportFile[], onBytes?: (count: number) => void): AsyncGenerator<Row> {
  for (const file of files) {
    const { bytes, problem } = await unpacked(counted(file.open(), onBytes));
    let last = 0;
    try {
      if (problem !== null) yield faulty(file.name, 1, null, problem);
      else
        for await (const { number, text, fault } of readLines(bytes)) {
          last = number;
          yield fault === null && text !== null
            ? parse(file.name, number, text)
            : faulty(file.name, number, text, fault);
        }
    } catch (error) {
      if (!isDamage(error)) throw error;
      yield faulty(file.name, last + 1, null, { code: 'DAMAGED_GZIP' });
    }
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, onBytes?: (count: number) => void) {
  for await (const chunk of bytes) {
    onBytes?.(chunk.byteLength);
    yield chunk;
  }
}

function faulty(file: string, line: number, text: string | null, fault: Problem | null): Row {
  return { file, line, value: null, text, fault, length: 0 };
}

function parse(file: string, line: number, given: string): Row {
  // The mark that a file may begin with; programs that join files write it twice, or in the middle.
  const text = given.replace(/^\ufeff+/, '');
  try {
    return { file, line, value: JSON.parse(text), text, fault: null, length: text.length };
  } catch (error) {
    return faulty(file, line, text, numberProblem(text) ?? jsonProblem(error));
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
