// Pages of a list that is all there: sorted by its keys, then cut.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { Page, Paging } from '../store.ts';

export type Key = string | number | null;

/** `keys` say where an item stands; `order` ends with the direction. */
export function pageOf<T>(
  items: readonly T[],
  { limit, after, backward, total }: Paging,
  order: string,
  keys: (item: T) => readonly Key[],
): Page<T> {
  const sign = order.endsWith('DESC') ? -1 : 1;
  const sorted = items.toSorted((a, b) => sign * compareKeys(keys(a), keys(b)));
  const past = (item: T) => after === undefined || sign * compareKeys(keys(item), after) * (backward ? -1 : 1) > 0;
  const rest = sorted.filter(past);
  return {
    items: backward ? rest.slice(-limit) : rest.slice(0, limit),
    more: rest.length > limit,
    total: total === true ? items.length : null,
  };
}

/** Null first, then numbers in their order and words by code point. */
export function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? null;
    if (left === right) continue;
    if (left === null || right === null) return left === null ? -1 : 1;
    const compared = typeof left === 'number' ? left - Number(right) : compareCodePoints(left, String(right));
    if (compared !== 0) return compared;
  }
  return 0;
}
