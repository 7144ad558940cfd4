// How far a word is looked for before another way is taken. They decide what an answer costs, never what it is; a test lowers
// them so that small data takes every way.

export const EFFORT = {
  /** Texts with a word in common: fewer than this are looked up. */
  common: 20_000,
  /** What a common word is in is as a rule found among the newest versions: so many are looked at first, then so many. */
  near: 4_000,
  far: 64_000,
};
