// The suites of the Neo4j store, which is being built: `npx vitest run --config vitest.neo4j.config.ts`. They stand apart from
// `npm test` until the store is opened by settings, and start their own database (Java, and Docker or Maven).

import { defineConfig } from 'vitest/config';
import Summary from './test/support/summary.ts';

export default defineConfig({
  test: {
    name: 'neo4j',
    include: ['test/neo4j/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    reporters: ['default', new Summary()],
  },
});
