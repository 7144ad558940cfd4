// Input that can be read only once, such as a pipe, kept in a temporary file while it is read more often.

import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ImportFile } from '../services/transfer/rows.ts';

export class KeptInput {
  readonly #signal: AbortSignal;
  #folder: string | null = null;
  #count = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** The same file, which can be opened as often as one likes. */
  keep({ name, open }: ImportFile): ImportFile {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'on-record-input-'));
    const path = join(this.#folder, String(this.#count++));
    const signal = this.#signal;
    let copied: Promise<void> | null = null;
    return {
      name,
      open: async function* () {
        copied ??= pipeline(open(), createWriteStream(path), { signal });
        await copied;
        yield* createReadStream(path, { signal });
      },
    };
  }

  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true });
  }
}
