// The same page at growing depths: keyset paging should cost a page, however deep.

import type { Store } from '../server/store/store.ts';
import { timed } from './measure.ts';
import { PAGE } from './questions.ts';
import { ratio, short, startTable, whole } from './table.ts';

const DEPTHS = [10, 10_000, 100_000];
const STEP = 1_000;

/** By depth, in milliseconds. */
export async function measureDepths(store: Store, claims: number): Promise<Map<number, number>> {
  const depths = DEPTHS.filter((depth) => depth + PAGE < claims);
  const keys = await keysAt(store, depths);
  const times = await timed(
    ...keys.map((after) => () => store.claims({ filter: {}, order: 'SAID_DESC', limit: PAGE, after })),
  );
  const row = startTable([{ name: `page of ${PAGE} claims at depth` }, { name: 'p50, ms' }, { name: 'to the first' }]);
  const first = times[0]?.p50 ?? Number.NaN;
  for (const [index, { p50 }] of times.entries()) row([whole(depths[index] ?? 0), short(p50), ratio(p50, first)]);
  return new Map(times.map(({ p50 }, index) => [depths[index] ?? 0, p50]));
}

async function keysAt(store: Store, depths: readonly number[]): Promise<[string, string][]> {
  const keys: [string, string][] = [];
  let after: [string, string] | undefined;
  let seen = 0;
  for (const depth of depths) {
    while (seen < depth) {
      const limit = Math.min(STEP, depth - seen);
      const { items } = await store.claims({ filter: {}, order: 'SAID_DESC', limit, ...(after && { after }) });
      const last = items.at(-1);
      if (last === undefined) throw new Error(`there are fewer than ${depth} claims`);
      after = [last.record.saidOn ?? '', last.id];
      seen += items.length;
    }
    if (after !== undefined) keys.push(after);
  }
  return keys;
}
