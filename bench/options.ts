// What a run is asked to do.

import { parseArgs } from 'node:util';
import { ALL } from './set-file.ts';
import type { StoreName } from './stores/bench-store.ts';

export interface Options {
  stores: StoreName[];
  sizes: number[];
  peer: boolean;
  profile: boolean;
  help: boolean;
}

const LARGEST = 5_000_000;
const STORES: readonly StoreName[] = ['sqlite', 'neo4j'];

export const HELP = `npm run bench -- [options]

Fills stores with the UN General Assembly's roll calls by the real command, and asks each the same questions: as a call of
the store, in the database's own language, and over HTTP from a real server. All of it with ${ALL.toLocaleString('en')} claims takes about
five minutes for SQLite and ten for Neo4j, which is started for it (Java and Maven), and some gigabytes of temporary files.

Options:
  --stores LIST  Of ${STORES.join(' and ')}. Default: sqlite.
  --sizes LIST   How many claims, ${LARGEST.toLocaleString('en')} at most; beyond the set itself the roll calls come again, for SQLite alone.
                 Default: ${ALL}. With several, bench/growth.svg is drawn anew.
  --peer         Compare with @neo4j/graphql on the same Neo4j.
  --profile      Database hits and suspect steps of every question on Neo4j.
  --help         Show this.
`;

/** What is wrong, as a sentence, when it cannot be done. */
export function readOptions(words: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        stores: { type: 'string', default: 'sqlite' },
        sizes: { type: 'string', default: String(ALL) },
        peer: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const stores = values.stores.split(',').filter((name): name is StoreName => STORES.some((one) => one === name));
    const sizes = values.sizes.split(',').map(Number);
    if (stores.length < values.stores.split(',').length)
      return `--stores takes ${STORES.join(' and ')}, separated by commas`;
    if (sizes.some((size) => !Number.isSafeInteger(size) || size < 1 || size > LARGEST))
      return `--sizes takes whole numbers from 1 to ${LARGEST}, separated by commas`;
    return { ...values, stores, sizes };
  } catch (error) {
    return `${(error as Error).message}\n\n${HELP}`;
  }
}
