// The real command, as a process of its own in a temporary folder.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  done: Promise<Outcome>;
  /** Resolves when standard output or error holds this; fails when the process ends without it. */
  says(text: string | RegExp): Promise<void>;
  /** All of both, so far. */
  said(): string;
}

export interface CommandOptions {
  input?: string | Uint8Array;
  env?: Record<string, string>;
  cwd?: string;
  /** Default: server/cli.ts. */
  script?: string;
  nodeArguments?: string[];
}

/** Arguments that make this Node look like the one that many machines have. */
export const OLD_NODE = [
  '--import',
  `data:text/javascript,${encodeURIComponent('Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.0" } })')}`,
];

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const folders: string[] = [];
const running = new Set<ChildProcess>();

/** A folder of the test's own, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-test-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export async function onRecord(words: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  return start(words, { input: '', ...options }).done;
}

/** Without `input`, standard input stays open. */
export function start(words: readonly string[], { input, env = {}, ...options }: CommandOptions = {}): Running {
  const script = options.script ?? join(ROOT, 'server/cli.ts');
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), script, ...words], {
    // Not the checkout: a developer's .env is no part of a test.
    cwd: options.cwd ?? tmpdir(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmpdir(), ...env },
  });
  running.add(child);
  if (input !== undefined) child.stdin.end(input);
  // The command may end before it has read all of it.
  child.stdin.on('error', () => {});
  const outcome = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      outcome[name] += text;
      for (const look of waiting) look();
    });
  const done = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, ...outcome });
    });
  });
  const says = (text: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const all = outcome.stdout + outcome.stderr;
        if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve();
      };
      waiting.add(look);
      look();
      void done.then(() => reject(new Error(`ended without saying ${text}:\n${outcome.stdout}${outcome.stderr}`)));
    });
  return { child, done, says, said: () => outcome.stdout + outcome.stderr };
}

export interface Serving extends Running {
  url: string;
  /** Of a first start: that of an admin, that of a curator. */
  tokens: string[];
}

/** A server over `a.db` in the folder, on a port of its own. */
export async function serve(cwd: string, env: Record<string, string> = {}): Promise<Serving> {
  const running = start(['serve', '--port', '0', '--store', 'sqlite:a.db'], { cwd, env });
  let stdout = '';
  running.child.stdout?.on('data', (text: string) => {
    stdout += text;
  });
  await running.says('Ctrl-C stops it');
  return {
    ...running,
    url: /Page +(http:\S+)\//.exec(stdout)?.[1] ?? '',
    tokens: stdout.match(/onr_\w{40,}/g) ?? [],
  };
}

/** One record per line, as an import takes it. */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
