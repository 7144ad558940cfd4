// All mutants there are, numbered, and the instrumented files that hold them. A mutant is known from run to run by what it
// changes (its file, the text of its line, the edit), never by its number.

import { hash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Numbered } from './instrument.ts';
import { instrument } from './instrument.ts';
import { mutantsOf } from './operators.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Generated, and checked against the contract by `npm run check`. */
const NOT_OURS = ['server/graphql/generated.ts'];

export interface Placed extends Numbered {
  file: string;
  line: number;
  /** Of the file it is in: what was found out about a mutant holds for this text alone. */
  textHash: string;
  /** The same as long as the line and the edit are. */
  key: string;
  original: string;
}

export function catalogue(folders: readonly string[]): Placed[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: ROOT, exclude: NOT_OURS },
  ).toSorted();
  const all: Placed[] = [];
  for (const file of files) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    const textHash = hash('sha256', source).slice(0, 16);
    const seen = new Map<string, number>();
    for (const mutant of mutantsOf(source)) {
      const original = source.slice(mutant.start, mutant.end);
      const line = source.slice(0, mutant.start).split('\n').length;
      const what = [file, source.split('\n')[line - 1]?.trim(), original, mutant.operator, mutant.replacement].join(
        '\n',
      );
      const times = (seen.get(what) ?? 0) + 1;
      seen.set(what, times);
      const key = hash('sha256', `${what}\n${times}`).slice(0, 12);
      all.push({ ...mutant, id: all.length + 1, file, line, textHash, key, original });
    }
  }
  return all;
}

export function writeInstrumented(mutants: readonly Placed[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, own] of Map.groupBy(mutants, (mutant) => mutant.file)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, instrument(readFileSync(join(ROOT, file), 'utf8'), own));
  }
}
