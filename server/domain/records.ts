// The records of the graph exactly as they are stored, exported and imported: plain JSON, every field always present,
// null where nothing is known. References are ids; the kind of a referenced record is read from its id's prefix.

import type { RecordKind } from './record-kinds.ts';

export type Id = string;
/** A date in EDTF levels 0-1, kept as written. */
export type EdtfText = string;

export const ACTOR_KINDS = ['PERSON', 'STATE', 'ORGANIZATION', 'INSTITUTION', 'GROUP', 'OUTLET'] as const;
export const NAME_KINDS = ['PREFERRED', 'ALIAS', 'TRANSLITERATION', 'METONYM', 'FORMER'] as const;
export const EVENT_KINDS = [
  'MEETING',
  'CALL',
  'NEGOTIATION',
  'VOTE',
  'AGREEMENT',
  'DECISION',
  'PUBLICATION',
  'MILITARY',
  'ELECTION',
  'PROTEST',
  'OTHER',
] as const;
export const EVENT_STATUSES = ['HAPPENED', 'PLANNED', 'ALLEGED', 'CANCELLED'] as const;
export const SOURCE_KINDS = [
  'ARTICLE',
  'BRIEFING',
  'TREATY',
  'TRANSCRIPT',
  'SPEECH',
  'POST',
  'VIDEO',
  'REPORT',
  'OFFICIAL_RECORD',
  'DATASET',
  'OTHER',
] as const;
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const CLAIM_KINDS = [
  'STATEMENT',
  'DEMAND',
  'PROMISE',
  'THREAT',
  'DENIAL',
  'ASSESSMENT',
  'REPORT_OF_OPINION',
  'QUESTION',
] as const;
export const CLAIM_STATUSES = ['PROPOSED', 'ACCEPTED', 'DISPUTED', 'REJECTED', 'RETRACTED'] as const;
export const STANCES = ['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'] as const;
export const ANCHOR_STATES = ['EXACT', 'MOVED', 'AMBIGUOUS', 'LOST', 'UNCHECKED'] as const;
export const TEXT_CHANGES = ['COMPOSED', 'DECOMPOSED', 'WINDOWS_CHARACTERS'] as const;
/** Sides of a quote. */
export const CONTEXTS_GIVEN = ['NONE', 'PREFIX', 'SUFFIX', 'BOTH'] as const;
export const LINK_KINDS = ['DENIES', 'CONFIRMS', 'ANSWERS', 'REPEATS', 'QUALIFIES'] as const;
export const VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const;
export const VISIBILITIES = ['PRIVATE', 'UNLISTED', 'PUBLIC'] as const;

export type ActorKind = (typeof ACTOR_KINDS)[number];
export type NameKind = (typeof NAME_KINDS)[number];
export type EventKind = (typeof EVENT_KINDS)[number];
export type EventStatus = (typeof EVENT_STATUSES)[number];
export type SourceKind = (typeof SOURCE_KINDS)[number];
export type Reliability = (typeof RELIABILITIES)[number];
export type ClaimKind = (typeof CLAIM_KINDS)[number];
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];
export type Stance = (typeof STANCES)[number];
export type AnchorState = (typeof ANCHOR_STATES)[number];
export type ContextGiven = (typeof CONTEXTS_GIVEN)[number];
export type LinkKind = (typeof LINK_KINDS)[number];
export type Verdict = (typeof VERDICTS)[number];
export type Visibility = (typeof VISIBILITIES)[number];

export interface Name {
  text: string;
  /** BCP 47, such as `uk` or `de`. */
  language: string | null;
  kind: NameKind;
  from: EdtfText | null;
  to: EdtfText | null;
}

export interface ExternalId {
  scheme: string;
  value: string;
}

/** A dated role: minister, member of. */
export interface Role {
  title: string;
  in: Id;
  from: EdtfText | null;
  to: EdtfText | null;
}

export interface Actor {
  id: Id;
  kind: ActorKind;
  name: string;
  names: Name[];
  description: string | null;
  externalIds: ExternalId[];
  roles: Role[];
}

export interface Participant {
  actor: Id;
  role: string | null;
}

export interface Event {
  id: Id;
  kind: EventKind;
  name: string;
  names: Name[];
  description: string | null;
  when: EdtfText | null;
  place: string | null;
  participants: Participant[];
  affected: Id[];
  status: EventStatus;
  externalIds: ExternalId[];
  quotes: Quote[];
}

