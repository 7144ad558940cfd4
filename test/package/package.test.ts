// The package as others get it: packed from a copy of the clone, installed by npm into an empty folder, and used from there, where
// nothing of the clone can be reached.

import type { ExecOptions } from 'node:child_process';
import { exec, execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing, openBrowser } from '../support/browser.ts';
import { OLD_NODE, onRecord, ROOT, start, temporaryFolder } from '../support/command.ts';
import { requires } from '../support/requirements.ts';

const run = promisify(execFile);
/** A shell, because npm is a script file on Windows. */
const npm = (words: string, options: ExecOptions) => promisify(exec)(`npm ${words}`, { ...options, encoding: 'utf8' });
const MEGABYTE = 1_000_000;
/** Of a folder that is worked in: what no fresh clone has. */
const NOT_CLONED = new Set(['.git', 'node_modules', 'data', 'lib', 'dist', '.venv', '.env', 'coverage']);
const COMMANDS = ['serve', 'import', 'export', 'copy', 'token', 'backup', 'restore', 'verify'];

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'on-record-package-'));
const clone = join(folder, 'clone');
const prefix = join(folder, 'prefix');
const installed = join(prefix, 'lib/node_modules/on-record');
const script = join(prefix, 'bin/on-record');
let packed: Packed;
let before: string[];

