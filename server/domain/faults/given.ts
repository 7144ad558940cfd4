// What was given instead of what was wanted, as faults carry it: never at length, whatever was sent.

import { truncateCodePoints } from '../code-points.ts';
import type { Given } from './problem.ts';

/** One more than messages show, so that they can say that something was cut. */
const KEPT = 61;

export function excerpt(text: string, length = KEPT): string {
  const short = truncateCodePoints(text, length);
  // A part of a text keeps the whole of it in memory, unless it is made anew.
  return short.length === text.length ? text : (JSON.parse(JSON.stringify(short)) as string);
}

export function given(value: unknown): Given {
  if (value === undefined || value === null) return { type: 'NOTHING' };
  if (Array.isArray(value)) return { type: 'LIST' };
  if (typeof value === 'string') return { type: 'TEXT', text: excerpt(value) };
  if (typeof value === 'object') return { type: 'OBJECT' };
  return { type: 'OTHER', text: excerpt(String(value)) };
}
