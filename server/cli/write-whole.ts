// Writes a file that is there whole or not at all: a part of it has another name until it is done.

import { rename, rm, stat } from 'node:fs/promises';

export async function writeWhole(path: string, write: (path: string) => Promise<void>): Promise<void> {
  // A pipe or a device is written to as it is: it cannot be put in place later.
  const existing = await stat(path).catch(() => null);
  if (existing !== null && !existing.isFile()) return write(path);
  const part = `${path}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
