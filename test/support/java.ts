// Finds a Java of a wanted age: JAVA_HOME, then PATH, then where systems put them. The oldest that fits is taken.

import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDERS = ['/usr/lib/jvm/*/bin/java', '/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java'];

/** The path of its executable, or null. */
export async function findJava({ from, to }: { from: number; to: number }): Promise<string | null> {
  const candidates = new Set([
    ...(process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin/java')] : []),
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'java')),
    ...FOLDERS.flatMap((pattern) => globSync(pattern)),
  ]);
  const found = await Promise.all([...candidates].map(async (path) => ({ path, release: await releaseOf(path) })));
  const fitting = found.filter(({ release }) => release >= from && release <= to);
  return fitting.sort((a, b) => a.release - b.release)[0]?.path ?? null;
}

/** 0 where there is none. */
async function releaseOf(path: string): Promise<number> {
  try {
    const { stderr } = await run(path, ['-version']);
    return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
