// Remembers where each record of an import stood, four bytes a record, so that a fault found at the very end names its line.

import type { RowLocation } from '../../domain/faults/fault.ts';

export class RowLocations {
  /** With the first record that each gave. */
  readonly #files: { name: string; from: number }[] = [];
  #lines = new Uint32Array(1024);
  #count = 0;

  /** Rows come file by file. */
  of(file: string, line: number): RowLocation {
    if (this.#files.at(-1)?.name !== file) this.#files.push({ name: file, from: this.#count });
    return { file, line };
  }

  /** The next record that is handed on stood here. */
  keep({ line }: RowLocation): void {
    if (this.#count === this.#lines.length) {
      const grown = new Uint32Array(this.#lines.length * 2);
      grown.set(this.#lines);
      this.#lines = grown;
    }
    this.#lines[this.#count++] = line;
  }

  /** Of the record that was handed on as number `index`, from 0; null when it is none of a row. */
  kept(index: number): RowLocation | null {
    if (index >= this.#count) return null;
    const { name: file } = this.#files.findLast(({ from }) => from <= index) as { name: string };
    return { file, line: this.#lines[index] as number };
  }

  /** As the rows came; what stands in no row comes last. */
  compare(a: RowLocation | undefined, b: RowLocation | undefined): number {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return this.#order(a.file) - this.#order(b.file) || a.line - b.line;
  }

  #order(file: string): number {
    return this.#files.findIndex(({ name }) => name === file);
  }
}
