import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Call, Command } from './command.ts';
import { UsageError } from './command.ts';
import { STORE_OPTION, withStore } from './with-store.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Writes a consistent copy of the embedded store to a file, while it is in use.',
  operands: 'FILE',
  most: 1,
  details:
    'It holds everything: records, history, tokens. A store on a database server is backed up with its own tools.',
  options: [STORE_OPTION],
  examples: ['on-record backup on-record-2026-01-31.db'],
  run: runBackup,
};

async function runBackup(call: Call): Promise<void> {
  const [file] = call.operands;
  if (file === undefined) throw new UsageError('name the file to write');
  if (existsSync(file)) throw new UsageError(`"${file}" exists; name a new file`);
  if (!existsSync(dirname(file))) throw new UsageError(`there is no folder "${dirname(file)}"; make it first`);
  await withStore(call, async (store) => {
    await store.backup(file);
    const { datasetVersion } = await store.stats();
    process.stdout.write(`wrote ${file}, dataset version ${datasetVersion}\n`);
  });
}
