// How much memory a process holds and ever held, seen from outside.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Memory {
  /** Megabytes resident now. */
  now: number;
  /** The kernel's own mark of the highest so far where it keeps one, else what is held now. */
  peak: number;
}

/** Null once the process has ended. */
export function memoryOf(pid: number | undefined): Memory | null {
  try {
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1_024;
      return { now: field('VmRSS'), peak: field('VmHWM') };
    }
    const now = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
    return { now, peak: now };
  } catch {
    return null;
  }
}
