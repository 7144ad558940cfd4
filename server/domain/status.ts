// How a claim's status may change. A claim is proposed, then accepted or rejected; an accepted one may be disputed or
// retracted. Retracted is final: a retraction is taken back by recording a new claim.

import type { Problem } from './faults/problem.ts';
import type { ClaimStatus } from './records.ts';

export const NEXT_STATUSES: Readonly<Record<ClaimStatus, readonly ClaimStatus[]>> = {
  PROPOSED: ['ACCEPTED', 'REJECTED'],
  ACCEPTED: ['DISPUTED', 'RETRACTED'],
  DISPUTED: ['ACCEPTED', 'RETRACTED'],
  REJECTED: ['PROPOSED'],
  RETRACTED: [],
};

/** Statuses that say in `statusReason` why. */
export const STATUSES_WITH_REASON: ReadonlySet<ClaimStatus> = new Set(['REJECTED', 'DISPUTED', 'RETRACTED']);

/** Whether a claim would go back to standing as if nobody had decided against it, which takes a person's look at this claim. */
export function undoesDecision(from: ClaimStatus, to: ClaimStatus): boolean {
  return STATUSES_WITH_REASON.has(from) && !STATUSES_WITH_REASON.has(to);
}

/** What keeps the status from changing so, or null. Staying where it is, is no transition and always allowed. */
export function transitionProblem(from: ClaimStatus, to: ClaimStatus): Problem | null {
  const next = NEXT_STATUSES[from];
  if (from === to || next.includes(to)) return null;
  return next.length === 0 ? { code: 'FINAL_STATUS', from } : { code: 'WRONG_TRANSITION', from, to, next };
}
