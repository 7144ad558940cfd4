// Makes a store from a backup. A log that stands beside a store's file is played into it when it is opened, even if it is
// the log of another store: so nothing of an earlier store may be left where the restored one is to stand.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
    'The store must not exist yet: move the old file aside first, so that nothing is lost, and with it the files named',
    '-wal and -shm that a crash leaves beside it: they hold what was written last. Stop the server before that. The backup',
    'is only read, its copy is checked, and the store is there whole or not at all.',
  ].join('\n'),
  options: [STORE_OPTION],
  examples: ['mkdir data/old && mv data/on-record.db* data/old/ && on-record restore on-record-2026-01-31.db'],
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
  checkNothingThere(path);
  // What a store in use has written last stands in a file beside it.
  const beside = await stat(`${file}-wal`).catch(() => null);
  if (beside !== null && beside.size > 0)
    throw new UsageError(`"${file}" is a store in use, not a backup; write one with on-record backup`);
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  try {
    await copyFile(file, part);
    const version = await checkedVersion({ ...target, path: part } as StoreAddress);
    // The check of a large store takes its time, in which a server may have been started.
    checkNothingThere(path);
    await rename(part, path);
    process.stdout.write(`restored ${path}, dataset version ${version}\n`);
  } finally {
    for (const rest of [part, `${part}-wal`, `${part}-shm`]) await rm(rest, { force: true });
  }
}

const BESIDE = ['-wal', '-shm', '-journal'];

/** The files of one store belong together: apart, neither the old one nor the restored one is whole. */
function checkNothingThere(path: string): void {
  const found = ['', ...BESIDE].map((end) => `${path}${end}`).filter((file) => existsSync(file));
  if (found.length === 0) return;
  if (found.length === 1 && found[0] === path) throw new UsageError(`"${path}" exists; move it aside first`);
  const old = join(dirname(path), 'old');
  const lines = [
    `${found.map((file) => `"${file}"`).join(' and ')}: a log that is left there would be played into the restored store, which destroys both.`,
    `Stop the server, then move all of the old store aside together: mkdir ${inShell(old)} && mv ${found.map(inShell).join(' ')} ${inShell(old)}`,
  ];
  if (!found.includes(path))
    lines.push(
      `What was "${basename(path)}" belongs there too, under that name: without these files it lacks what was written last.`,
    );
  throw new UsageError(lines.join('\n'));
}

function inShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
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
