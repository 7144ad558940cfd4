// Writes that were made once already, in another store: what must hold for them to get the same version numbers again.

export interface Replay {
  /** The dataset version that the changes follow. */
  after: number;
  /** The first and the last version of the whole write; what is made now may be a part of it. */
  first: number;
  last: number;
}

/** What is wrong with where it begins, or null. `newest` is the first version of the newest write there; 0 for none. */
export function replayBegins({ after, first, last }: Replay, version: number, newest: number): string | null {
  if (version !== after)
    return `follows version ${after}, and the store stands at ${version}; somebody else has written to it meanwhile`;
  if (after < first - 1 || after >= last) return `has the versions ${first} to ${last}, which do not follow ${after}`;
  if (continues({ after, first }) && newest !== first)
    return `goes on with the write of version ${first}, but the newest one began at ${newest}`;
  return null;
}

/** What is wrong with where it ended, or null. */
export function replayEnds({ after, last }: Replay, changes: number, version: number): string | null {
  if (version !== after + changes)
    return `has ${changes} changes, which made ${version - after} versions: some are what was there already`;
  return version > last ? `ends with version ${last}, and was given changes up to ${version}` : null;
}

/** Whether it is a further part of the newest write. */
export function continues({ after, first }: Pick<Replay, 'after' | 'first'>): boolean {
  return after >= first;
}

/** Whether more of the same write is to come after this version. */
export function goesOn(replay: Replay | undefined, version: number): boolean {
  return replay !== undefined && version < replay.last;
}
