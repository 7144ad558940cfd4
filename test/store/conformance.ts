// What every store must do, as tests that any store can be put to. Each case gets an empty store of its own. A store that
// cannot do something names the test and the reason; nothing is left out in silence.

import { describe, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { claimCases } from './cases/claims.ts';
import { histogramCases } from './cases/histogram.ts';
import { identityCases } from './cases/identity.ts';
import { invariantCases } from './cases/invariants.ts';
import { listCases } from './cases/lists.ts';
import { pathCases } from './cases/paths.ts';
import { quoteCases } from './cases/quotes.ts';
import { relatedCases } from './cases/related.ts';
import { searchCases } from './cases/search.ts';
import { tallyCases } from './cases/tally.ts';
import { timeCases } from './cases/time.ts';
import { versionCases } from './cases/versions.ts';
import { writeCases } from './cases/writes.ts';

export interface Subject {
  name: string;
  /** A new, empty store. */
  open(): Promise<Store>;
  skip?: readonly { reason: string; tests: readonly string[] }[];
  /** For one case, in milliseconds, where a store needs more than others. */
  timeout?: number;
}

/** Registers one case, which gets an empty store. */
export type Check = (title: string, body: (store: Store) => Promise<void>) => void;

const THEMES: Record<string, (check: Check) => void> = {
  'what always holds': invariantCases,
  writing: writeCases,
  versions: versionCases,
  lists: listCases,
  'related records': relatedCases,
  'claims and their filter': claimCases,
  'quotes in their context': quoteCases,
  time: timeCases,
  histograms: histogramCases,
  identity: identityCases,
  tally: tallyCases,
  search: searchCases,
  paths: pathCases,
};

export function storeConformance({ name, open, skip = [], timeout }: Subject): void {
  const check: Check = (title, body) => {
    const skipped = skip.find(({ tests }) => tests.includes(title));
    test(title, { timeout }, async (context) => {
      if (skipped !== undefined) context.skip(skipped.reason);
      const store = await open();
      try {
        await body(store);
      } finally {
        await store.close();
      }
    });
  };
  describe(`${name} is a store`, () => {
    for (const [theme, cases] of Object.entries(THEMES)) describe(theme, () => cases(check));
  });
}
