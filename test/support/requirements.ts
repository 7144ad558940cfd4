// For tests that need something a machine may lack (a container runtime, a browser, Python): they are skipped with a
// printed reason there, and fail where CI is set, so that nothing is ever skipped in silence.

import { describe, test } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Why this suite does not run on this machine. */
    missing?: string;
  }
}

/** Null when all is there, else what is missing and how to get it. */
export type Probe = () => string | null | Promise<string | null>;

type Describe = (title: string, body: () => void) => void;

/**
 * A `describe` for the tests that need it:
 * `const withNeo4j = await requires('Neo4j', probeNeo4j);` and then `withNeo4j('the Neo4j store', () => { ... })`.
 */
export async function requires(name: string, probe: Probe): Promise<Describe> {
  const missing = await probe();
  if (missing === null) return (title, body) => describe(title, body);
  const reason = `${name}: ${missing}`;
  if (process.env.CI) {
    return (title) =>
      describe(title, () => {
        test(`has ${name}`, () => {
          throw new Error(`Missing ${reason}. Where CI is set, nothing may be skipped.`);
        });
      });
  }
  return (title, body) => describe(title, { skip: true, meta: { missing: reason } }, body);
}
