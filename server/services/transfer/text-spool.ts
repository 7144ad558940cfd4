// Texts that an import needs again, but that are more than memory should hold: kept in a temporary file that no folder
// names, so that nothing is left behind however the process ends.

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class TextSpool {
  readonly #extents = new Map<string, { at: number; bytes: number }>();
  #file: number | null = null;
  #end = 0;

  has(key: string): boolean {
    return this.#extents.has(key);
  }

  /** Once per key; a second text for it is dropped. */
  put(key: string, text: string): void {
    if (this.#extents.has(key)) return;
    const bytes = Buffer.from(text, 'utf8');
    this.#file ??= openUnnamed();
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written, this.#end + written);
    this.#extents.set(key, { at: this.#end, bytes: bytes.length });
    this.#end += bytes.length;
  }

  get(key: string): string {
    const extent = this.#extents.get(key);
    if (extent === undefined || this.#file === null) throw new Error(`no text was put for ${key}`);
    const bytes = Buffer.allocUnsafe(extent.bytes);
    for (let read = 0; read < extent.bytes; ) {
      const more = readSync(this.#file, bytes, read, extent.bytes - read, extent.at + read);
      if (more === 0) throw new Error('the temporary file of the import is shorter than it was');
      read += more;
    }
    return bytes.toString('utf8');
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#extents.clear();
  }
}

function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-texts-'));
  try {
    return openSync(join(folder, 'texts'), 'w+', 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
