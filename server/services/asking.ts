// Counts and searches as the services ask for them: one at a time. The store answers many in one call, so the implementation
// batches what is asked for in the same tick. It is in the API, because the services know no library of GraphQL.

import type { Found, SearchQuery, Tally, TallyResult } from '../store/store.ts';

export interface Asking {
  tally(tally: Tally): Promise<TallyResult>;
  search(query: SearchQuery): Promise<Found>;
}
