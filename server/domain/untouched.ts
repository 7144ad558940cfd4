// What an edit left alone at the beginning and at the end of a text: what stands there stands where it stood, whatever else does.

import { FAR } from './quote-context.ts';

interface Untouched {
  /** Code units that both texts begin with, and end with. The two may overlap. */
  head: number;
  tail: number;
}

/** Of the last edit: quotes come in runs from one source. */
let latest: { before: string; now: string; untouched: Untouched } | null = null;

/**
 * Where a span of the text before the edit must be in the new one, as it lies in what was left alone: none, or one place, or two,
 * where the edit has put in what is there already, and nobody can say which is the copy.
 */
export function placesLeftAlone(before: string, now: string, unit: number, length: number): number[] {
  const { head, tail } = untouched(before, now);
  const fromEnd = before.length - unit;
  const isInHead = unit + length <= head && isMargin(before.slice(unit + length, head));
  const isInTail = fromEnd <= tail && isMargin(before.slice(before.length - tail, unit));
  const places = [...(isInHead ? [unit] : []), ...(isInTail ? [now.length - fromEnd] : [])];
  return [...new Set(places)];
}

/** Whether as much was left alone beside it that it is no chance: other words may end, or go on, alike. */
function isMargin(between: string): boolean {
  return between.length >= FAR || /[\r\n]/.test(between);
}

function untouched(before: string, now: string): Untouched {
  if (latest?.before === before && latest.now === now) return latest.untouched;
  const most = Math.min(before.length, now.length);
  let [head, tail] = [0, 0];
  while (head < most && before.charCodeAt(head) === now.charCodeAt(head)) head++;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail++;
  latest = { before, now, untouched: { head, tail } };
  return latest.untouched;
}
