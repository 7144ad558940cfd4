// The position of a quote in the text of its source as it is now. What is recorded is the position when the quote was taken: once an
// edit has put it in doubt, the same words may stand there from somebody else's mouth, and nothing may be marked.

import type { AnchorState } from '../gql/generated.ts';

export interface RecordedPosition {
  start: number | null;
  end: number | null;
  state: AnchorState;
}

/** In code points; null where there is none. */
export function positionNow({ start, end, state }: RecordedPosition): { start: number; end: number } | null {
  return state !== 'EXACT' || start === null || end === null ? null : { start, end };
}
