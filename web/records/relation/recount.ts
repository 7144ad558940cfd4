// Counts a relation again from the rows of its claims, as the server should have: each claim once, each stance once.

import type { Stance } from '../../gql/generated.ts';
import type { Sides } from '../claims/messages.ts';

export interface RelationRow {
  claimId: string;
  stance: Stance;
}

export type Recounted = Sides & { balance: number };

export function recount(rows: readonly RelationRow[]): Recounted {
  const of = (stance: Stance) =>
    new Set(rows.filter((row) => row.stance === stance).map(({ claimId }) => claimId)).size;
  const n = new Set(rows.map(({ claimId }) => claimId)).size;
  const supports = of('SUPPORTS');
  const opposes = of('OPPOSES');
  const balance = n === 0 ? 0 : (supports - opposes) / n;
  return { n, supports, opposes, neutral: of('NEUTRAL'), mixed: of('MIXED'), balance };
}

/** Balance is a quotient: two programs may round its last digit differently. */
export const agrees = (one: Recounted, other: Recounted): boolean =>
  one.n === other.n &&
  one.supports === other.supports &&
  one.opposes === other.opposes &&
  one.neutral === other.neutral &&
  one.mixed === other.mixed &&
  Math.abs(one.balance - other.balance) < 1e-9;
