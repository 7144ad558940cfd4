// Measures the import of the UN set, then each question at the store, over HTTP and as raw SQL, on one file in one run, and
// prints a table. What is compared stands in one row, so that a slow machine slows both sides.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStore } from '../server/store/open.ts';
import type { Figures } from './figures.ts';
import { measure } from './figures.ts';
import { findSubjects, questionsAbout } from './questions.ts';
import { startServer } from './server.ts';

const HELP = `npm run bench -- [options]

Imports the roll calls of the UN General Assembly into a new embedded store and times the questions that the viewer and the
API ask of it. Takes some minutes for all 870,109 claims.

  --roll-calls N   only the first N roll calls (all: 6,203; at least 100)
  --file FILE      measure this store instead of importing; it stays
  --write          also replace the table in bench/README.md
  --help           show this
`;

const { values } = parseArgs({
  options: {
    'roll-calls': { type: 'string' },
    file: { type: 'string' },
    write: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help) process.stdout.write(HELP);
else await bench();

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-bench-'));
  const file = values.file ?? join(folder, 'un.db');
  if (values.file !== undefined && !existsSync(values.file)) throw new Error(`there is no file "${values.file}"`);
  try {
    const lines = [header(), ''];
    if (values.file === undefined) lines.push(importInto(file), '');
    lines.push(...(await questions(file)));
    const report = lines.join('\n');
    process.stdout.write(`\n${report}\n`);
    if (values.write) write(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function header(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores (${cpu?.model.trim()}), ${memory} GB of memory.`;
}

function importInto(file: string): string {
  process.stderr.write('importing …\n');
  const load = fileURLToPath(new URL('load.ts', import.meta.url));
  const limit = values['roll-calls'];
  const printed = execFileSync(process.execPath, [load, file, ...(limit === undefined ? [] : [limit])], {
    encoding: 'utf8',
  });
  const { claims, seconds, megabytes } = JSON.parse(printed) as { claims: number; seconds: number; megabytes: number };
  const size = Math.round(statSync(file).size / 1024 / 1024);
  return `Import: ${claims.toLocaleString('en')} claims in ${seconds.toFixed(1)} s, **${Math.round(claims / seconds).toLocaleString('en')} claims/s**, peak memory of the process **${Math.round(megabytes)} MB**, file ${size} MB.`;
}

async function questions(file: string): Promise<string[]> {
  const store = await openStore({ kind: 'sqlite', path: file });
  const server = await startServer(file);
  const raw = new DatabaseSync(file, { readOnly: true });
  try {
    const rows: string[] = [];
    const subjects = await findSubjects(store, server.ask);
    let longest = 0;
    for (const question of questionsAbout(subjects)) {
      process.stderr.write(`${question.name} …\n`);
      const statement = question.sql === undefined ? null : raw.prepare(question.sql.text);
      const sql =
        statement && (await measure(question.runs, (run) => statement.all(...(question.sql?.values(run) ?? []))));
      const called = await measure(question.runs, (run) => question.store(store, run));
      await server.longestGap();
      const asked = await measure(question.runs, (run) =>
        server.ask(question.http.query, question.http.variables(run)),
      );
      const gap = await server.longestGap();
      longest = Math.max(longest, gap);
      rows.push(row(question.name, sql, called, asked, gap));
    }
    const memory = Math.round(await server.memory());
    return [
      '| Question | raw SQL p50 | store p50 | p99 | store / SQL | HTTP p50 | p99 | longest gap of the event loop |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      '',
      `Milliseconds. Longest gap in all: **${longest.toFixed(0)} ms**. The server afterwards: ${memory} MB resident.`,
    ];
  } finally {
    raw.close();
    await server.close();
    await store.close();
  }
}

function row(name: string, sql: Figures | null, store: Figures, http: Figures, gap: number): string {
  const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
  const ratio = sql === null ? '' : `${(store.p50 / sql.p50).toFixed(2)} x`;
  const cells = [
    name,
    sql === null ? '' : ms(sql.p50),
    ms(store.p50),
    ms(store.p99),
    ratio,
    ms(http.p50),
    ms(http.p99),
    ms(gap),
  ];
  return `| ${cells.join(' | ')} |`;
}

function write(report: string): void {
  const text = `# What was measured

\`npm run bench\` imports every roll call of the UN General Assembly (870,109 claims) into a new embedded store, then times the
questions that the viewer and the API ask: as a call of the store, over HTTP against a server process, and as hand-written SQL on
the same file where one statement answers it. Read the ratios: they hold when the machine is slow.

The gap of the event loop is the longest time between two turns of a 10 ms timer in the server while the question was asked, so
10 ms is what an idle server shows.

${report}
`;
  writeFileSync(new URL('README.md', import.meta.url), text);
}
