import { existsSync, realpathSync } from 'node:fs';
import type { StoreAddress } from '../config.ts';
import {
  fileAddress,
  isEmbedded,
  SERVER_ADDRESS,
  SERVER_LOGIN,
  STORE_FORM,
  sameStore,
  storeFile,
  storeLocation,
} from '../config.ts';
import type { Comparison } from '../services/transfer/compare.ts';
import { compareStores } from '../services/transfer/compare.ts';
import type { CopyReport } from '../services/transfer/copy.ts';
import { copyStore } from '../services/transfer/copy.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { Call, Command } from './command.ts';
import { RefusedError, UsageError } from './command.ts';
import { startProgress } from './progress.ts';
import { stoppable } from './stoppable.ts';
import { settingsOf } from './with-store.ts';

export const copyCommand: Command = {
  name: 'copy',
  summary: 'Copies a store into another one, with its whole history, and compares the two.',
  operands: 'FROM TO',
  most: 2,
  details: [
    `FROM and TO are stores: ${STORE_FORM}; the latter with`,
    `${SERVER_LOGIN} from the environment. TO is made, or is empty, or was begun by this command.`,
    '',
    'Every write is made again with its version numbers, author, time, reason and batch: the history of each record, judgements,',
    'what was removed, and every answer as of a past version are those of FROM. Tokens are copied, so whoever had one keeps it; one',
    'that was revoked in either store stays revoked. Answers to repeated requests (idempotencyKey) are not copied.',
    '',
    'Stopped by Ctrl-C or a failure, the same command goes on where it stopped. It first compares the first and the last 500',
    'versions that TO holds, and refuses a TO that holds anything else. At the end it compares, as of the version that it reached:',
    'records of each kind, attributions, the SHA-256 of the whole history and of the export. Exit code 1 says what differs.',
    '',
    'FROM may be in use, and is only read. It is copied up to the version that it has at the start; run the command again for what',
    'came after. For a last run with nothing left behind, stop the server of FROM first. Nobody may write to TO before that.',
  ].join('\n'),
  options: [{ name: 'quiet', help: 'No progress, only the result.' }],
  examples: [
    `on-record copy ${fileAddress('data/on-record.db')} ${SERVER_ADDRESS}`,
    `on-record copy ${SERVER_ADDRESS} ${fileAddress('data/back.db')}`,
  ],
  run: runCopy,
};

async function runCopy(call: Call): Promise<void> {
  const [first, second] = call.operands;
  if (first === undefined || second === undefined)
    throw new UsageError('name two stores: the one to copy, and the one to copy it to');
  const [fromAddress, toAddress] = [addressOf(call, first), addressOf(call, second)];
  if (sameStore(fromAddress, toAddress)) throw new UsageError('FROM and TO are one store; name another as TO');
  const file = storeFile(fromAddress);
  if (file !== null && !existsSync(file)) throw new UsageError(`there is no store "${file}" to copy`);
  await stoppable('the same command goes on from here', async (signal) => {
    const from = await openStore(fromAddress);
    try {
      const to = await openStore(toAddress);
      try {
        await copyAndCompare(from, to, { call, signal, location: storeLocation(fromAddress) });
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  });
}

/** By its real name, so that a link to a store is that store. */
function addressOf(call: Call, text: string): StoreAddress {
  const { store } = settingsOf(call, text);
  const file = storeFile(store);
  if (file === null && isEmbedded(store)) throw new UsageError('a store in memory goes with the process; name a file');
  if (file === null || !existsSync(file)) return store;
  return settingsOf(call, fileAddress(realpathSync(file))).store;
}

interface Copying {
  call: Call;
  signal: AbortSignal;
  /** For people. */
  location: string;
}

async function copyAndCompare(from: Store, to: Store, { call, signal, location }: Copying): Promise<void> {
  const shown = (what: string) => (call.has('quiet') ? null : startProgress(what));
  const copying = shown('versions copied');
  const report = await copyStore(from, to, {
    signal,
    onProgress: (made, all) => copying?.update(made, made / all),
  }).finally(() => copying?.end());
  process.stdout.write(`${copied(report)}\n`);

  const comparing = shown('versions compared');
  const comparison = await compareStores(from, to, report.until, {
    signal,
    onProgress: (versions, share) => comparing?.update(versions, share),
  }).finally(() => comparing?.end());
  if (comparison.differences.length > 0)
    throw new RefusedError(
      `the two stores differ:\n${comparison.differences.join('\n')}\nCopy to an empty store again; if they still differ, run on-record verify on both.`,
    );
  process.stdout.write(`${same(comparison, report.until)}\n`);

  const { datasetVersion } = await from.stats();
  if (datasetVersion > report.until)
    process.stdout.write(
      `${location} is at version ${datasetVersion} by now: run the same command again to copy the rest\n`,
    );
}

function copied({ after, until, tokens }: CopyReport): string {
  const begun = after > 0 ? `, after the ${after} that were there` : '';
  return `${counted(until - after, 'version')} copied${begun}, and ${counted(tokens, 'token')}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function same({ counts, attributions, history, export: exported }: Comparison, version: number): string {
  const records = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`);
  return [
    `compared as of version ${version}, and the same in both:`,
    `  records       ${records.length === 0 ? 'none' : records.join(', ')}`,
    `  attributions  ${attributions}`,
    `  history       sha256 ${history}`,
    `  export        sha256 ${exported}`,
  ].join('\n');
}
