// Single questions to verbs that take several.

import type { Found, SearchQuery, Store, Tally, TallyResult } from '../../server/store/store.ts';

/** Throws what refuses it. */
export async function tallyOf(store: Pick<Store, 'tally'>, tally: Tally): Promise<TallyResult> {
  const [answer] = await store.tally([tally]);
  if (answer === undefined) throw new Error('a tally without an answer');
  if (answer instanceof Error) throw answer;
  return answer;
}

export async function searchOf(store: Pick<Store, 'search'>, query: SearchQuery): Promise<Found> {
  const [found] = await store.search([query]);
  if (found === undefined) throw new Error('a search without an answer');
  return found;
}
