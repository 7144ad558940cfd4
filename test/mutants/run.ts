// `npm run mutants`: puts small faults into the server, one at a time, and counts how many of them the tests notice.
// test/mutants/README.md tells what came of it.

import { hash } from 'node:crypto';
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Placed } from './catalogue.ts';
import { catalogue, ROOT, writeInstrumented } from './catalogue.ts';
import type { Coverage, Measured } from './coverage.ts';
import { measure } from './coverage.ts';
import { TestProcess } from './process.ts';
import { reportOf } from './report.ts';
import { mixed, sample } from './sample.ts';
import type { Result } from './trial.ts';
import { Experience, tryMutant } from './trial.ts';

const HELP = `npm run mutants -- [options]

Puts small faults (mutants) into server/domain, server/services and server/graphql, one at a time, and runs the tests of
unit, api and store that come to each, in this machine's own processes. A mutant that no test notices has survived.

  --sample N       try N of all mutants, a fair share of each file (default 500; 0 tries all)
  --seed TEXT      which ones; the same seed, the same ones (default 1)
  --file TEXT      only files whose path contains it; can be given several times
  --key KEY        only this mutant, as the report names it; can be given several times
  --without TEXT   ask no file of tests whose path contains it, such as a slow one; can be given several times
  --minutes N      end after so long, with what was tried until then
  --workers N      processes at once (default 1)
  --again          try survivors again, though neither they nor the tests changed
  --report         print what is known and try nothing
  --list           print the mutants chosen, and try nothing
  --help           this

Results are kept in node_modules/.cache/mutants and not tried again while their file (and, for survivors, the tests) stay as
they are: a run that was cut short goes on where it stopped. Exit code 1: fewer than 90 % were noticed.`;

const { values: given } = parseArgs({
  options: {
    sample: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', multiple: true, default: [] },
    key: { type: 'string', multiple: true, default: [] },
    without: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '1' },
    again: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const FOLDERS = ['server/domain', 'server/services', 'server/graphql'];
const CACHE = join(ROOT, 'node_modules/.cache/mutants');
const INSTRUMENTED = join(CACHE, 'instrumented');
const RESULTS = join(CACHE, 'results.jsonl');
const COVERAGE = join(CACHE, 'coverage.jsonl');
const ENOUGH = 0.9;

if (given.help) {
  console.log(HELP);
  process.exit(0);
}
for (const field of ['sample', 'minutes', 'workers'] as const)
  if (!/^\d+$/.test(given[field])) {
    console.error(`--${field} must be a whole number, not ${given[field]}; see --help`);
    process.exit(2);
  }

mkdirSync(CACHE, { recursive: true });
const all = catalogue(FOLDERS);
const eligible = all.filter(
  ({ file, key }) =>
    (given.file.length === 0 || given.file.some((part) => file.includes(part))) &&
    (given.key.length === 0 || given.key.includes(key)),
);
const size = given.key.length > 0 || given.sample === '0' ? eligible.length : Number(given.sample);
const chosen = sample(eligible, size, given.seed);
if (given.list) {
  for (const { key, file, line, operator, original, replacement } of chosen)
    console.log(`${key} ${file}:${line} ${operator}: ${short(original)} -> ${short(replacement)}`);
  process.exit(0);
}

const testsHash = hashOf('{server,test}/**/*.{ts,graphql}', 'schema.graphql');
const known = readResults();
const isKnown = ({ key, textHash }: Placed) => {
  const found = known.get(key);
  if (found?.textHash !== textHash) return false;
  const isKilled = found.verdict === 'KILLED' || found.verdict === 'TIMEOUT';
  if (isKilled) return true;
  return found.verdict !== 'UNSETTLED' && found.testsHash === testsHash && !given.again;
};
if (!given.report) await tryAll(mixed(chosen, given.seed).filter((mutant) => !isKnown(mutant)));
const { text, share } = reportOf(all, eligible, chosen, known);
console.log(text);
process.exit(share >= ENOUGH ? 0 : 1);

async function tryAll(mutants: readonly Placed[]): Promise<void> {
  if (mutants.length === 0) return;
  writeInstrumented(all, INSTRUMENTED);
  const coverage = await readCoverage();
  for (const { file, why } of coverage.unusable) console.error(`left out, fails without a mutant: ${file}: ${why}`);
  const end = performance.now() + Number(given.minutes) * 60_000;
  const experience = new Experience();
  const unsettled = await tryEach(mutants, false);
  await tryEach(unsettled, true);

  /** Gives back those that the slow tests have still to be asked about. */
  async function tryEach(these: readonly Placed[], slow: boolean): Promise<Placed[]> {
    const left: Placed[] = [];
    let next = 0;
    let done = 0;
    const work = async () => {
      const tests = new TestProcess(INSTRUMENTED);
      for (let index = next++; index < these.length && performance.now() < end; index = next++) {
        const mutant = these[index] as Placed;
        const result = { ...(await tryMutant(mutant, coverage, tests, experience, slow)), testsHash };
        known.set(result.key, result);
        appendFileSync(RESULTS, `${JSON.stringify(result)}\n`);
        if (result.verdict === 'UNSETTLED') left.push(mutant);
        const where = `${mutant.file}:${mutant.line} ${result.verdict} in ${result.ms} ms`;
        tell(`${slow ? 'slow tests, ' : ''}${++done} of ${these.length}, ${left.length} unsettled; ${where}`);
      }
      tests.stop();
    };
    await Promise.all(Array.from({ length: Number(given.workers) }, work));
    return left;
  }
}

async function readCoverage(): Promise<Coverage> {
  const kept = readLines<Measured & { testsHash: string }>(COVERAGE).filter((one) => one.testsHash === testsHash);
  return measure(all, INSTRUMENTED, {
    without: given.without,
    workers: Number(given.workers),
    known: kept,
    found: (measured) => appendFileSync(COVERAGE, `${JSON.stringify({ ...measured, testsHash })}\n`),
    tell,
  });
}

function readLines<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

function readResults(): Map<string, Result & { testsHash: string }> {
  return new Map(readLines<Result & { testsHash: string }>(RESULTS).map((result) => [result.key, result]));
}

function hashOf(...patterns: string[]): string {
  const files = globSync(patterns, { cwd: ROOT, exclude: ['test/mutants/*', 'test/mutants'] }).toSorted();
  return hash('sha256', files.map((file) => `${file}\n${readFileSync(join(ROOT, file), 'utf8')}`).join('\n')).slice(
    0,
    16,
  );
}

function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text.slice(0, process.stderr.columns - 1)}`);
  else console.error(text);
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
