// `npm run bench`: fills each store with the real command, and asks each the same questions in every way there is. Prints
// Markdown, nothing else; bench/README.md holds runs of it.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { askAll } from './asked.ts';
import { countCalls } from './calls.ts';
import { runCommand } from './child.ts';
import { measureDepths } from './depths.ts';
import type { Curve } from './growth.ts';
import { drawGrowth } from './growth.ts';
import { measureNetworks } from './networks.ts';
import type { Options } from './options.ts';
import { HELP, readOptions } from './options.ts';
import { questions } from './questions.ts';
import { takeSamples } from './samples.ts';
import { serveStore } from './server.ts';
import type { SetFile } from './set-file.ts';
import { ALL, writeSet } from './set-file.ts';
import type { BenchStore } from './stores/bench-store.ts';
import { benchSqlite } from './stores/sqlite.ts';
import { megabytes, print, startTable, whole } from './table.ts';
import { measureThroughput } from './throughput.ts';

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exitCode = 2;
} else if (options.help) {
  process.stdout.write(HELP);
} else {
  print(`${new Date().toISOString().slice(0, 10)}, ${machine()}`);
  const curves: Curve[] = [];
  for (const [index, size] of options.sizes.entries()) {
    await benchSize(size, options, curves);
    // After each, so that a run that is broken off has drawn what it measured.
    if (index > 0) drawGrowth(curves);
  }
}

async function benchSize(size: number, { stores, ...how }: Options, curves: Curve[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-bench-'));
  try {
    const file = join(folder, 'set.jsonl');
    const set = await writeSet(file, size);
    for (const name of stores) {
      // Past the real set, only the embedded store is measured: Neo4j's heap would need more than such a machine has.
      if (name === 'neo4j' && size > ALL) continue;
      print(`\n## ${whole(set.claims)} claims, ${name}`);
      const bench = await openBench(name, size);
      try {
        await importInto(bench, file, set);
        await measure(bench, set, how, curves);
      } finally {
        await bench.close();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The driver of a database is loaded for who asks for it. */
async function openBench(name: Options['stores'][number], size: number): Promise<BenchStore> {
  if (name === 'sqlite') return benchSqlite();
  const { benchNeo4j } = await import('./stores/neo4j.ts');
  return benchNeo4j(size);
}

async function importInto(bench: BenchStore, file: string, { claims, records, bytes }: SetFile): Promise<void> {
  print(`\n${bench.release}. Load of the machine before: ${loadavg()[0]?.toFixed(1)}.`);
  const row = startTable([
    { name: `the real command on ${whole(records)} records (${megabytes(bytes)} MB of JSON Lines)`, words: true },
    ...['seconds', 'claims/s', 'peak memory, MB'].map((name) => ({ name })),
  ]);
  for (const name of ['import', 'import again, which changes nothing']) {
    const { seconds, peak } = await runCommand(
      ['import', '--accept', '--quiet', '--store', bench.url, file],
      bench.env,
    );
    row([name, seconds.toFixed(1), whole(claims / seconds), whole(peak)]);
  }
  const size = bench.size();
  if (size !== null) print(`\nThe store is ${megabytes(size)} MB.`);
}

async function measure(
  bench: BenchStore,
  { claims }: SetFile,
  { peer, profile }: Pick<Options, 'peer' | 'profile'>,
  curves: Curve[],
): Promise<void> {
  const opened = await bench.open();
  const served = await serveStore(bench.url, bench.env);
  try {
    const samples = await takeSamples(opened.store, served, claims);
    const list = questions(opened.store, samples);
    const times = await askAll(list, opened.alone(samples), bench.language, served);
    print(
      `\nDeep is ${whole(samples.deepAt)} claims deep; the two years are ${samples.window.from} to ${samples.window.to}.`,
    );
    await measureDepths(opened.store, claims);
    await measureNetworks(opened.store, claims);
    await countCalls(opened, samples);
    await measureThroughput(served, list);
    for (const panel of ['page of 50 claims', 'neighbours of one actor (25)', 'histogram by year, all claims']) {
      const time = times.get(panel);
      if (time !== undefined) addPoint(curves, { panel: `${panel}, ms`, store: bench.name }, claims, time.p50);
    }
    if (bench.name !== 'neo4j' || !(peer || profile)) return;
    const { connect } = await import('./stores/neo4j.ts');
    const driver = connect(bench.url);
    try {
      if (profile) await (await import('./profile.ts')).profileStore(driver, opened, samples);
      // Last: it adds to the database what the other one needs.
      if (peer) await (await import('./peer/peer.ts')).comparePeer(driver, opened, samples);
    } finally {
      await driver.close();
    }
  } finally {
    await served.close();
    await opened.close();
  }
}

function addPoint(
  curves: Curve[],
  { panel, store }: Omit<Curve, 'points'>,
  claims: number,
  milliseconds: number,
): void {
  let curve = curves.find((one) => one.panel === panel && one.store === store);
  if (curve === undefined) {
    curve = { panel, store, points: [] };
    curves.push(curve);
  }
  curve.points.push({ claims, milliseconds });
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${model}), ${memory} GB, Node ${process.versions.node}`;
}
