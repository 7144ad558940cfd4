// Remembers where each imported record came from, four bytes a record, so that a fault found at the very end names its line.

export class Places {
  readonly #files: { name: string; from: number }[] = [];
  #lines = new Uint32Array(1024);
  #count = 0;

  startFile(name: string): void {
    this.#files.push({ name, from: this.#count });
  }

  add(line: number): void {
    if (this.#count === this.#lines.length) {
      const grown = new Uint32Array(this.#lines.length * 2);
      grown.set(this.#lines);
      this.#lines = grown;
    }
    this.#lines[this.#count++] = line;
  }

  /** `claims.jsonl:12` for the record with this index. */
  at(index: number): string {
    const file = this.#files.findLast(({ from }) => from <= index);
    return `${file?.name ?? 'input'}:${this.#lines[index] ?? '?'}`;
  }
}
