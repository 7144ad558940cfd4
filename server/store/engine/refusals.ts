// Where every store stops counting or searching, and how it says so.

import type { OnRecordError } from '../../domain/errors.ts';
import { limit } from '../../domain/errors.ts';

/** Far above what a page of paths needs; a graph that needs more is refused rather than searched for minutes. */
export const MOST_STEPS = 5_000_000;

export function tooManyPaths(): OnRecordError {
  return limit([], { code: 'TOO_MANY_PATHS' });
}
