import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoreAddress } from '../config.ts';
import { storeFile } from '../config.ts';
import { openStore } from '../store/open.ts';
import type { Call, Command } from './command.ts';
import { RefusedError, UsageError } from './command.ts';
import { STORE_OPTION, settingsOf } from './with-store.ts';

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Makes the embedded store from a file that `backup` wrote.',
  operands: 'FILE',
  most: 1,
  details: [
    'The store must not exist yet: move the old file aside first, so that nothing is lost. The backup is only read, its copy',
    'is checked, and the store is there whole or not at all.',
  ].join('\n'),
  options: [STORE_OPTION],
  examples: ['mv data/on-record.db data/old.db && on-record restore on-record-2026-01-31.db'],
  run: runRestore,
};

async function runRestore(call: Call): Promise<void> {
  const [file] = call.operands;
  if (file === undefined) throw new UsageError('name the file to restore from');
  if (!existsSync(file)) throw new UsageError(`there is no file "${file}"`);
  const target = settingsOf(call).store;
  const path = storeFile(target);
  if (path === null)
    throw new UsageError('only an embedded store in a file can be restored; import an export elsewhere');
  if (existsSync(path)) throw new UsageError(`"${path}" exists; move it aside first`);
  // What a store in use has written last stands in a file beside it.
  const beside = await stat(`${file}-wal`).catch(() => null);
  if (beside !== null && beside.size > 0)
    throw new UsageError(`"${file}" is a store in use, not a backup; write one with on-record backup`);
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  try {
    await copyFile(file, part);
    const version = await checkedVersion({ ...target, path: part } as StoreAddress);
    await rename(part, path);
    process.stdout.write(`restored ${path}, dataset version ${version}\n`);
  } finally {
    for (const rest of [part, `${part}-wal`, `${part}-shm`]) await rm(rest, { force: true });
  }
}

/** Brings the copy up to date as well, where an earlier version of the product wrote it. */
async function checkedVersion(address: StoreAddress): Promise<number> {
  const store = await openStore(address);
  try {
    const problems = await store.verify();
    if (problems.length > 0) throw new RefusedError(`the backup is damaged:\n${problems.join('\n')}`);
    return (await store.stats()).datasetVersion;
  } finally {
    await store.close();
  }
}
