// Work that looks before it writes, with nobody else in between under the same keys: not in this process, where it waits for
// its turn, and not on another server over the same store, where the write is refused and the work done again.

import { randomUUID } from 'node:crypto';
import { OnRecordError, unavailable } from '../domain/errors.ts';
import type { Kept, Store } from '../store/store.ts';
import type { Turns } from './turns.ts';

export interface Alone {
  /** The write must keep the `marks`, which say that it was its turn. Taking a turn inside a turn with a shared key would wait for itself. */
  alone<T>(keys: readonly string[], work: (marks: readonly Kept[]) => Promise<T>): Promise<T>;
}

const SPACE = 'turn';
/** Each time somebody else has gone ahead, so that everyone together gets on. */
const TRIES = 30;

export function createAlone(store: Store, turns: Turns): Alone {
  async function marksOf(keys: readonly string[]): Promise<Kept[]> {
    const distinct = [...new Set(keys)].sort();
    const found = await Promise.all(distinct.map((key) => store.kept(SPACE, key)));
    return distinct.map((key, index) => ({ space: SPACE, key, value: randomUUID(), was: found[index] ?? null }));
  }

  return {
    alone: (keys, work) =>
      turns.take(keys, async () => {
        for (let tries = 1; ; tries++) {
          try {
            return await work(await marksOf(keys));
          } catch (error) {
            if (!wasOvertaken(error, SPACE)) throw error;
            if (tries === TRIES) throw unavailable('too many others write at the same place', error);
          }
        }
      }),
  };
}

/** Whether all that stood in the way of a write were entries of this space that somebody else had changed. */
export function wasOvertaken(error: unknown, space: Kept['space']): boolean {
  if (!(error instanceof OnRecordError) || error.code !== 'CONFLICT') return false;
  return error.faults.length > 0 && error.faults.every(({ field }) => field === `keep.${space}`);
}
