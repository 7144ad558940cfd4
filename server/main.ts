// The server from start to end: opens the store, fills an empty embedded one with the example set, starts HTTP, says where
// everything is, and on a signal ends what is under way and closes both. The only file that knows everyone.

import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import pino from 'pino';
import type { Config } from './config.ts';
import { isEmbedded, storeLocation } from './config.ts';
import { OnRecordError } from './domain/errors.ts';
import { createHttp } from './http.ts';
import type { CreatedToken } from './services/access.ts';
import { importRows } from './services/transfer/import.ts';
import { EXAMPLE_SET, SETS } from './services/transfer/sets.ts';
import { createWriteServices } from './services/write-services.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

/** A database that does not answer is asked again after this, and every so many times the log says so. */
const RETRY_MS = 1_000;
const SAID_EVERY = 10;

/** Resolves when a signal has ended the server. */
export async function serve(config: Config): Promise<void> {
  // From the first moment, so that a signal while starting ends in order too.
  const signalled = nextSignal();
  // The log goes to standard error and never holds a secret; what is shown once goes to standard output.
  const level = config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info');
  const log = pino({ level }, pino.destination({ dest: process.stderr.fd, sync: true }));
  const store = await openStore(config.store, { mayWait: true });
  try {
    const seeded = config.seed && isEmbedded(config.store) && (await fillWithExample(store));
    const write = createWriteServices(store, config.adminToken);
    const http = createHttp({ store, write, config, log });
    const { url } = await http.listen();
    try {
      if (!(await answers(store, log, signalled))) return;
      // Only now: secrets made for a server that then does not start would never be shown.
      const tokens = await write.access.firstTokens();
      process.stdout.write(banner({ url, config, tokens, seeded, stats: await store.stats() }));
      log.info({ url, store: storeLocation(config.store) }, 'listening');
      // For the threads that are still to come, and for the next start even if this one is killed.
      flushCompileCache();
      const signal = await signalled;
      log.info({ signal }, 'closing');
    } finally {
      await http.close();
    }
  } finally {
    await store.close();
  }
}

/** Waits for a database that does not answer yet, and says so; false when a signal comes first. */
async function answers(store: Store, log: Logger, signalled: Promise<unknown>): Promise<boolean> {
  const signal = signalled.then(() => 'signal' as const);
  for (let tries = 0; ; tries++) {
    try {
      await store.ready();
      if (tries > 0) log.warn('the database answers');
      return true;
    } catch (error) {
      if (!(error instanceof OnRecordError)) throw error;
      if (tries % SAID_EVERY === 0) log.warn(`waiting: ${error.message}`);
    }
    if ((await Promise.race([sleep(RETRY_MS), signal])) === 'signal') return false;
  }
}

/** Returns whether the store was empty, which says that it has never been written to. */
async function fillWithExample(store: Store): Promise<boolean> {
  const set = SETS.find(({ name }) => name === EXAMPLE_SET);
  if (set === undefined || (await store.stats()).datasetVersion > 0) return false;
  await importRows(store, set.rows(), {
    author: 'on-record',
    time: new Date().toISOString(),
    name: set.name,
    reason: 'The example set, loaded at the first start.',
    keepStatus: true,
    dryRun: false,
  });
  return true;
}

/** The second one ends the process at once. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
        resolve(signal);
      });
  });
}

interface Shown {
  url: string;
  config: Config;
  tokens: readonly CreatedToken[];
  seeded: boolean;
  stats: Awaited<ReturnType<Store['stats']>>;
}

function banner({ url, config, tokens, seeded, stats: { datasetVersion, counts } }: Shown): string {
  const write =
    tokens.length > 0 ? 'with one of these tokens, which are shown this once:' : 'with a token; another one:';
  return [
    '',
    '  On Record: who said what about whom, with the receipts',
    '',
    `  Page        ${url}/`,
    `  GraphiQL    ${url}/graphiql`,
    `  Store       ${storeLocation(config.store)}`,
    `  Dataset     version ${datasetVersion}: ${counts.actor} actors, ${counts.claim} claims${seeded ? ' (the example set)' : ''}`,
    ...(datasetVersion === 0
      ? ['              empty; npx on-record import --set security-guarantees loads the example']
      : []),
    '',
    `  Reading     ${config.publicRead ? 'open to everyone who can reach this address' : 'with a token'}`,
    `  Writing     ${write}`,
    ...tokens.map(({ secret, token }) => `              ${token.name.padEnd(8)} ${secret}`),
    ...(tokens.length > 0 ? [] : ['              npx on-record token create --name "Your Name"']),
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}
