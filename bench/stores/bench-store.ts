// A store as the bench needs it: filled by the real command, asked directly, and asked beside it what a person would write in
// the database's own language.

import type { Store } from '../../server/store/store.ts';
import type { Samples } from '../samples.ts';

export type StoreName = 'sqlite' | 'neo4j';

/** The same questions as those of the store, in the database's own words, by the names of the questions. */
export type Alone = Partial<Record<string, (run: number) => unknown>>;

export interface BenchStore {
  name: StoreName;
  /** What the database calls its language. */
  language: string;
  /** Of the database, for people. */
  release: string;
  /** What the command and the server are given. */
  url: string;
  env: Record<string, string>;
  /** Once it is filled. */
  open(): Promise<Opened>;
  /** Bytes on disk; null where only the database knows. */
  size(): number | null;
  /** Takes everything away. */
  close(): Promise<void>;
}

export interface Opened {
  store: Store;
  alone(samples: Samples): Alone;
  /** Statements that the store has asked since it was last asked; null where the database cannot tell. */
  asked(): Asked[] | null;
  close(): Promise<void>;
}

export interface Asked {
  text: string;
  parameters: Record<string, unknown>;
}
