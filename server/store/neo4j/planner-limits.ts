// How many texts a search reads before it takes another access path. The limits decide what an answer costs, never what it is;
// a test lowers them so that small data exercises every path.

export const plannerLimits = {
  /** A word that fewer texts than this contain is looked up in the index of words. */
  common: 20_000,
  /** Texts with a common word are usually among the newest versions: this many are read first, then `far` many. */
  near: 4_000,
  far: 64_000,
};
