import { existsSync } from 'node:fs';
import type { Call, Command } from './command.ts';
import { UsageError } from './command.ts';
import { STORE_OPTION, storeAddress, withStore } from './with-store.ts';
import { openStore } from '../store/open.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Writes a consistent copy of the embedded store to a file, while it is in use.',
  operands: 'FILE',
  most: 1,
  details: 'A store on a database server is backed up with the tools of that server.',
  options: [STORE_OPTION],
  examples: ['on-record backup on-record-2026-01-31.db'],
  async run(call: Call) {
    const file = fileOf(call);
    if (existsSync(file)) throw new UsageError(`"${file}" exists; name a new file`);
    await withStore(call, async (store) => {
      await store.backup(file);
      const { datasetVersion } = await store.stats();
      process.stdout.write(`wrote ${file}, dataset version ${datasetVersion}\n`);
    });
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Makes the embedded store from a file that `backup` wrote.',
  operands: 'FILE',
  most: 1,
  details: 'The store must not exist yet: move the old file aside first, so that nothing is lost.',
  options: [STORE_OPTION],
  examples: ['mv data/on-record.db data/old.db && on-record restore on-record-2026-01-31.db'],
  async run(call: Call) {
    const file = fileOf(call);
    if (!existsSync(file)) throw new UsageError(`there is no file "${file}"`);
    const target = storeAddress(call);
    if (target.kind !== 'sqlite' || target.path === ':memory:') {
      throw new UsageError('only an embedded store can be restored; import an export into others');
    }
    if (existsSync(target.path)) throw new UsageError(`"${target.path}" exists; move it aside first`);
    const store = await openStore({ kind: 'sqlite', path: file });
    try {
      const problems = await store.verify();
      if (problems.length > 0) throw new UsageError(`"${file}" is damaged: ${problems[0]}`);
      await store.backup(target.path);
      const { datasetVersion } = await store.stats();
      process.stdout.write(`restored ${target.path}, dataset version ${datasetVersion}\n`);
    } finally {
      await store.close();
    }
  },
};

function fileOf(call: Call): string {
  const [file] = call.operands;
  if (file === undefined) throw new UsageError('name the file');
  return file;
}
