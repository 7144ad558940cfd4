// Attributions: one row per claim x speaker x target, derived from the claim and the identity judgements in force.
// Stores index them and never edit them; deriving them again from the same claim gives the same rows in the same order.

import type { Day } from './dates.ts';
import { parseEdtf, saidKey } from './dates.ts';
import type { Claim, ClaimKind, ClaimStatus, Id, Stance } from './records.ts';

/** One row of the flat table. Keys: said key, claim, speaker, target, stance. */
export interface Attribution {
  claim: Id;
  /** Canonical ids. */
  speaker: Id;
  target: Id;
  /** The ids as the claim holds them. */
  speakerAs: Id;
  targetAs: Id;
  stance: Stance;
  status: ClaimStatus;
  claimKind: ClaimKind;
  earliest: Day | null;
  latest: Day | null;
  dated: boolean;
  /** Sort key: earliest, else latest, else the empty string. */
  said: string;
  /** Number of canonical speakers of the claim. */
  joint: number;
}

interface End {
  id: Id;
  as: Id;
}

/**
 * In the claim's own order: speakers, then targets. Where two speakers (or targets) are one record, the first stands for
 * both; a target that is held with two stances after that keeps a row for each.
 */
export function deriveAttributions(claim: Claim, canonical: (id: Id) => Id): Attribution[] {
  const speakers: End[] = [];
  for (const as of claim.speakers) {
    const id = canonical(as);
    if (!speakers.some((known) => known.id === id)) speakers.push({ id, as });
  }
  const targets: (End & { stance: Stance })[] = [];
  for (const { target: as, stance } of claim.targets) {
    const id = canonical(as);
    if (!targets.some((known) => known.id === id && known.stance === stance)) targets.push({ id, as, stance });
  }
  const bounds = claim.saidOn === null ? null : parseEdtf(claim.saidOn);
  const rows: Attribution[] = [];
  for (const speaker of speakers)
    for (const target of targets)
      rows.push({
        claim: claim.id,
        speaker: speaker.id,
        target: target.id,
        speakerAs: speaker.as,
        targetAs: target.as,
        stance: target.stance,
        status: claim.status,
        claimKind: claim.kind,
        earliest: bounds?.earliest ?? null,
        latest: bounds?.latest ?? null,
        dated: bounds !== null,
        said: saidKey(bounds),
        joint: speakers.length,
      });
  return rows;
}
