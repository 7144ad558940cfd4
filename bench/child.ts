// The command as a process of its own, watched from outside: how much memory it ever held.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryOf } from './memory.ts';

/** As it is installed. */
export const CLI = fileURLToPath(new URL('../server/bin.js', import.meta.url));

export interface Ended {
  seconds: number;
  /** Megabytes of memory resident at the peak. */
  peak: number;
  stdout: string;
}

const LOOK_EVERY_MS = 100;

/** Throws with what the command said when it ends with anything but 0. */
export async function runCommand(words: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid)?.peak ?? 0);
  }, LOOK_EVERY_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(looking);
  if (code !== 0) throw new Error(`on-record ${words.join(' ')} ended with ${code}:\n${said.stderr}`);
  return { seconds: (performance.now() - started) / 1_000, peak, stdout: said.stdout };
}
