// Every row of the flat table that a filter passes, at one version: whatever is written meanwhile, the rows add up. One page is
// read ahead, and no more is held.

import { prefetch } from '../../domain/prefetch.ts';
import type { ClaimFilter, Store } from '../../store/store.ts';
import type { ClaimRow } from '../claim-columns.ts';
import { keysOf } from '../claim-rows.ts';
import type { ReadRow } from '../row-reader.ts';
import { rowReader } from '../row-reader.ts';

const PAGE = 5_000;

/** Latest said first, as `claimRows` gives them; in parts. `version` is the one that is read. */
export async function* everyRow(store: Store, filter: ClaimFilter, version: number): AsyncGenerator<ClaimRow[], void> {
  for await (const part of prefetch(partsOf(store, { ...filter, asOf: version }, version)))
    yield part.map(({ row }) => row);
}

async function* partsOf(store: Store, filter: ClaimFilter, version: number): AsyncGenerator<ReadRow[], void> {
  const read = rowReader(store, { asOf: version, datasetVersion: version, curators: true });
  for (let after: string[] | undefined; ; ) {
    const page = await store.attributions({ filter, order: 'SAID_DESC', limit: PAGE, after });
    yield* read(page.items);
    const last = page.items.at(-1);
    if (!page.more || last === undefined) return;
    after = keysOf(last);
  }
}
