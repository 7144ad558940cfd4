// `npm run bench`: imports the UN set with the real command, then asks the store, SQLite itself and the real server the
// same questions. Prints Markdown, nothing else; bench/README.md holds runs of it.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openSqlite } from '../server/store/sqlite/store.ts';
import type { Store } from '../server/store/store.ts';
import { runCommand } from './child.ts';
import { milliseconds, timed } from './measure.ts';
import { questions } from './questions.ts';
import type { Served } from './server.ts';
import { serveStore } from './server.ts';
import { writeSet } from './set-file.ts';

const ALL = 870_109;
const DEEP = 10_000;
const SAMPLES = 500;
/** The two years that have 27,440 pairs of a state and a vote. */
const WINDOW = { from: '2012-01-01', to: '2013-12-31' };

const HELP = `npm run bench -- [options]

Imports the UN General Assembly's roll calls with the real command, and asks the store, SQLite itself and the real
server over HTTP the same questions. Takes about five minutes for all claims, and a gigabyte or two of temporary files.

Options:
  --sizes LIST  How many claims, separated by commas. Default: ${ALL}, which is all.
  --help        Show this.
`;

const { values } = parseArgs({ options: { sizes: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
const sizes = (values.sizes ?? String(ALL)).split(',').map(Number);
if (values.help === true) {
  process.stdout.write(HELP);
} else if (sizes.some((size) => !Number.isSafeInteger(size) || size < 1 || size > ALL)) {
  process.stderr.write(`--sizes takes whole numbers from 1 to ${ALL}, separated by commas\n`);
  process.exitCode = 2;
} else {
  print(`${new Date().toISOString().slice(0, 10)}, ${machine()}`);
  for (const size of sizes) await bench(size);
}

async function bench(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-bench-'));
  try {
    const file = join(folder, 'set.jsonl');
    const path = join(folder, 'bench.db');
    const { claims, records, bytes } = await writeSet(file, size);
    print(`\n### ${claims.toLocaleString('en')} claims\n`);
    const load = loadavg()[0]?.toFixed(1);
    const store = `sqlite:${path}`;
    const imported = await runCommand(['import', '--accept', '--quiet', '--store', store, file]);
    const again = await runCommand(['import', '--accept', '--quiet', '--store', store, file]);
    rmSync(file);
    print(
      `| the real command on ${records.toLocaleString('en')} records (${megabytes(bytes)} MB of JSON Lines) | seconds | claims/s | peak memory, MB |`,
    );
    print('| --- | --: | --: | --: |');
    for (const [name, { seconds, peak }] of Object.entries({
      import: imported,
      'import again, which changes nothing': again,
    }))
      print(
        `| ${name} | ${seconds.toFixed(1)} | ${Math.round(claims / seconds).toLocaleString('en')} | ${Math.round(peak)} |`,
      );
    print(`\nThe store is ${megabytes(statSync(path).size)} MB. Load of the machine before: ${load}.\n`);
    await ask(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(path: string): Promise<void> {
  const sql = new DatabaseSync(path, { readOnly: true });
  sql.exec('PRAGMA cache_size = -48000');
  const store = await openSqlite({ path });
  const served = await serveStore(`sqlite:${path}`);
  try {
    const list = questions(store, sql, await samples(store, sql, served));
    print(
      '| question, milliseconds | store p50 | p99 | aim | SQL alone p50 | store : SQL | HTTP p50 | p99 | longest stall |',
    );
    print('| --- | --: | --: | --: | --: | --: | --: | --: | --: |');
    for (const { name, aim, http, ...asked } of list) {
      const atStore = await timed(asked.store);
      const alone = asked.sql === undefined ? null : await timed(asked.sql);
      await served.stall();
      const overHttp = await timed((run) => served.ask(http.query, http.variables(run)));
      const stall = await served.stall();
      print(
        `| ${name} | ${milliseconds(atStore.p50)} | ${milliseconds(atStore.p99)} | ${aim ?? ''} | ${alone === null ? '' : milliseconds(alone.p50)} | ${
          alone === null ? '' : (atStore.p50 / alone.p50).toFixed(1)
        } | ${milliseconds(overHttp.p50)} | ${milliseconds(overHttp.p99)} | ${milliseconds(stall)} |`,
      );
    }
    await served.stall();
    const rate = await crowd(served, list);
    print(
      `\nTen clients asking all of these at once: ${Math.round(rate)} answers/s, longest stall ${milliseconds(await served.stall())} ms.`,
    );
    const { rows } = await store.tally({
      filter: { saidFrom: WINDOW.from, saidTo: WINDOW.to },
      by: ['speaker', 'target'],
    });
    print(`The two years are ${WINDOW.from} to ${WINDOW.to}: ${rows.length.toLocaleString('en')} relations.`);
  } finally {
    await served.close();
    await store.close();
    sql.close();
  }
}

async function samples(store: Store, sql: DatabaseSync, served: Served) {
  const ids = (kind: number) =>
    sql
      .prepare('SELECT id FROM record WHERE kind = ? ORDER BY num')
      .all(kind)
      .map(({ id }) => String(id));
  const kindOf = (id: string) => Number(sql.prepare('SELECT kind FROM record WHERE id = ?').get(id)?.kind);
  const { items } = await store.claims({ filter: {}, order: 'SAID_DESC', limit: 1 });
  const claims = ids(kindOf(items[0]?.id ?? ''));
  const deepest = Math.min(DEEP, claims.length - 100);
  let cursor = '';
  let after: [string, string] = ['', ''];
  for (let seen = 0; seen < deepest; seen += 100) {
    const page = await served.ask(
      'query ($after: String) { claims(first: 100, after: $after) { pageInfo { endCursor } nodes { id saidOn } } }',
      { after: cursor === '' ? null : cursor },
    );
    cursor = page.claims.pageInfo.endCursor;
    const last = page.claims.nodes.at(-1);
    after = [last.saidOn, last.id];
  }
  return {
    claims: spread(claims, SAMPLES),
    actors: spread(ids(kindOf('act_un-us')), SAMPLES),
    deep: after,
    cursor,
    window: WINDOW,
  };
}

function spread(list: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}

async function crowd(served: Served, list: ReturnType<typeof questions>): Promise<number> {
  const started = performance.now();
  let answers = 0;
  const client = async (number: number) => {
    for (let run = number; performance.now() - started < 10_000; run++) {
      const { http } = list[run % list.length] as (typeof list)[number];
      await served.ask(http.query, http.variables(run));
      answers++;
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, number) => client(number)));
  return answers / ((performance.now() - started) / 1_000);
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${model}), ${memory} GB, Node ${process.versions.node}, SQLite ${process.versions.sqlite}`;
}

function megabytes(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString('en');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
