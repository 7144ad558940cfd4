// Which mutants each file of tests comes to, and how long it takes: a mutant is tried on those files alone. Each file is run
// once in a process of its own, without any mutant on.

import { globSync } from 'node:fs';
import type { Placed } from './catalogue.ts';
import { ROOT } from './catalogue.ts';
import { TestProcess } from './process.ts';

/** Tests that run in one process over the server's own modules. The rest start the server, or another store, beside them. */
const TEST_FILES = [
  'test/unit/*.test.ts',
  'test/api/*.test.ts',
  'test/store/{sqlite,memory,golden}.test.ts',
  'test/cli/{transfer,upkeep}.test.ts',
];
const FOR_MS = 300_000;

export interface Covered {
  file: string;
  ms: number;
  /** Keys of mutants that its modules ask for while they are loaded. */
  loaded: string[];
  /** Keys of mutants that its tests ask for, each with the last test that does. */
  hit: Record<string, string>;
}

export interface Coverage {
  files: Covered[];
  /** Files that fail here without any mutant, and so can tell nothing. */
  unusable: { file: string; why: string }[];
}

/** Those whose path holds none of these parts. */
function testFiles(without: readonly string[]): string[] {
  const files = globSync(TEST_FILES, { cwd: ROOT }).toSorted();
  return files.filter((file) => !without.some((part) => file.includes(part)));
}

export interface MeasureOptions {
  without: readonly string[];
  workers: number;
  /** What an earlier run found of these very tests; and told of each new one. */
  known: readonly Measured[];
  found(measured: Measured): void;
  tell(text: string): void;
}

/** A file of tests, or why it is unusable. */
export type Measured = Covered | { file: string; why: string };

export async function measure(
  mutants: readonly Placed[],
  instrumented: string,
  { without, workers, known, found, tell }: MeasureOptions,
): Promise<Coverage> {
  const keyOf = (id: number) => mutants[id - 1]?.key ?? '';
  const all: Measured[] = [];
  const files = testFiles(without);
  let next = 0;
  const work = async () => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) await measureOne(file);
  };
  const measureOne = async (file: string) => {
    const before = known.find((one) => one.file === file);
    if (before) return void all.push(before);
    tell(`coverage ${next} of ${files.length}: ${file}`);
    const tests = new TestProcess(instrumented);
    const report = await tests.run({ file, mutant: 0, forMs: FOR_MS, last: null, bail: false });
    tests.stop();
    const [failure] = report?.failed ?? [];
    const why = failure ? `${failure.name}: ${failure.error}`.slice(0, 300) : `no answer within ${FOR_MS / 1_000} s`;
    const measured: Measured =
      !report || failure
        ? { file, why }
        : {
            file,
            ms: report.ms,
            loaded: report.loaded.map(keyOf),
            hit: Object.fromEntries(report.hit.map(([id, last]) => [keyOf(id), last])),
          };
    all.push(measured);
    found(measured);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return {
    files: all.filter((one): one is Covered => 'ms' in one),
    unusable: all.filter((one): one is { file: string; why: string } => 'why' in one),
  };
}
