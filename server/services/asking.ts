// Counts and searches as the services ask for them: one at a time. The store is asked for many at once, and whoever makes an
// `Asking` gathers what is asked for in the same moment.

import type { Found, SearchQuery, Tally, TallyResult } from '../store/store.ts';

export interface Asking {
  tally(tally: Tally): Promise<TallyResult>;
  search(query: SearchQuery): Promise<Found>;
}
