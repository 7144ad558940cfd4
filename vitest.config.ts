// One project per kind of test, each a folder of test/; `npx vitest run --project unit` runs one of them.
// test/support/summary.ts prints the counts per suite and what was skipped, and fails a CI run that skipped anything.

import { defineConfig } from 'vitest/config';
import Summary from './test/support/summary.ts';

interface More {
  globalSetup?: string[];
  maxWorkers?: number;
  sequence?: { groupOrder: number };
}

const suite = (name: string, seconds: number, more: More = {}) => ({
  // As Node resolves it: Vite would take the module build, beside the one that the GraphQL libraries load.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    ...more,
    // A page on a busy machine takes its time; what never comes fails all the same.
    expect: { poll: { timeout: 15_000 } },
  },
});

const NEEDED_NODE = 24;
if (Number.parseInt(process.versions.node, 10) < NEEDED_NODE) {
  console.error(
    `The tests need Node ${NEEDED_NODE} or newer; this is ${process.version}. Run npm test, or npx vitest with what you want of it: npm puts\n` +
      'the Node that npm install brought before the one of this machine. Or take a newer one: nvm use.',
  );
  process.exit(1);
}

const AT_ONCE = { maxWorkers: 2, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    projects: [
      suite('unit', 20),
      suite('store', 60),
      suite('api', 60),
      suite('cli', 120),
      suite('web', 120, { globalSetup: ['test/support/browser.ts', 'test/support/viewer-build.ts'] }),
      suite('package', 120, { globalSetup: ['test/support/browser.ts'] }),
      suite('notebooks', 600),
      suite('faults', 300),
      // Each file has a database of its own, and nothing in them depends on the time that it takes: two at once, apart from
      // the rest.
      suite('neo4j', 600, AT_ONCE),
    ],
    reporters: ['default', new Summary()],
  },
});
