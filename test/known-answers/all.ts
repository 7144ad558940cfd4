// Every row of the table over one kind of store.

import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import type { KnownWorld, Sent } from '../support/known-world.ts';
import { openKnownWorld } from '../support/known-world.ts';
import { claimFilterRows } from './claim-filter.ts';
import { networkRows } from './networks.ts';
import { readingRows } from './reading.ts';
import { recordListRows } from './record-lists.ts';
import { refusedRows } from './refused.ts';
import { writingRows } from './writing.ts';

/** What was asked is noted in `sent`. Rows that write are asked of a store of their own. */
export function knownAnswers(open: () => Promise<Store>, sent: Sent[] = []): void {
  let world: KnownWorld;
  beforeAll(async () => {
    world = await openKnownWorld(await open(), sent);
  });
  afterAll(() => world.close());

  describe.each([
    ['which claims pass', claimFilterRows],
    ['lists of records', recordListRows],
    ['what claims add up to', networkRows],
    ['records, search and history', readingRows],
    ['what is refused', refusedRows],
  ])('%s', (_, rows) => {
    test.each(rows.map((row) => [row.says, row] as const))('%s', (_says, row) => row.check(world.ask));
  });
}

export function knownWrites(open: () => Promise<Store>, sent: Sent[] = []): void {
  test.each(writingRows.map((row) => [row.says, row] as const))('%s', async (_says, row) => {
    const own = await openKnownWorld(await open(), sent);
    try {
      await row.check(own.ask);
    } finally {
      await own.close();
    }
  });
}
