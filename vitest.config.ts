// One project per kind of test, each a folder of test/; `npx vitest run --project unit` runs one of them.
// test/support/summary.ts prints the counts per suite and what was skipped, and fails a CI run that skipped anything.

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import Summary from './test/support/summary.ts';

const NEEDED_NODE = 24;
if (Number.parseInt(process.versions.node, 10) < NEEDED_NODE) {
  console.error(
    `The tests need Node ${NEEDED_NODE} or newer; this is ${process.version}. Run npm test, or npx vitest with what you want of it: npm puts\n` +
      'the Node that npm install brought before the one of this machine. Or take a newer one: nvm use.',
  );
  process.exit(1);
}

interface More {
  /** Default: of that name in test/. */
  folder?: string;
  env?: Record<string, string>;
  globalSetup?: string[];
  isolate?: boolean;
  maxWorkers?: number;
  sequence?: { groupOrder: number };
}

/** Most tests wait for processes of their own, so that even two processors have time for two files. */
const AT_ONCE = { maxWorkers: Math.min(4, Math.max(2, availableParallelism())), sequence: { groupOrder: 0 } };
/** After the rest, one file after the other: what measures how long a client waits. */
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 1 } };
/** Files that start nothing share a process, which loads the server once instead of once for each. */
const SHARED = { isolate: false };

const suite = (name: string, seconds: number, { folder = name, ...more }: More = {}) => ({
  // As Node resolves it: Vite would take the module build, beside the one that the GraphQL libraries load.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    ...AT_ONCE,
    ...more,
    // A page on a busy machine takes its time; what never comes fails all the same.
    expect: { poll: { timeout: 15_000 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', 20, SHARED),
      suite('store', 60),
      suite('api', 60, SHARED),
      // The same over the reference store, whose answers are to be those of the others.
      suite('api-memory', 60, { folder: 'api', env: { TEST_STORE: 'memory' }, ...SHARED }),
      suite('cli', 120),
      suite('web', 120, { globalSetup: ['test/support/browser.ts', 'test/support/page-build.ts'] }),
      suite('package', 120, { globalSetup: ['test/support/browser.ts'] }),
      suite('clients', 120, { globalSetup: ['test/clients/packages.ts'] }),
      suite('notebooks', 600),
      suite('neo4j', 600, { globalSetup: ['test/support/neo4j-pool.ts'] }),
      suite('faults', 300, ALONE),
    ],
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new Summary()],
  },
});
