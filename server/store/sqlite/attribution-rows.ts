// A claim as rows of the attribution table: what the domain derives, in numbers. Writing and verifying share it.

import { deriveAttributions } from '../../domain/attributions.ts';
import { kindOf } from '../../domain/ids.ts';
import type { Claim, Id } from '../../domain/records.ts';
import { claimKinds, dayNumber, kinds, saidNumber, stances, statuses } from './codes.ts';
import type { RecordHeads } from './record-heads.ts';

/** In the order of the columns below. */
export type AttributionRow = (string | number | null)[];

export const COLUMNS = [
  'num',
  'version',
  'claim',
  'speaker',
  'target',
  'speaker_as',
  'target_as',
  'target_kind',
  'stance',
  'status',
  'kind',
  'direct',
  'joint',
  'alone',
  'span',
  'said',
  'lo',
  'hi',
  'source',
  'more',
  'at',
];
/** Indexes of columns that are asked for alone. */
export const SPEAKER = 3;
export const TARGET = 4;
export const STATUS = 9;

export function attributionRows(heads: RecordHeads, num: number, version: number, claim: Claim): AttributionRow[] {
  const rows = deriveAttributions(claim, (id) => heads.canonicalId(id));
  const sources = citedSources(heads, claim);
  const at = claim.at === null ? null : (heads.find(claim.at)?.canonical ?? null);
  return rows.map((row) => [
    num,
    version,
    row.claim,
    number(heads, row.speaker),
    number(heads, row.target),
    number(heads, row.speakerAs),
    number(heads, row.targetAs),
    kinds.code(kindOf(row.target) ?? 'claim'),
    stances.code(row.stance),
    statuses.code(row.status),
    claimKinds.code(row.claimKind),
    claim.directSpeech ? 1 : 0,
    row.joint,
    rows.length === 1 ? 1 : 0,
    row.earliest === row.latest ? 0 : 1,
    saidNumber(row.said),
    row.earliest === null ? null : dayNumber(row.earliest),
    row.latest === null ? null : dayNumber(row.latest),
    sources[0] ?? null,
    sources.length > 1 ? 1 : 0,
    at,
  ]);
}

/** Each once, in order of the quotes. */
export function citedSources(heads: RecordHeads, claim: Claim): number[] {
  return [...new Set(claim.quotes.map((quote) => quote.source))].map((id) => number(heads, id));
}

function number(heads: RecordHeads, id: Id): number {
  const head = heads.find(id);
  if (head === undefined) throw new Error(`${id} has no number yet`);
  return head.num;
}
