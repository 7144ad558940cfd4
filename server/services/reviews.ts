// Moves claims from status to status, the only way their status changes: proposal, review, dispute, retraction. A claim
// that was retracted stays to be seen, with the reason, and counts nowhere.

import { invalid, limit } from '../domain/errors.ts';
import type { Fault, FaultPath } from '../domain/faults/fault.ts';
import type { ClaimStatus, Id } from '../domain/records.ts';
import { transitionProblem } from '../domain/status.ts';
import type { Stored } from '../store/store.ts';
import type { Curation } from './curation.ts';
import type { Authorship } from './writing.ts';

export interface StatusChange {
  id: Id;
  baseVersion: number;
  status: ClaimStatus;
  statusReason?: string | null | undefined;
}

/** A rejected claim may be proposed anew. */
type Review = StatusChange & { status: 'ACCEPTED' | 'REJECTED' | 'PROPOSED' };

/** Claims in one request: a page that a person can look through. */
const AT_ONCE = 100;

export function createReviews(curation: Curation) {
  const change = (changes: readonly (StatusChange & { at: FaultPath })[], authorship: Authorship) =>
    curation.editAll(
      'claim',
      changes.map(({ id, baseVersion, status, statusReason = null, at }) => ({
        id,
        baseVersion,
        at,
        hasField: () => false,
        revise: (current, faults) => {
          const problem = transitionProblem(current.status, status);
          if (problem !== null) faults.add(['status'], problem);
          return { status, statusReason };
        },
      })),
      authorship,
    );

  return {
    async propose(
      claims: readonly Readonly<Record<string, unknown>>[],
      authorship: Authorship,
      early?: readonly Fault[],
    ): Promise<Stored<'claim'>[]> {
      checkCount(claims.length, 'claims');
      const additions = claims.map((claim, index) => ({
        input: { ...claim, status: 'PROPOSED' },
        at: ['claims', index],
      }));
      return curation.addAll('claim', additions, authorship, early);
    },
    async review(changes: readonly Review[], authorship: Authorship): Promise<Stored<'claim'>[]> {
      checkCount(changes.length, 'reviews');
      return change(
        changes.map((one, index) => ({ ...one, at: ['reviews', index] })),
        authorship,
      );
    },
    dispute(id: Id, baseVersion: number, statusReason: string, authorship: Authorship): Promise<Stored<'claim'>[]> {
      return change([{ id, baseVersion, status: 'DISPUTED', statusReason, at: [] }], authorship);
    },
    retract(id: Id, baseVersion: number, statusReason: string, authorship: Authorship): Promise<Stored<'claim'>[]> {
      return change([{ id, baseVersion, status: 'RETRACTED', statusReason, at: [] }], authorship);
    },
  };
}

export type Reviews = ReturnType<typeof createReviews>;

function checkCount(count: number, field: string): void {
  if (count === 0) throw invalid([field], { code: 'NOTHING_GIVEN' });
  if (count > AT_ONCE) throw limit([field], { code: 'TOO_MANY_AT_ONCE', count, most: AT_ONCE });
}
