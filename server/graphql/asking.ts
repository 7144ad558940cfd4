// What many fields ask for in one moment is one call of the store, and each question is asked once in an operation.

import DataLoader from 'dataloader';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Asking } from '../services/asking.ts';
import type { Found, SearchQuery, Store, Tally, TallyResult } from '../store/store.ts';

/** More than any screen asks for; past it, a statement of the database would be no help any more. */
const AT_ONCE = 16;

export function createAsking(store: Store): Asking {
  const options = { cacheKeyFn: canonicalJson, maxBatchSize: AT_ONCE };
  const tallies = new DataLoader<Tally, TallyResult, string>((asked) => store.tally(asked), options);
  const searches = new DataLoader<SearchQuery, Found, string>((asked) => store.search(asked), options);
  return {
    tally: (tally) => tallies.load(tally),
    search: (query) => searches.load(query),
  };
}