export interface Topic {
  id: Id;
  name: string;
  names: Name[];
  description: string | null;
  broader: Id | null;
  externalIds: ExternalId[];
}

/** What was changed in a text before it was kept, and in how many characters. */
export interface TextChange {
  /** COMPOSED characters (Unicode NFC), all of them where the whole text was DECOMPOSED; or control characters for those of Windows. */
  change: (typeof TEXT_CHANGES)[number];
  count: number;
}

export interface Source {
  id: Id;
  kind: SourceKind;
  title: string;
  url: string | null;
  publisher: string | null;
  authors: Id[];
  published: EdtfText | null;
  /** The day it was fetched, YYYY-MM-DD. */
  retrieved: string | null;
  language: string | null;
  archiveUrl: string | null;
  /** Unicode NFC; offsets of quotes count its code points. */
  text: string | null;
  /** SHA-256 in hex: of the NFC text where it is stored, else of the document that was read. */
  sha256: string | null;
  /** The sources that it was made from, where it is a briefing on them, a translation or a summary. */
  basedOn: Id[];
  /** What makes the text another one than was given; empty where it is that. */
  normalised: TextChange[];
  reliability: Reliability | null;
  licence: string | null;
}

export interface Quote {
  source: Id;
  /** The verbatim span. */
  exact: string;
  /** Up to 32 code points before and after it, where it was taken. */
  prefix: string;
  suffix: string;
  /** Code points of the source's NFC text when it was taken, end exclusive; null while UNCHECKED. */
  start: number | null;
  end: number | null;
  state: AnchorState;
  /**
   * Which of prefix and suffix somebody gave, so that they must match whole; the others were recorded from the text, and are
   * weighed. Null says nothing: both were recorded, or, while UNCHECKED, both were given.
   */
  contextGiven: ContextGiven | null;
  /** Page, paragraph, minute: how a reader finds it. */
  locator: string | null;
  /**
   * Quotes with one number are fragments of one utterance that a source prints in pieces, in the order in which they are listed.
   * Other numbers are other printings, and null is one of its own.
   */
  passage: number | null;
}

export interface Target {
  /** An actor, event, topic or claim. */
  target: Id;
  stance: Stance;
}

/** One hop a claim came through, outermost first: a spokesperson, an analysis for a think tank, a treaty draft. */
export interface Via {
  actor: Id | null;
  source: Id | null;
  note: string | null;
}

export interface ClaimLink {
  kind: LinkKind;
  claim: Id;
}

export interface Claim {
  id: Id;
  speakers: Id[];
  /** Neutral, one sentence. */
  proposition: string;
  kind: ClaimKind;
  saidOn: EdtfText | null;
  targets: Target[];
  quotes: Quote[];
  via: Via[];
  reporters: Id[];
  /** The event at which it was said. */
  at: Id | null;
  directSpeech: boolean;
  hedged: boolean;
  /** The curator's confidence in the encoding, 0 to 1. */
  confidence: number | null;
  status: ClaimStatus;
  /** Why it was rejected, disputed or retracted. */
  statusReason: string | null;
  language: string | null;
  links: ClaimLink[];
}

/** A curator's judgement that two records of one kind are, or are not, the same. With SAME the first one's id is kept. */
export interface Judgement {
  id: Id;
  verdict: Verdict;
  records: [Id, Id];
  reason: string;
  withdrawn: boolean;
}

/** A saved view of the network: its address and where its nodes stood. */
export interface View {
  id: Id;
  name: string;
  description: string | null;
  visibility: Visibility;
  owner: string;
  /** The query part of the page's address, without `?`. */
  address: string;
  positions: { id: Id; x: number; y: number }[];
  /** The dataset version it was saved at. */
  datasetVersion: number;
}

/** What was written together, and can be reverted together. */
export interface Batch {
  id: Id;
  name: string;
  description: string | null;
  reverted: boolean;
}

export interface RecordOf {
  actor: Actor;
  event: Event;
  topic: Topic;
  source: Source;
  claim: Claim;
  judgement: Judgement;
  view: View;
  batch: Batch;
}

export type AnyRecord = RecordOf[RecordKind];

/** A claim counts in networks with these statuses unless a filter says otherwise. */
export const COUNTED_STATUSES: readonly ClaimStatus[] = ['ACCEPTED', 'DISPUTED'];
