// Which tallies make sense at all. Code that asks for another one has a defect, so these are no refusals.

import type { Tally } from '../store.ts';

export function checkTally({ by, unit, ends, filter }: Tally): void {
  const byEnd = by.includes('end');
  if (byEnd && by.length > 1) throw new TypeError('a tally by end has no other dimension');
  if (!byEnd && (unit === 'OTHERS' || ends !== undefined))
    throw new TypeError('only a tally by end counts others or takes ends');
  if (by.includes('other') && filter.about?.length !== 1)
    throw new TypeError('a tally by other needs exactly one id in about');
}
