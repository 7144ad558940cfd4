// One store -> another, with its whole history: every write is made again with the numbers, author and time that it had. What
// was made stays when the copy is stopped, and the next one goes on from there.

import { invalid } from '../../domain/errors.ts';
import { prefetch } from '../../domain/prefetch.ts';
import type { Store, Version } from '../../store/store.ts';
import { copyTokens } from '../access.ts';
import { historyLine, historyPages } from './history.ts';
import { HistoryReader } from './history-reader.ts';
import type { WritePart } from './write-parts.ts';
import { writeParts } from './write-parts.ts';

export interface CopyOptions {
  signal?: AbortSignal | undefined;
  /** How many versions this copy has made, and how many it has to make. */
  onProgress?: ((made: number, all: number) => void) | undefined;
}

export interface CopyReport {
  /** Where the copy stood before; 0 for an empty store. */
  after: number;
  /** The newest version of the original when the copy began, which the copy has reached. */
  until: number;
  tokens: number;
}

/** Refuses, before anything is written, where `to` holds what `from` does not. */
export async function copyStore(from: Store, to: Store, { signal, onProgress }: CopyOptions = {}): Promise<CopyReport> {
  const { datasetVersion: until } = await from.stats();
  const { datasetVersion: after } = await to.stats();
  await checkBeginning(from, to, after, until);
  const made = (version: number) => onProgress?.(version - after, until - after);
  const reader = new HistoryReader(historyPages(from, after, until));
  for await (const part of prefetch(writeParts(reader, to))) {
    signal?.throwIfAborted();
    const { version } = await writePart(to, part, signal, made);
    made(version);
  }
  return { after, until, tokens: await copyTokens(from, to) };
}

function writePart(
  to: Store,
  { head, replay, changes }: WritePart,
  signal: AbortSignal | undefined,
  made: (version: number) => void,
): ReturnType<Store['write']> {
  const { author, time, reason, batch } = head;
  const write = { author, time, reason, batch, replay };
  if (!(Symbol.asyncIterator in changes)) return to.write(write, changes);
  let version = replay.after;
  const watched = async function* () {
    for await (const chunk of changes) {
      signal?.throwIfAborted();
      yield chunk;
      version += chunk.length;
      made(version);
    }
  };
  return to.write(write, watched());
}

/** Enough to tell one store from another; all of it is compared at the end. */
const LOOKED_AT = 500;

async function checkBeginning(from: Store, to: Store, after: number, until: number): Promise<void> {
  if (after > until) throw invalid([], { code: 'COPY_AHEAD', version: after, original: until });
  for (const start of [0, Math.max(0, after - LOOKED_AT)]) {
    const query = { after: start, limit: Math.min(LOOKED_AT, after - start) };
    if (query.limit === 0) return;
    const [theirs, ours] = await Promise.all([from.changes(query), to.changes(query)]);
    const differing = ours.items.find((version, index) => line(version, after) !== line(theirs.items[index], after));
    if (differing === undefined) continue;
    const { version, id: record, author, time } = differing;
    throw invalid([], { code: 'COPY_DIFFERS', version, record, author, time });
  }
}

/** Of a write that is made in part, the copy does not know the end yet. */
function line(version: Version | undefined, newest: number): string | null {
  if (version === undefined) return null;
  const { first, last } = version.write;
  return historyLine({ ...version, write: { first, last: Math.min(last, newest) } });
}
