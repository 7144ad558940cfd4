// From a moment to the version of the data that stood then, which is what `asOf` takes.

import { invalid } from '../domain/errors.ts';
import { readInstant } from '../domain/instants.ts';
import type { Store } from '../store/store.ts';

/**
 * The end of the last write that was made by then; 0 before the first. Found by halves: writes come in order of time, as far as the
 * clock of the server does.
 */
export async function versionAt(store: Store, given: string): Promise<number> {
  const time = readInstant(given);
  if (time === null) throw invalid(['time'], { code: 'NOT_AN_INSTANT' });
  let found = 0;
  let { datasetVersion: last } = await store.stats();
  while (found < last) {
    const [middle] = (await store.changes({ after: Math.floor((found + last) / 2), limit: 1 })).items;
    if (middle === undefined) throw new Error('a version of the history is missing');
    if (Date.parse(middle.time) <= time) found = Math.min(middle.write.last, last);
    else last = middle.write.first - 1;
  }
  return found;
}
