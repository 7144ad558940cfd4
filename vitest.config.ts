// One project per kind of test, each a folder of test/; `npx vitest run --project unit` runs one of them.
// test/support/summary.ts prints the counts per suite and what was skipped, and fails a CI run that skipped anything.

import { defineConfig } from 'vitest/config';
import Summary from './test/support/summary.ts';

const suite = (name: string, seconds: number, globalSetup: string[] = []) => ({
  // As Node resolves it: Vite would take the module build, beside the one that the GraphQL libraries load.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    globalSetup,
    // A page on a busy machine takes its time; what never comes fails all the same.
    expect: { poll: { timeout: 15_000 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', 20),
      suite('store', 60),
      suite('api', 60),
      suite('cli', 120),
      suite('web', 120, ['test/support/browser.ts', 'test/support/viewer-build.ts']),
      suite('notebooks', 600),
      suite('faults', 300),
      suite('neo4j', 600),
    ],
    reporters: ['default', new Summary()],
  },
});
