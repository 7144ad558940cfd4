// The command as a process of its own, watched from outside: how much memory it ever held.

import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../server/cli.ts', import.meta.url));

export interface Ended {
  seconds: number;
  /** Megabytes of memory resident at the peak. */
  peak: number;
  stdout: string;
}

const LOOK_EVERY_MS = 100;

/** Throws with what the command said when it ends with anything but 0. */
export async function runCommand(words: readonly string[]): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, peakMemory(child));
  }, LOOK_EVERY_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(looking);
  if (code !== 0) throw new Error(`on-record ${words.join(' ')} ended with ${code}:\n${said.stderr}`);
  return { seconds: (performance.now() - started) / 1_000, peak, stdout: said.stdout };
}

/** The kernel's own mark of the highest so far where it keeps one, else what is held now; 0 once it has ended. */
function peakMemory({ pid }: ChildProcess): number {
  try {
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
    }
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
  } catch {
    return 0;
  }
}
