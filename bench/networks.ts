// Networks of windows that grow from the first day on: each window holds the same claims in every set that is large enough,
// so the time should follow the claims that are counted, whatever else the store holds.

import type { ClaimFilter, Store } from '../server/store/store.ts';
import { tallyOf } from '../test/support/asking.ts';
import { timed } from './measure.ts';
import { short, startTable, whole } from './table.ts';

const UNTIL = ['1946-12-31', '1949-12-31', '1959-12-31', '1969-12-31', '1984-12-31', '1999-12-31', '2012-12-31'];

export interface Counted {
  claims: number;
  milliseconds: number;
}

export async function measureNetworks(store: Store, claims: number): Promise<Counted[]> {
  const row = startTable([
    { name: 'network until', words: true },
    ...['claims counted', 'relations', 'p50, ms', 'µs a claim'].map((name) => ({ name })),
  ]);
  const found: Counted[] = [];
  for (const saidTo of UNTIL) {
    const filter: ClaimFilter = { saidFrom: '1946-01-01', saidTo };
    const [counted] = (await tallyOf(store, { filter, by: [], unit: 'CLAIMS' })).rows;
    const n = counted?.n ?? 0;
    // Windows past the end of a smaller set are all one.
    if (n === found.at(-1)?.claims || n > claims) break;
    const ask = () => tallyOf(store, { filter, by: ['speaker', 'target'], order: 'COUNT', limit: 300, total: true });
    const { groups } = await ask();
    const [time] = await timed(ask);
    found.push({ claims: n, milliseconds: time.p50 });
    row([saidTo, whole(n), whole(groups ?? 0), short(time.p50), short((time.p50 * 1_000) / n)]);
  }
  return found;
}
