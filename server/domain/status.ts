// How a claim's status may change. A claim is proposed, then accepted or rejected; an accepted one may be disputed or
// retracted. Retracted is final: whoever takes a retraction back records a new claim.

import type { Faults } from './errors.ts';
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

/** Staying where it is, is no transition and always allowed. */
export function checkTransition(from: ClaimStatus, to: ClaimStatus, faults: Faults): void {
  const next = NEXT_STATUSES[from];
  if (from === to || next.includes(to)) return;
  const subject = `${from === 'ACCEPTED' ? 'an' : 'a'} ${from} claim`;
  faults.add(
    'status',
    next.length === 0
      ? `cannot change: ${subject} stays ${from}; record a new claim instead`
      : `cannot be ${to}: ${subject} can become ${next.join(' or ')}`,
  );
}
