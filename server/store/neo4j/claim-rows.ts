// What a claim is in the graph at one of its versions: the pattern that people read, as the claim holds it, and the
// attributions that networks count, with the records that stand for its ends.

import { deriveAttributions } from '../../domain/attributions.ts';
import type { RecordKind } from '../../domain/ids.ts';
import { kindOf } from '../../domain/ids.ts';
import type { Claim, ClaimKind, ClaimStatus, Id, Stance } from '../../domain/records.ts';
import { FOREVER } from './forever.ts';

export interface AttributedValue {
  /** The speaker once more, for the index that lists what one speaker has said. */
  by: Id;
  claim: Id;
  /** The claim's first version, by which it is ordered and found. */
  recorded: number;
  version: number;
  lane: string;
  said: string;
  lo: string | null;
  hi: string | null;
  stance: Stance;
  status: ClaimStatus;
  kind: ClaimKind;
  direct: boolean;
  joint: number;
  /** The claim has no other attribution. */
  alone: boolean;
  /** The targets of the claim, where it has several attributions. */
  targets: Id[] | null;
  targetKind: RecordKind;
  speakerAs: Id;
  targetAs: Id;
  source: Id;
  /** All sources, where there are several. */
  sources: Id[] | null;
  at: Id | null;
  since: number;
  until: number;
}

export interface AttributedRow {
  speaker: Id;
  target: Id;
  value: AttributedValue;
}

export interface PatternRow {
  from: Id;
  to: Id;
  stance: Stance | null;
  since: number;
  until: number;
}

export interface Pattern {
  said: PatternRow[];
  about: PatternRow[];
  quoted: PatternRow[];
}

/** The lane of single days and of undated claims; the one of ranges and open ends has a mark behind it. */
export function laneOf(status: ClaimStatus, ranged: boolean): string {
  return ranged ? `${status}~` : status;
}

export function attributedRows(
  claim: Claim,
  { recorded, version, since }: { recorded: number; version: number; since: number },
  canonical: (id: Id) => Id,
): AttributedRow[] {
  const sources = [...new Set(claim.quotes.map((quote) => quote.source))];
  const rows = deriveAttributions(claim, canonical);
  const targets = [...new Set(rows.map((row) => row.target))];
  const alone = rows.length === 1;
  return rows.map((row) => ({
    speaker: row.speaker,
    target: row.target,
    value: {
      by: row.speaker,
      claim: row.claim,
      recorded,
      version,
      lane: laneOf(row.status, row.earliest !== row.latest),
      said: row.said,
      lo: row.earliest,
      hi: row.latest,
      stance: row.stance,
      status: row.status,
      kind: row.claimKind,
      direct: claim.directSpeech,
      joint: row.joint,
      alone,
      targets: targets.length === 1 ? null : targets,
      targetKind: kindOf(row.target) ?? 'claim',
      speakerAs: row.speakerAs,
      targetAs: row.targetAs,
      source: sources[0] ?? '',
      sources: sources.length === 1 ? null : sources,
      at: claim.at === null ? null : canonical(claim.at),
      since,
      until: FOREVER,
    },
  }));
}

export function patternRows(claim: Claim, since: number): Pattern {
  const row = (from: Id, to: Id, stance: Stance | null = null): PatternRow => ({
    from,
    to,
    stance,
    since,
    until: FOREVER,
  });
  return {
    said: claim.speakers.map((speaker) => row(speaker, claim.id)),
    about: claim.targets.map(({ target, stance }) => row(claim.id, target, stance)),
    quoted: [...new Set(claim.quotes.map((quote) => quote.source))].map((source) => row(claim.id, source)),
  };
}
