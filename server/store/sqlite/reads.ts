// Every read by name, as a function of a connection: run on the main thread or in a worker alike, each in one snapshot.

import { attributionPage, claimPage } from './claim-pages.ts';
import type { Connection } from './connection.ts';
import { find } from './find.ts';
import { getEntry, listEntries } from './key-values.ts';
import { backup, verify } from './maintenance.ts';
import { paths } from './paths.ts';
import { authors, changes, getMany, history, recordsPage, stats } from './records.ts';
import { search } from './search.ts';
import { tally } from './tally.ts';

export const READS = {
  attributionPage,
  authors,
  backup,
  changes,
  claimPage,
  find,
  getMany,
  history,
  getEntry,
  listEntries,
  paths,
  recordsPage,
  search,
  stats,
  tally,
  verify,
};

export type Reads = typeof READS;
export type ReadName = keyof Reads;
export type Arguments<N extends ReadName> = Reads[N] extends (connection: Connection, ...rest: infer A) => unknown
  ? A
  : never;
export type Answer<N extends ReadName> = ReturnType<Reads[N]>;

/** These look at the whole file by their own means. */
const WITHOUT_SNAPSHOT = new Set<ReadName>(['backup']);

export function runRead<N extends ReadName>(connection: Connection, name: N, given: Arguments<N>): Answer<N> {
  const read = READS[name] as unknown as (connection: Connection, ...given: Arguments<N>) => Answer<N>;
  return WITHOUT_SNAPSHOT.has(name)
    ? read(connection, ...given)
    : connection.snapshot(() => read(connection, ...given));
}
