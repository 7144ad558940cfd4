// Remembers where each record of an import stood, four bytes a record, so that a fault found at the very end names its line.

export interface Place {
  /** Counts the files from 0. */
  file: number;
  line: number;
}

export class Places {
  /** With the first record that each gave. */
  readonly #files: { name: string; from: number }[] = [];
  #lines = new Uint32Array(1024);
  #count = 0;

  /** Rows come file by file. */
  of(file: string, line: number): Place {
    if (this.#files.at(-1)?.name !== file) this.#files.push({ name: file, from: this.#count });
    return { file: this.#files.length - 1, line };
  }

  /** The next record that is handed on stood here. */
  keep({ line }: Place): void {
    if (this.#count === this.#lines.length) {
      const grown = new Uint32Array(this.#lines.length * 2);
      grown.set(this.#lines);
      this.#lines = grown;
    }
    this.#lines[this.#count++] = line;
  }

  /** Of the record that was handed on as number `index`, from 0; null when it is none of a row. */
  kept(index: number): Place | null {
    if (index >= this.#count) return null;
    return { file: this.#files.findLastIndex(({ from }) => from <= index), line: this.#lines[index] as number };
  }

  /** `claims.jsonl:12`. */
  text({ file, line }: Place): string {
    return `${this.#files[file]?.name}:${line}`;
  }
}
