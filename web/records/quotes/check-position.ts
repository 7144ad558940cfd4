// Whether a quote stands where it is recorded. Exactly there or not at all: nothing similar is ever taken instead.

import { positionNow, type RecordedPosition } from '../../view/position-now.ts';
import { type Span, standsAt } from './positions.ts';

export type PositionCheck = { found: true; span: Span } | { found: false };

export function checkPosition(text: string, quote: RecordedPosition & { exact: string }): PositionCheck {
  const span = positionNow(quote);
  return span !== null && standsAt(text, quote.exact, span) ? { found: true, span } : { found: false };
}
