// The columns of the flat table, defined once: `claimRows` resolves them, and every format of the export writes them, under
// these names and in this order.

import { passagesOf, wordsOf } from '../domain/passages.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { ActorKind, Id, Quote, Source, Stance } from '../domain/records.ts';
import type { Attribution, Stored } from '../store/store.ts';

/** What one row is read from: a claim, one of its speakers and one of its targets. */
export interface RowSource {
  attribution: Attribution;
  claim: Stored<'claim'>;
  /** How many targets each of its speakers speaks about. */
  targetCount: number;
  curator: string | null;
  /** The version of the data that is read. */
  datasetVersion: number;
  /** A record that the claim names, as it is shown. */
  shown(id: Id): Shown;
}

/** What rows show of a record: of the one that stands for it, where several are one. */
export interface Shown {
  id: Id;
  kind: RecordKind;
  title: string;
  actorKind: ActorKind | null;
  source: SourceFacts | null;
}

export type SourceFacts = Pick<Source, 'url' | 'publisher' | 'published' | 'language' | 'reliability'>;

/** KIND: a kind of record, in capitals where it is shown. DAY: `2022-01-31`. TEXTS: several, in order. */
export type ColumnType = 'TEXT' | 'KIND' | 'DAY' | 'INTEGER' | 'NUMBER' | 'BOOLEAN' | 'TEXTS';

export interface Column<T = unknown> {
  type: ColumnType;
  of(row: RowSource): T;
}

const STANCE_VALUES: Readonly<Record<Stance, number>> = { SUPPORTS: 1, OPPOSES: -1, NEUTRAL: 0, MIXED: 0 };

export const CLAIM_COLUMNS = {
  claimId: text(({ claim }) => claim.id),
  speakerId: text(({ attribution }) => attribution.speaker),
  speaker: text(({ attribution, shown }) => shown(attribution.speaker).title),
  targetId: text(({ attribution }) => attribution.target),
  target: text(({ attribution, shown }) => shown(attribution.target).title),
  targetKind: column('KIND', ({ attribution, shown }) => shown(attribution.target).kind),
  stance: text(({ attribution }) => attribution.stance),
  stanceValue: integer(({ attribution }) => STANCE_VALUES[attribution.stance]),
  proposition: text(({ claim }) => claim.record.proposition),
  kind: text(({ claim }) => claim.record.kind),
  status: text(({ claim }) => claim.record.status),
  saidOn: text(({ claim }) => claim.record.saidOn),
  earliest: column('DAY', ({ attribution }) => attribution.earliest),
  latest: column('DAY', ({ attribution }) => attribution.latest),
  jointSpeakers: integer(({ attribution }) => attribution.joint),
  directSpeech: flag(({ claim }) => claim.record.directSpeech),
  hedged: flag(({ claim }) => claim.record.hedged),
  quote: text(({ claim }) => wordsOf(passagesOf(claim.record.quotes)[0] ?? [])),
  quoteCount: integer(({ claim }) => claim.record.quotes.length),
  sourceId: text((row) => firstQuote(row).source),
  sourceTitle: text((row) => firstSource(row).title),
  sourceUrl: text((row) => firstSource(row).source?.url ?? null),
  publisher: text((row) => firstSource(row).source?.publisher ?? null),

  speakerCount: integer(({ attribution }) => attribution.joint),
  targetCount: integer(({ targetCount }) => targetCount),
  speakerKind: text(({ attribution, shown }) => shown(attribution.speaker).actorKind),
  targetActorKind: text(({ attribution, shown }) => shown(attribution.target).actorKind),
  quoteTexts: texts(({ claim }) => passagesOf(claim.record.quotes).map(wordsOf)),
  quoteSourceIds: texts(({ claim }) => passagesOf(claim.record.quotes).flatMap(([quote]) => quote?.source ?? [])),
  quoteStart: integer((row) => firstQuote(row).start),
  quoteEnd: integer((row) => firstQuote(row).end),
  quoteState: text((row) => firstQuote(row).state),
  quoteLocator: text((row) => firstQuote(row).locator),
  sourcePublished: text((row) => firstSource(row).source?.published ?? null),
  sourceLanguage: text((row) => firstSource(row).source?.language ?? null),
  reliability: text((row) => firstSource(row).source?.reliability ?? null),
  language: text(({ claim }) => claim.record.language),
  confidence: column('NUMBER', ({ claim }) => claim.record.confidence),
  atId: text(({ claim, shown }) => claim.record.at && shown(claim.record.at).id),
  at: text(({ claim, shown }) => claim.record.at && shown(claim.record.at).title),
  reporterIds: texts(({ claim, shown }) => claim.record.reporters.map((id) => shown(id).id)),
  reporters: texts(({ claim, shown }) => claim.record.reporters.map((id) => shown(id).title)),
  viaActorIds: texts(({ claim, shown }) => claim.record.via.flatMap(({ actor }) => (actor ? [shown(actor).id] : []))),
  viaSourceIds: texts(({ claim }) => claim.record.via.flatMap(({ source }) => source ?? [])),
  via: texts(({ claim, shown }) => claim.record.via.map((hop) => hopName(hop, shown))),
  version: integer(({ claim }) => claim.version),
  curator: text(({ curator }) => curator),
  datasetVersion: integer(({ datasetVersion }) => datasetVersion),
} satisfies Record<string, Column>;

export type ColumnName = keyof typeof CLAIM_COLUMNS;
export const COLUMN_NAMES = Object.keys(CLAIM_COLUMNS) as ColumnName[];
export type ClaimRow = { [N in ColumnName]: ReturnType<(typeof CLAIM_COLUMNS)[N]['of']> };

const COLUMNS = Object.entries<Column>(CLAIM_COLUMNS);

export function rowOf(row: RowSource): ClaimRow {
  const values: Record<string, unknown> = {};
  for (const [name, { of }] of COLUMNS) values[name] = of(row);
  return values as ClaimRow;
}

/** In the order of the columns, spelt as in the contract. */
export function publishedValues(row: ClaimRow): unknown[] {
  return COLUMNS.map(([name, { type }]) => {
    const value = row[name as ColumnName];
    return type === 'KIND' ? String(value).toUpperCase() : value;
  });
}

function column<T>(type: ColumnType, of: (row: RowSource) => T): Column<T> {
  return { type, of };
}

function text<T extends string | null>(of: (row: RowSource) => T): Column<T> {
  return column('TEXT', of);
}

function integer<T extends number | null>(of: (row: RowSource) => T): Column<T> {
  return column('INTEGER', of);
}

function flag(of: (row: RowSource) => boolean): Column<boolean> {
  return column('BOOLEAN', of);
}

function texts(of: (row: RowSource) => string[]): Column<string[]> {
  return column('TEXTS', of);
}

function firstQuote({ claim }: RowSource): Quote {
  const [quote] = claim.record.quotes;
  if (!quote) throw new Error(`claim ${claim.id} has no quote`);
  return quote;
}

function firstSource(row: RowSource): Shown {
  return row.shown(firstQuote(row).source);
}

/** A hop that names no record is what its note says. */
function hopName(
  { actor, source, note }: { actor: Id | null; source: Id | null; note: string | null },
  shown: RowSource['shown'],
): string {
  const named = actor ?? source;
  return named === null ? (note ?? '') : shown(named).title;
}
