// Tries one mutant on the tests that come to it, the likeliest to notice first, until one fails.

import type { Placed } from './catalogue.ts';
import type { Coverage, Covered } from './coverage.ts';
import type { TestProcess } from './process.ts';

/** UNSETTLED: the quick tests did not notice, and the slow ones were not asked yet. */
export type Verdict = 'KILLED' | 'TIMEOUT' | 'SURVIVED' | 'UNREACHED' | 'UNSETTLED';

/** Files of tests that take longer are asked last, and only about what all others did not notice. */
const SLOW_MS = 8_000;

export interface Result {
  key: string;
  textHash: string;
  verdict: Verdict;
  /** The test that failed, or the file that did not end. */
  by: string | null;
  ms: number;
}

/** What each file of tests was worth so far: kills per second of its time. */
export class Experience {
  readonly #known = new Map<string, { kills: number; runs: number }>();

  sort(files: readonly Covered[]): Covered[] {
    return files.toSorted((a, b) => this.#worth(b) - this.#worth(a));
  }

  note(file: string, killed: boolean): void {
    const { kills, runs } = this.#of(file);
    this.#known.set(file, { kills: kills + (killed ? 1 : 0), runs: runs + 1 });
  }

  #worth({ file, ms }: Covered): number {
    const { kills, runs } = this.#of(file);
    return (kills + 1) / (runs + 2) / (ms + 50);
  }

  #of(file: string) {
    return this.#known.get(file) ?? { kills: 0, runs: 0 };
  }
}

export async function tryMutant(
  mutant: Placed,
  coverage: Coverage,
  tests: TestProcess,
  experience: Experience,
  slow: boolean,
): Promise<Result> {
  const start = performance.now();
  const { key, textHash } = mutant;
  const end = (verdict: Verdict, by: string | null): Result => ({
    key,
    textHash,
    verdict,
    by,
    ms: Math.round(performance.now() - start),
  });
  /** What is asked for while modules are loaded needs a process that has loaded none. */
  const isEarly = coverage.files.some(({ loaded }) => loaded.includes(key));
  const files = coverage.files.filter(({ hit, loaded }) => key in hit || loaded.includes(key));
  if (files.length === 0) return end('UNREACHED', null);
  const isSlow = ({ ms }: Covered) => ms > SLOW_MS;
  for (const covered of experience.sort(files.filter((file) => isSlow(file) === slow))) {
    const outcome = await tryOn(mutant, covered, tests, isEarly);
    experience.note(covered.file, outcome !== null);
    if (outcome !== null) return end(...outcome);
  }
  return end(slow || !files.some(isSlow) ? 'SURVIVED' : 'UNSETTLED', null);
}

async function tryOn(
  { id, key }: Placed,
  { file, ms, hit, loaded }: Covered,
  tests: TestProcess,
  isEarly: boolean,
): Promise<[Verdict, string] | null> {
  const forMs = 5_000 + 5 * ms;
  const last = loaded.includes(key) ? null : hit[key] || null;
  let wasLost = false;
  for (let isFresh = isEarly; ; isFresh = true) {
    if (isFresh) tests.stop();
    const report = await tests.run({ file, mutant: id, forMs, last, bail: true });
    if (isEarly) tests.stop();
    if (report === null) {
      // On a machine that is busy a process may be slow, or be ended, without any fault: the mutant is believed the second time.
      if (wasLost) return ['TIMEOUT', file];
      wasLost = true;
      continue;
    }
    const [failed] = report.failed;
    if (!failed) {
      // A cache of an earlier run may have kept the tests from it.
      const wasAsked = report.hit.some(([asked]) => asked === id) || report.loaded.includes(id);
      if (wasAsked || isFresh) return null;
    } else {
      if (isFresh) return ['KILLED', `${file} > ${failed.name}`];
      // Without the mutant the same must pass, or what failed was left behind by an earlier one.
      const again = await tests.run({ file, mutant: 0, forMs: 10 * forMs, last: failed.name, bail: true });
      if (again !== null && again.failed.length === 0) return ['KILLED', `${file} > ${failed.name}`];
    }
  }
}
