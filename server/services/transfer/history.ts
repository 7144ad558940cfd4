// The history of a store as a stream of pages: every version after one, up to another.

import { prefetch } from '../../domain/prefetch.ts';
import type { Store, Version } from '../../store/store.ts';

const PAGE = 1_000;

export function historyPages(store: Store, after: number, until: number): AsyncGenerator<Version[]> {
  return prefetch(pages(store, after, until));
}

async function* pages(store: Store, after: number, until: number): AsyncGenerator<Version[]> {
  for (let at = after; at < until; ) {
    const { items, more } = await store.changes({ after: at, limit: Math.min(PAGE, until - at) });
    if (items.length > 0) yield items;
    at = more ? (items.at(-1)?.version ?? until) : until;
  }
}

/** Everything that there is to a version, as one line. */
export function historyLine({ record, write, ...version }: Version): string {
  const { id, kind, outcome, author, time, reason, batch } = version;
  const { first, last } = write;
  return `${JSON.stringify([version.version, first, last, outcome, kind, id, author, time, reason, batch, record])}\n`;
}
