// Whether a quote stands where it is said to stand. Exactly there or not at all: nothing similar is ever taken instead.

import { type Span, standsAt } from './positions.ts';

export type PositionCheck = { found: true; span: Span } | { found: false };

export function checkPosition(
  text: string,
  quote: { exact: string; start: number | null; end: number | null },
): PositionCheck {
  const { exact, start, end } = quote;
  if (start === null || end === null) return { found: false };
  const span = { start, end };
  return standsAt(text, exact, span) ? { found: true, span } : { found: false };
}
