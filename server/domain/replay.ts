// Writes that were made once already, in another store: what must hold for them to get the same version numbers again.

import type { Problem } from './faults/problem.ts';

export interface Replay {
  /** The dataset version that the changes follow. */
  after: number;
  /** The first and the last version of the whole write; what is made now may be a part of it. */
  first: number;
  last: number;
}

/** What is wrong with where it begins, or null. `newest` is the first version of the newest write there; 0 for none. */
export function replayBegins({ after, first, last }: Replay, version: number, newest: number): Problem | null {
  if (version !== after) return { code: 'REPLAY_NOT_NEXT', after, version };
  if (after < first - 1 || after >= last) return { code: 'REPLAY_OUTSIDE', after, first, last };
  return continues({ after, first }) && newest !== first ? { code: 'REPLAY_OF_ANOTHER', first, newest } : null;
}

/** What is wrong with where it ended, or null. */
export function replayEnds({ after, last }: Replay, changes: number, version: number): Problem | null {
  if (version !== after + changes) return { code: 'REPLAY_UNEVEN', changes, versions: version - after };
  return version > last ? { code: 'REPLAY_TOO_LONG', last, version } : null;
}

/** Whether it is a further part of the newest write. */
export function continues({ after, first }: Pick<Replay, 'after' | 'first'>): boolean {
  return after >= first;
}

/** Whether more of the same write is to come after this version. */
export function goesOn(replay: Replay | undefined, version: number): boolean {
  return replay !== undefined && version < replay.last;
}
