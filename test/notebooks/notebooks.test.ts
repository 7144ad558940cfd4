// Runs each notebook from nothing: its own virtual environment with the pinned requirements, against a server that this test
// starts on the example set. A notebook's own assertions compare its numbers with the server's.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRows } from '../../server/services/transfer/import.ts';
import { unGeneralAssembly } from '../../server/services/un-general-assembly.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { requires } from '../support/requirements.ts';
import { startServer } from '../support/server.ts';

const run = promisify(execFile);
const ROOT = new URL('../../', import.meta.url).pathname;

interface Notebook {
  cells: {
    cell_type: string;
    source: string | string[];
    outputs?: { output_type: string; text?: string | string[]; data?: Record<string, unknown> }[];
  }[];
}

const withPython = await requires('Python 3.11 with venv', async () => {
  const ask = ['-c', 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 11) else 1)'];
  return run('python3', ask).then(
    () => null,
    () => 'python3 3.11 or newer with the venv module was not found; install python3-venv',
  );
});

withPython('the notebooks', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startServer>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'on-record-notebooks-'));
    await run('python3', ['-m', 'venv', join(folder, 'venv')]);
    await run(join(folder, 'venv/bin/pip'), [
      'install',
      '--quiet',
      '--no-compile',
      '--disable-pip-version-check',
      '--requirement',
      join(ROOT, 'notebooks/requirements.txt'),
    ]);
    server = await startServer();
  });

  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('01-who-said-what runs and finds what the server counts', async () => {
    const notebook = await execute('01-who-said-what');
    const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.filter(({ output_type }) => output_type === 'error')).toEqual([]);
    expect(outputs.filter(({ data }) => data?.['image/png'] !== undefined)).toHaveLength(1);
    const printed = outputs.map(({ text }) => [text ?? ''].flat().join('')).join('\n');
    const [, rows, claims] = /(\d+) rows, (\d+) claims/.exec(printed) ?? [];
    const { data } = await server.ask('{ claims { totalCount } claimRows { totalCount } }');
    expect({ rows: Number(rows), claims: Number(claims) }).toEqual({
      rows: data.claimRows.totalCount,
      claims: data.claims.totalCount,
    });
    expect(printed).toMatch(/\d+ nodes, \d+ edges about actors, equal to the server's/);
  });

  test('01-who-said-what runs on roll calls, where nobody speaks about an actor, and asks a busy server again', async () => {
    const path = join(folder, 'roll-calls.db');
    const store = await openSqlite({ path });
    const when = { author: 'seed', time: '2026-01-01T00:00:00.000Z', name: 'roll calls', reason: null };
    await importRows(store, rollCalls(), { ...when, keepStatus: true, dryRun: false });
    const claims = (await store.stats()).counts.claim;
    await store.close();
    const served = await startServer({ seed: 'none', env: { STORE_URL: `sqlite:${path}` } });
    const busy = await busyBefore(served.url);
    try {
      const notebook = await execute('01-who-said-what', busy.url);
      const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
      expect(outputs.filter(({ output_type }) => output_type === 'error')).toEqual([]);
      const printed = outputs.map(({ text }) => [text ?? ''].flat().join('')).join('\n');
      expect(printed).toContain(`${claims} rows, ${claims} claims`);
      expect(printed).toMatch(/edges about events, equal to the server's/);
      expect(busy.refused()).toBeGreaterThan(3);
    } finally {
      await busy.close();
      await served.close();
    }
  });

  async function execute(name: string, url = server.url): Promise<Notebook> {
    const out = join(folder, `${name}.ipynb`);
    const script = [
      'import sys, nbformat',
      'from nbclient import NotebookClient',
      'book = nbformat.read(sys.argv[1], as_version=4)',
      'try: NotebookClient(book, timeout=300, kernel_name="python3").execute()',
      'finally: nbformat.write(book, sys.argv[2])',
    ].join('\n');
    await run(join(folder, 'venv/bin/python'), ['-c', script, join(ROOT, `notebooks/${name}.ipynb`), out], {
      env: {
        ...process.env,
        ON_RECORD_URL: url,
        MPLBACKEND: 'module://matplotlib_inline.backend_inline',
      },
    });
    return JSON.parse(await readFile(out, 'utf8')) as Notebook;
  }
});

function* rollCalls() {
  let line = 0;
  for (const value of unGeneralAssembly({ limit: 12 }))
    yield { file: 'roll calls', line: ++line, value, fault: null, length: 500 };
}

/** A server that refuses every other request: it is busy, or its store does not answer. */
async function busyBefore(url: string) {
  let asked = 0;
  let refused = 0;
  const refusals = [
    {
      status: 429,
      headers: { 'retry-after': '0' },
      body: '{"errors":[{"message":"slower","extensions":{"code":"RATE_LIMITED"}}]}',
    },
    { status: 503, headers: { 'retry-after': '0' }, body: 'no store' },
    {
      status: 200,
      headers: { 'retry-after': '0' },
      body: '{"data":null,"errors":[{"message":"gone","extensions":{"code":"UNAVAILABLE"}}]}',
    },
  ] as const;
  const server = createServer((incoming, outgoing) => {
    const refusal = asked++ % 2 === 0 ? refusals[refused % 3] : undefined;
    if (refusal !== undefined && !(refusal.status === 200 && incoming.method === 'GET')) {
      refused++;
      incoming.resume();
      outgoing.writeHead(refusal.status, { ...refusal.headers, 'content-type': 'application/json' }).end(refusal.body);
      return;
    }
    const { host: _, ...headers } = incoming.headers;
    const asking = request(new URL(incoming.url ?? '/', url), { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(asking);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refused,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
