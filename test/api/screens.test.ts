// What a screen may cost: three calls of the store, whatever the page asks for and however the records hang together. Which version
// it reads is asked beside them: once, and after lists and searches, whether that is the newest still.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { askScreens, DOCUMENTS, fillScreens, SCREENS } from '../support/screens.ts';
import { openTestStore } from '../support/test-store.ts';

const MOST = 3;
let store: Store;

beforeAll(async () => {
  store = await openTestStore();
  await fillScreens(store);
});
afterAll(() => store.close());

test('every query of the page is asked', () => {
  expect(Object.keys(SCREENS).toSorted()).toEqual(Object.keys(DOCUMENTS).toSorted());
});

test(`no screen takes more than ${MOST} calls of the store`, async () => {
  let calls: string[] = [];
  const screens = await askScreens(
    store,
    (verb) => calls.push(verb),
    () => {
      const since = calls;
      calls = [];
      return since;
    },
  );
  const costly = screens.filter(({ spent }) => {
    const versions = spent.filter((verb) => verb === 'stats').length;
    const reads = spent.length - versions;
    return reads > MOST || reads === 0 || versions > 2;
  });
  expect(costly.map(({ screen, spent }) => [screen, spent])).toEqual([]);
  // Nothing was cheap because nothing was there.
  const empty = screens.filter(({ data }) => Object.values(data as object).includes(null));
  expect(empty.map(({ screen }) => screen)).toEqual([]);
});
