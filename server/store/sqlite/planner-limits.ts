// How far the rows of access paths are counted before one is chosen. These limits decide what an answer costs, never what it
// is; a test lowers them so that small data takes every path.

export const plannerLimits = {
  /** Rows of a page's filter, counted up to this: past it, a list is walked in its order instead of sorted. */
  page: 20_000,
  /** So few are sorted without further thought. */
  sorted: 500,
  /** Records of a facet. */
  list: 2_500,
  /** Rows of a tally; fewer than this are read at once. */
  tally: 60_000,
};
