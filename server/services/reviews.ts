// Moves claims from status to status, the only way their status changes: proposal, review, dispute, retraction. A claim
// that was retracted stays to be seen, with the reason, and counts nowhere.

import type { Fault } from '../domain/errors.ts';
import { Faults, invalid, limit } from '../domain/errors.ts';
import type { ClaimStatus, Id } from '../domain/records.ts';
import { checkTransition } from '../domain/status.ts';
import type { Stored } from '../store/store.ts';
import type { Curation } from './curation.ts';
import type { By } from './writing.ts';

export interface StatusChange {
  id: Id;
  baseVersion: number;
  status: ClaimStatus;
  statusReason?: string | null | undefined;
}

export interface Reviews {
  propose(
    claims: readonly Readonly<Record<string, unknown>>[],
    by: By,
    early?: readonly Fault[],
  ): Promise<Stored<'claim'>[]>;
  review(changes: readonly StatusChange[], by: By): Promise<Stored<'claim'>[]>;
  dispute(id: Id, baseVersion: number, statusReason: string, by: By): Promise<Stored<'claim'>[]>;
  retract(id: Id, baseVersion: number, statusReason: string, by: By): Promise<Stored<'claim'>[]>;
}

/** Claims in one request: a page that a person can look through. */
const AT_ONCE = 100;
/** A rejected claim may be proposed anew. */
const REVIEWED: readonly ClaimStatus[] = ['ACCEPTED', 'REJECTED', 'PROPOSED'];

export function createReviews(curation: Curation): Reviews {
  const change = (changes: readonly (StatusChange & { at: string })[], by: By, early: readonly Fault[] = []) =>
    curation.editAll(
      'claim',
      changes.map(({ id, baseVersion, status, statusReason = null, at }) => ({
        id,
        baseVersion,
        at,
        hasField: () => false,
        revise: (current, faults) => {
          checkTransition(current.status, status, faults);
          return { status, statusReason };
        },
      })),
      by,
      early,
    );

  return {
    async propose(claims, by, early) {
      checkCount(claims.length, 'claims');
      const additions = claims.map((claim, index) => ({
        input: { ...claim, status: 'PROPOSED' },
        at: `claims[${index}]`,
      }));
      return curation.addAll('claim', additions, by, early);
    },
    async review(changes, by) {
      checkCount(changes.length, 'reviews');
      const faults = new Faults();
      for (const [index, { status }] of changes.entries()) {
        if (REVIEWED.includes(status)) continue;
        const remedy = status === 'DISPUTED' ? 'disputeClaim' : 'retractClaim';
        faults.add(`reviews[${index}].status`, `must be ${REVIEWED.join(' or ')}; to make it ${status} use ${remedy}`);
      }
      return change(
        changes.map((one, index) => ({ ...one, at: `reviews[${index}]` })),
        by,
        faults.list,
      );
    },
    dispute: (id, baseVersion, statusReason, by) =>
      change([{ id, baseVersion, status: 'DISPUTED', statusReason, at: '' }], by),
    retract: (id, baseVersion, statusReason, by) =>
      change([{ id, baseVersion, status: 'RETRACTED', statusReason, at: '' }], by),
  };
}

function checkCount(count: number, field: string): void {
  if (count === 0) throw invalid([{ field, problem: 'is empty; give at least one' }]);
  if (count > AT_ONCE)
    throw limit(
      `has ${count} entries, and ${AT_ONCE} are the most at once`,
      'send the rest in further requests',
      field,
    );
}
