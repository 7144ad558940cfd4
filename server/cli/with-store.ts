// Opens the store of a command, from --store or the settings, and closes it whatever happens.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { fileAddress, readConfig, SettingsError, STORE_FORM, storeFile } from '../config.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { Call, Option } from './command.ts';
import { UsageError } from './command.ts';

export const STORE_OPTION: Option = {
  name: 'store',
  value: 'URL',
  help: `Which store: ${STORE_FORM}. Default: STORE_URL.`,
};

/** Another name of --store, for a command that goes in one direction. */
export function directionOption(name: 'from' | 'to'): Option {
  return { name, value: 'URL', help: 'The same as --store.' };
}

function storeText(call: Call): string | undefined {
  const given = ['store', 'from', 'to'].filter((name) => call.text(name) !== undefined);
  if (given.length > 1) throw new UsageError(`--${given.join(' and --')} mean the same; give one of them`);
  return call.text(given[0] ?? 'store');
}

/** Settings at fault are wrong use, all of them named at once. */
export function settingsOf(call: Call, store: string | undefined = storeText(call)): Config {
  try {
    return readConfig({ PORT: call.text('port'), STORE_URL: store });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new UsageError(error.message);
  }
}

interface Opening {
  /**
   * A store that does not exist is made only where it is said so: elsewhere a name that is misspelt would look like an empty
   * store.
   */
  orNew?: boolean;
  /** A store that does not exist is made somewhere else, and is gone afterwards: nothing that is tried may leave a file behind. */
  onTrial?: boolean;
}

export async function withStore(
  call: Call,
  use: (store: Store) => Promise<void>,
  { orNew = false, onTrial = false }: Opening = {},
): Promise<void> {
  const address = settingsOf(call).store;
  const file = storeFile(address);
  const isNew = file !== null && !existsSync(file);
  if (isNew && !orNew)
    throw new UsageError(
      `there is no store "${file}"; name another with --store, or fill this one with on-record import`,
    );
  const folder = isNew && onTrial ? mkdtempSync(join(tmpdir(), 'on-record-trial-')) : null;
  try {
    const store = await openStore(
      folder === null ? address : settingsOf(call, fileAddress(join(folder, 'trial.db'))).store,
    );
    try {
      await use(store);
    } finally {
      await store.close();
    }
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true });
  }
}
