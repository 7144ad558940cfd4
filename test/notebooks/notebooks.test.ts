// Runs each notebook from nothing: its own virtual environment with the pinned requirements, against a server that this test
// starts on the example set. A notebook's own assertions compare its numbers with the server's.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
    expect(printed).toMatch(/\d+ actors, \d+ edges, equal to the server's/);
  });

  async function execute(name: string): Promise<Notebook> {
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
        ON_RECORD_URL: `${server.url}/graphql`,
        MPLBACKEND: 'module://matplotlib_inline.backend_inline',
      },
    });
    return JSON.parse(await readFile(out, 'utf8')) as Notebook;
  }
});
