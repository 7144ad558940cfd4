// Writes a file that is there whole or not at all: a part of it has another name until it is done.

import { access, constants, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './command.ts';

export async function writeWhole(path: string, write: (path: string) => Promise<void>): Promise<void> {
  // A pipe or a device is written to as it is: it cannot be put in place later.
  const existing = await stat(path).catch(() => null);
  if (existing !== null && !existing.isFile()) return write(path);
  // Of this process alone: another one may be writing the same file.
  const part = `${path}.${process.pid}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/**
 * Before long work whose result is written there: a file that cannot be written, or that is one of the others, is refused while
 * nothing has been done. `others` have a name for each path, by which the message calls it.
 */
export async function checkWritable(path: string, others: Readonly<Record<string, string>>): Promise<void> {
  const folder = dirname(path);
  const usable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!usable) throw new UsageError(`"${path}" cannot be written: there is no folder "${folder}" to write to`);
  if ((await stat(path).catch(() => null))?.isDirectory()) throw new UsageError(`"${path}" is a folder; name a file`);
  const own = await realPathOf(path);
  for (const [other, name] of Object.entries(others))
    if ((await realPathOf(other)) === own) throw new UsageError(`"${path}" is ${name}; name another file`);
}

/** Of a file that may not be there yet. */
async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(async () =>
    join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path)),
  );
}
