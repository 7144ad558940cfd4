// What a claim is in the graph at one of its versions: the pattern that people read, as the claim holds it, and the
// attributions that networks count, with the records that stand for its ends.

import type { Attribution } from '../../domain/attributions.ts';
import { deriveAttributions } from '../../domain/attributions.ts';
import type { Claim, ClaimKind, ClaimStatus, Id, Stance } from '../../domain/records.ts';
import { FOREVER } from './forever.ts';

/** What goes without saying is left out (null): each value that is stored costs time for every claim of an import. */
export interface AttributedValue {
  /** The speaker once more, for the index that lists what one speaker has said. */
  by: Id;
  claim: Id;
  /** The claim's first version, by which it is ordered and found. */
  recorded: number;
  /** The claim's, where an identity changed later and `since` is another. */
  version: number | null;
  /** The claim's status, with a ~ where its date is a range or has an open end: indexes list single days by it in order. */
  lane: string;
  said: string;
  /** The ends of a range, where they are known; of a single day, `said` is both. */
  lo: string | null;
  hi: string | null;
  stance: Stance;
  kind: ClaimKind;
  direct: true | null;
  /** How many speakers, where there are several. */
  joint: number | null;
  /** The claim has other attributions. */
  several: true | null;
  /** The targets of the claim, where there are several. */
  targets: Id[] | null;
  /** The ends as the claim names them, where another record stands for them. */
  speakerAs: Id | null;
  targetAs: Id | null;
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

/** The stored lane: the status alone for single days and undated claims, with a ~ for ranges and open ends. */
export function laneOf(status: ClaimStatus, ranged: boolean): string {
  return ranged ? `${status}~` : status;
}

export function isRanged(lane: string): boolean {
  return lane.endsWith('~');
}

export function statusOf(lane: string): ClaimStatus {
  return lane.replace('~', '') as ClaimStatus;
}

export function attributedRows(
  claim: Claim,
  { recorded, version, since }: { recorded: number; version: number; since: number },
  canonical: (id: Id) => Id,
): AttributedRow[] {
  const sources = [...new Set(claim.quotes.map((quote) => quote.source))];
  const rows = deriveAttributions(claim, canonical);
  const targets = [...new Set(rows.map((row) => row.target))];
  const several = rows.length > 1 || null;
  return rows.map((row) => ({
    speaker: row.speaker,
    target: row.target,
    value: rowValue(row, {
      recorded,
      version: version === since ? null : version,
      direct: claim.directSpeech || null,
      several,
      targets: targets.length === 1 ? null : targets,
      source: sources[0] ?? '',
      sources: sources.length === 1 ? null : sources,
      at: claim.at === null ? null : canonical(claim.at),
      since,
    }),
  }));
}

type OfClaim = Pick<
  AttributedValue,
  'recorded' | 'version' | 'direct' | 'several' | 'targets' | 'source' | 'sources' | 'at' | 'since'
>;

function rowValue(row: Attribution, claim: OfClaim): AttributedValue {
  const ranged = row.earliest !== row.latest;
  return {
    ...claim,
    by: row.speaker,
    claim: row.claim,
    lane: laneOf(row.status, ranged),
    said: row.said,
    lo: ranged ? row.earliest : null,
    hi: ranged ? row.latest : null,
    stance: row.stance,
    kind: row.claimKind,
    joint: row.joint === 1 ? null : row.joint,
    speakerAs: row.speakerAs === row.speaker ? null : row.speakerAs,
    targetAs: row.targetAs === row.target ? null : row.targetAs,
    until: FOREVER,
  };
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
