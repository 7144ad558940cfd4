// Opens the store of a command, from --store or the environment, and closes it whatever happens.

import { readConfig } from '../config.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { Call, Option } from './command.ts';

export const STORE_OPTION: Option = {
  name: 'store',
  value: 'URL',
  help: 'Which store: sqlite:FILE, bolt://… or neo4j://…. Default: STORE_URL, else sqlite:data/on-record.db.',
};

export async function withStore(call: Call, use: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(storeAddress(call));
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

export function storeAddress(call: Call): ReturnType<typeof readConfig>['store'] {
  const url = call.text('store');
  return readConfig(url === undefined ? process.env : { ...process.env, STORE_URL: url }).store;
}
