// The lines that an import left out, with why, and how they are written down: each as it stood, its faults beside it in a field
// that an import does not read, so that the file can be mended where it is wrong, and imported alone.

import type { Fault, RowLocation } from '../../domain/faults/fault.ts';
import { offersOf } from '../../domain/faults/fault.ts';
import { pathText } from '../../domain/faults/path-text.ts';
import { faultProblem } from '../../domain/faults/text.ts';
import type { Row } from './rows.ts';

export const REFUSED_FIELD = '$refused';

export class RefusedLines {
  readonly #files = new Map<string, Map<number, Fault[]>>();
  /** How many lines. */
  size = 0;

  has({ file, line }: RowLocation): boolean {
    return this.#files.get(file)?.has(line) ?? false;
  }

  add({ file, line }: RowLocation, fault: Fault): void {
    const lines = this.#files.get(file) ?? new Map<number, Fault[]>();
    this.#files.set(file, lines);
    const faults = lines.get(line);
    if (faults !== undefined) faults.push(fault);
    else {
      lines.set(line, [fault]);
      this.size++;
    }
  }

  /** Null for a line that was taken. */
  written(row: Row): string | null {
    const faults = this.#files.get(row.file)?.get(row.line);
    return faults === undefined ? null : refusedLine(row, faults);
  }
}

/** Whether a note says that its line was no object, so that there is nothing beside it. */
export function isUnmended(note: unknown): boolean {
  return note !== null && typeof note === 'object' && 'text' in note;
}

/** A fault as data, without where its line is. */
export function faultData(fault: Fault): object {
  const { code, path } = fault;
  return { path, field: pathText(path), code, message: faultProblem(fault), offers: offersOf(fault) };
}

function refusedLine({ file, line, value, text = null }: Row, faults: readonly Fault[]): string {
  const note = { file, line, faults: faults.map(faultData) };
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return JSON.stringify({ [REFUSED_FIELD]: { ...note, text } });
  if (text === null || REFUSED_FIELD in value) return JSON.stringify({ ...value, [REFUSED_FIELD]: note });
  // What a number or a text is written as would not survive being read and written anew.
  const fields = text.trim().slice(1, -1).trim();
  return `{${fields}${fields === '' ? '' : ','}${JSON.stringify(REFUSED_FIELD)}:${JSON.stringify(note)}}`;
}