beforeAll(async () => {
  cpSync(ROOT, clone, { recursive: true, filter: (path) => path === ROOT || !NOT_CLONED.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'), 'junction');
  packed = await pack();
  await npm(`install --global --prefix "${prefix}" --no-audit --no-fund "${join(folder, packed.filename)}"`, {
    cwd: folder,
  });
  before = filesOf(installed);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page is built as for its readers, whatever the tests are run with. */
async function pack(): Promise<Packed> {
  const { stdout } = await npm(`pack --json --pack-destination "${folder}"`, {
    cwd: clone,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const answer = JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as Packed[] | Record<string, Packed>;
  return Object.values(answer)[0] as Packed;
}

function filesOf(at: string): string[] {
  return readdirSync(at, { recursive: true, encoding: 'utf8' }).sort();
}

/** A folder outside of the clone, and a store in it. */
function newFolder() {
  const cwd = temporaryFolder();
  return { cwd, use: (...words: string[]) => onRecord(words, { cwd, script }) };
}

test('the package holds what was compiled, the page, the contract and the sets, and nothing that only the clone needs', () => {
  const paths = packed.files.map(({ path }) => path);
  expect(packed.size).toBeLessThan(6 * MEGABYTE);
  console.log(`${packed.filename}: ${(packed.size / MEGABYTE).toFixed(1)} MB, ${paths.length} files`);
  expect(paths).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      '.env.example',
      'schema.graphql',
      'server/bin.js',
      'lib/cli.js',
      'lib/store/sqlite/worker.js',
      'web/dist/index.html',
      'web/dist/graphiql/index.html',
      'web/dist/THIRD-PARTY-LICENSES.txt',
      'seed/security-guarantees/claims.jsonl',
      'seed/un-general-assembly/roll-calls.jsonl.gz',
    ]),
  );
  expect(
    paths.filter((path) => /\.tsx?$|^(test|bench|notebooks|node_modules)\/|^server\/(?!bin\.js$)/.test(path)),
  ).toEqual([]);
  const { dependencies, optionalDependencies, engines } = manifestOf(installed);
  expect(Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => name.startsWith('node-'))).toEqual(
    [],
  );
  expect(engines).toEqual({ node: '>=24' });
});

test('outside programs can read the contract and the manifest of the package, and nothing else of it', async () => {
  const from = join(installed, '..', '..', 'reader.js');
  const ask = (name: string) =>
    run(process.execPath, ['-e', `require('node:module').createRequire(${JSON.stringify(from)}).resolve('${name}')`]);
  await ask('on-record/schema.graphql');
  await ask('on-record/package.json');
  for (const name of ['on-record', 'on-record/lib/main.js'])
    await expect(ask(name)).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
});

test('every command says how it is used', async () => {
  const { use } = newFolder();
  const { stdout } = await use('--help');
  for (const name of COMMANDS) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    const help = await use(name, '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain(`on-record ${name}`);
  }
});

test('import, export, verify, token, backup, restore and copy work on a store of its own', async () => {
  const { use } = newFolder();
  const done = { code: 0 };
  expect(await use('import', '--set', 'security-guarantees', '--quiet')).toMatchObject(done);
  const exported = await use('export');
  expect(exported).toMatchObject(done);
  expect(exported.stdout.split('\n').length).toBeGreaterThan(130);
  expect(await use('verify')).toMatchObject(done);
  expect((await use('token', 'create', '--name', 'Ada')).stdout).toMatch(/onr_/);
  expect((await use('token', 'list')).stdout).toContain('Ada');
  expect(await use('backup', 'copy.db')).toMatchObject(done);
  expect(await use('restore', 'copy.db', '--store', 'sqlite:restored.db')).toMatchObject(done);
  expect((await use('export', '--store', 'sqlite:restored.db')).stdout).toBe(exported.stdout);
  expect(await use('copy', '--quiet', 'sqlite:restored.db', 'sqlite:copied.db')).toMatchObject(done);
  expect((await use('export', '--store', 'sqlite:copied.db')).stdout).toBe(exported.stdout);
});

test('the large set is inside as well', async () => {
  const path = pathToFileURL(join(installed, 'lib/services/un-general-assembly.js')).href;
  const text = `import('${path}').then(({ unGeneralAssembly }) => console.log(unGeneralAssembly().take(300).toArray().length))`;
  expect((await run(process.execPath, ['-e', text], { cwd: folder })).stdout).toBe('300\n');
});

test('an older Node is told which one is needed', async () => {
  const { cwd } = newFolder();
  const { code, stdout, stderr } = await onRecord(['--help'], { cwd, script, nodeArguments: OLD_NODE });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^On Record needs Node 24 or newer; this is v\d+.*\.\nInstall Node 24 or newer/);
});

const withBrowser = await requires('a browser', browserMissing);

withBrowser('in a browser', () => {
  test('serve shows the network and GraphiQL', async () => {
    const { cwd } = newFolder();
    const server = start(['serve', '--port', '0'], { cwd, script });
    await server.says('Ctrl-C stops it');
    const url = /Page\s+(http:\/\/\S+)/.exec(server.said())?.[1] ?? '';
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(url);
      await page.locator('[aria-busy="false"] canvas').first().waitFor();
      expect(await page.getByTestId('truth').textContent()).toMatch(/\d+ claims/);
      await page.goto(new URL('/graphiql', url).href);
      await page.locator('.graphiql-container').waitFor();
      const notices = await page.request.get(new URL('/THIRD-PARTY-LICENSES.txt', url).href);
      expect(await notices.text()).toContain('SIL OPEN FONT LICENSE');
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
    server.child.kill('SIGTERM');
    expect(await server.done).toMatchObject({ code: 0 });
  });
});

test('nothing is written to the package by all that', () => {
  expect(filesOf(installed)).toEqual(before);
});

test('every package that the page is made of is listed with its licence', async () => {
  const built = join(folder, 'mapped');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  await run(
    process.execPath,
    [vite, 'build', 'web', '--outDir', built, '--emptyOutDir', '--sourcemap', '--logLevel', 'error'],
    {
      cwd: clone,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const listed = readFileSync(join(installed, 'web/dist/THIRD-PARTY-LICENSES.txt'), 'utf8').split(
    `\n${'-'.repeat(80)}\n`,
  );
  const named = new Set(listed.slice(1).map((entry) => /^\n(\S+) \S+ \(.+\)\n\n[\s\S]{200}/.exec(entry)?.[1]));
  const mapped = new Set(['@fontsource-variable/inter', '@fontsource-variable/source-serif-4']);
  for (const path of filesOf(built).filter((each) => each.endsWith('.map')))
    for (const source of (JSON.parse(readFileSync(join(built, path), 'utf8')) as { sources: string[] }).sources) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
      if (name !== undefined) mapped.add(name);
    }
  expect(mapped.size).toBeGreaterThan(50);
  expect([...mapped].filter((name) => !named.has(name))).toEqual([]);
});

function manifestOf(at: string): Record<string, Record<string, string>> {
  return JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
}
