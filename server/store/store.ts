// The Store port: the one interface with several implementations. Few verbs, generic over kinds; every order is specified,
// ties included, so that all stores answer the same question with the same bytes.

import type { Attribution } from '../domain/attributions.ts';
import type { Day } from '../domain/dates.ts';
import type { OnRecordError } from '../domain/errors.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type {
  ActorKind,
  AnyRecord,
  Batch,
  ClaimKind,
  ClaimStatus,
  Id,
  RecordOf,
  Reliability,
  Stance,
} from '../domain/records.ts';
import type { Replay } from '../domain/replay.ts';
import type { MatchClass, TextQuery } from '../domain/text.ts';

export type { Attribution } from '../domain/attributions.ts';
export type { Replay } from '../domain/replay.ts';

/** A record at one of its versions. */
export interface Stored<K extends RecordKind = RecordKind> {
  kind: K;
  id: Id;
  /** The number of this version: unique in the whole graph, growing. */
  version: number;
  /** The number of its first version, kept when it is removed and added again. */
  first: number;
  record: RecordOf[K];
  /** The record that stands for it under the SAME judgements in force; its own id if none does. */
  canonical: Id;
  /** Every record that it stands for, itself first, the others in order of id; only itself when another stands for it. */
  members: Id[];
}

export type Outcome = 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REMOVED';

/** One entry of the history. */
export interface Version {
  version: number;
  id: Id;
  kind: RecordKind;
  outcome: Exclude<Outcome, 'UNCHANGED'>;
  /** The record from this version on; null when it was removed. */
  record: AnyRecord | null;
  author: string;
  /** ISO 8601 instant, stamped by the server. */
  time: string;
  reason: string | null;
  batch: Id | null;
  /** The first and the last version of the write that it came with. */
  write: { first: number; last: number };
}

/**
 * Records to be read with others. DISPLAYED: those that the others are displayed by, which is every record that is one with any of
 * them under the SAME judgements, and of claims their speakers. REFERENCED: also all that these refer to, and those that that is
 * displayed by.
 */
export type Related = 'DISPLAYED' | 'REFERENCED';

export interface Page<T> {
  items: T[];
  /** Whether more follow in the direction asked. */
  more: boolean;
  /** Only when `total` was asked for. */
  total: number | null;
  /** Only when asked for: each once, in order of id, none that is among the items. */
  related?: Stored[];
}

/** Keyset paging: `after` holds the sort keys of the last item seen. Backwards reverses the walk, not the order of `items`. */
export interface Paging {
  limit: number;
  after?: readonly (string | number)[] | undefined;
  backward?: boolean | undefined;
  total?: boolean | undefined;
}

/** What a list of records is ordered by; the id breaks ties in the same direction. */
export type ListOrder = 'TITLE_ASC' | 'TITLE_DESC' | 'DATE_ASC' | 'DATE_DESC' | 'RECORDED_ASC' | 'RECORDED_DESC';

export interface ListQuery extends Paging {
  kind: RecordKind;
  order: ListOrder;
  /** Each field: any of the values; fields combine with and. Fields are those of the kind's `facets`, ids as the records hold them. */
  facets?: Record<string, readonly string[]> | undefined;
  /** Of events: at one of these places, as they are written. */
  places?: readonly string[] | undefined;
  /** Keeps what overlaps the window. */
  from?: Day | undefined;
  to?: Day | undefined;
  undated?: Undated | undefined;
  /** Leaves out records that another one stands for. Default true. */
  canonicalOnly?: boolean | undefined;
  related?: Related | undefined;
}

export type Undated = 'INCLUDE' | 'EXCLUDE' | 'ONLY';
export type Voice = 'ATTRIBUTED' | 'NARRATED';

/** The days between which an actor held a role; null is an open end. What is undated lies within what has no end at all. */
export interface Tenure {
  speaker: Id;
  from: Day | null;
  to: Day | null;
}

/**
 * Which attributions count. Every list means "any of"; fields combine with and. An empty list matches nothing; an empty list of
 * what is excluded excludes nothing.
 * speakers, targets, targetKinds, between, about, stances, what is excluded, actorKinds, tenures and voice hold for the attribution
 * itself (one speaker, one target, one stance); the rest hold for its claim: topics (has it as a target), events (has it as a target
 * or was said at it), sources, ...
 * A claim passes when at least one of its attributions does. Ids are canonicalised by the store at the version read.
 */
export interface ClaimFilter {
  saidFrom?: Day | undefined;
  saidTo?: Day | undefined;
  /** The window keeps what lies within it, instead of what overlaps it; an open end lies only within an open window. */
  saidWithin?: boolean | undefined;
  /** Default: EXCLUDE with a window, INCLUDE without one. */
  undated?: Undated | undefined;
  speakers?: readonly Id[] | undefined;
  targets?: readonly Id[] | undefined;
  /** The target is of one of these kinds; holds for the attribution itself. */
  targetKinds?: readonly RecordKind[] | undefined;
  between?: readonly Id[] | undefined;
  about?: readonly Id[] | undefined;
  topics?: readonly Id[] | undefined;
  events?: readonly Id[] | undefined;
  sources?: readonly Id[] | undefined;
  /** Holds for the attribution itself, unlike `events`: its target is one of these, or its claim was said at one. */
  occasions?: readonly Id[] | undefined;
  /** Like the fields without `also`, and hold as well: a list under a record may be filtered by other records in its own field. */
  alsoAbout?: readonly Id[] | undefined;
  alsoEvents?: readonly Id[] | undefined;
  alsoSources?: readonly Id[] | undefined;
  publishers?: readonly string[] | undefined;
  stances?: readonly Stance[] | undefined;
  excludeSpeakers?: readonly Id[] | undefined;
  excludeTargets?: readonly Id[] | undefined;
  /** What kind of actor the speaker is. */
  actorKinds?: readonly ActorKind[] | undefined;
  /** The speaker is one of these, and may have said it within the days given with it. */
  tenures?: readonly Tenure[] | undefined;
  /** NARRATED: the speaker is a reporter of the claim or an author of a source that it cites. ATTRIBUTED: the others. */
  voice?: Voice | undefined;
  /** One speaker, or several together. */
  soleSpeaker?: boolean | undefined;
  /** Of a source that the claim cites. */
  reliability?: readonly Reliability[] | undefined;
  hedged?: boolean | undefined;
  /** Of the words of the claim; in their usual spelling. */
  languages?: readonly string[] | undefined;
  reporters?: readonly Id[] | undefined;
  /** Default: ACCEPTED and DISPUTED. */
  statuses?: readonly ClaimStatus[] | undefined;
  kinds?: readonly ClaimKind[] | undefined;
  /** Claims whose proposition or quotes hold every term. */
  text?: TextQuery | undefined;
  directSpeech?: boolean | undefined;
  curators?: readonly string[] | undefined;
  batches?: readonly Id[] | undefined;
  /** Reads the graph as it was at this version, the last one of a write: nobody saw what stood within it. */
  asOf?: number | undefined;
}

export type ClaimOrder = 'SAID_ASC' | 'SAID_DESC' | 'RECORDED_ASC' | 'RECORDED_DESC';

export interface ClaimQuery extends Paging {
  filter: ClaimFilter;
  /** SAID: by the earliest day it may have been said, undated as the lowest; RECORDED: by first version. Then by id, same direction. */
  order: ClaimOrder;
  related?: Related | undefined;
}

export type Dimension =
  | 'speaker'
  | 'target'
  /** The end of the relation that is not the one id in `about`; a self-claim gives the id itself. */
  | 'other'
  /** Either end: an attribution counts in the groups of its speaker and of its target, a self-claim once. Stands alone in `by`; see `ends`. */
  | 'end'
  | 'targetKind'
  | 'stance'
  | 'status'
  | 'claimKind'
  | 'source'
  | 'publisher'
  | 'joint'
  | 'claim'
  /** When it may have been said: `2021-11-18`, a range of days as `2021-11-01/2021-11-30`, `..` for an open end; undated is null. */
  | 'said';

export interface Tally {
  filter: ClaimFilter;
  /** Possibly empty: exactly one row for all, even for none (unless `minimum` leaves it out). */
  by: readonly Dimension[];
  /** What a count counts within a group: OTHERS, with `by: ['end']` only, the distinct records at the other end, itself left out (so a group can have n 0). Default ATTRIBUTIONS. */
  unit?: 'ATTRIBUTIONS' | 'CLAIMS' | 'OTHERS' | undefined;
  /** KEYS: ascending by code point, null first. COUNT: n descending, then keys ascending. Default KEYS. */
  order?: 'KEYS' | 'COUNT' | undefined;
  /** With `by: ['end']`: only the groups of these records. */
  ends?: readonly Id[] | undefined;
  /** Only attributions from one of these speakers to its target; canonical ids. */
  pairs?: readonly (readonly [speaker: Id, target: Id])[] | undefined;
  /** Leaves out groups with a smaller n. */
  minimum?: number | undefined;
  limit?: number | undefined;
  /** The last row seen: its n (for COUNT) and its keys. */
  after?: { n: number; keys: readonly (string | null)[] } | undefined;
  /** Also count the groups that pass `minimum`, whatever the limit. */
  total?: boolean | undefined;
  /** Leaves out rows whose speaker and target are one (self-claims). */
  withoutSelf?: boolean | undefined;
}

export interface TallyRow {
  keys: (string | null)[];
  n: number;
  supports: number;
  opposes: number;
  neutral: number;
  mixed: number;
  /** The smallest `earliest` and the largest `latest`; an open end is not a known day. */
  first: Day | null;
  last: Day | null;
}

export interface TallyResult {
  rows: TallyRow[];
  more: boolean;
  groups: number | null;
  /** The dataset version that was read. */
  version: number;
}

export interface PathQuery {
  filter: ClaimFilter;
  from: Id;
  to: Id;
  maxHops: number;
  limit: number;
  /** Records that no path may pass through; ends are not passed through. */
  exclude: readonly Id[];
}

export interface SearchQuery {
  query: TextQuery;
  kinds: readonly RecordKind[];
  limit: number;
  after?: readonly (string | number)[] | undefined;
}

/**
 * Order of hits: match class; within names: claims (as speaker or target, in counted statuses) descending, title by code point, id;
 * within TEXT: newest version first. `keys` is what `after` takes. A record that another stands for is found as that one,
 * once, by the best of their matches.
 */
export interface Hit {
  id: Id;
  kind: RecordKind;
  match: MatchClass;
  claims: number;
  keys: (string | number)[];
}

export interface Found {
  hits: Hit[];
  more: boolean;
}

export interface Change {
  kind: RecordKind;
  id: Id;
  /** The whole record; null removes it, which is refused while anything refers to it. */
  record: AnyRecord | null;
  /** NEW: must not exist (any more). ANY: added, changed, or left alone when equal. A number: the version it must stand at, be it a removal. */
  expect: 'NEW' | 'ANY' | number;
}

export interface Write {
  author: string;
  time: string;
  reason: string | null;
  /** Must exist when the write ends. */
  batch: Id | null;
  /** The record of `batch`, added as the last change if anything else changed, so that a repeated import changes nothing. */
  batchRecord?: Batch | undefined;
  /** Records that must still stand at these versions (a quote was anchored in this text). */
  holds?: readonly { id: Id; version: number }[] | undefined;
  /** Key-value entries, written in the same transaction. */
  entries?: readonly KeyValueEntry[] | undefined;
  /**
   * Looks, once nobody else can write before this write ends, whether it may be made: reads of the store within see everything
   * that was written, and no part of this write. What it throws refuses the write, and is thrown. It must not write, and may
   * be called again.
   */
  look?: (() => Promise<void>) | undefined;
  /** A record may come again only as it came before: refuses other content with INVALID. */
  once?: boolean | undefined;
  /** Tells every fault, where otherwise the first thousand are told and the others counted. */
  allFaults?: boolean | undefined;
  /** Checks everything and rolls back. */
  dryRun?: boolean | undefined;
  /**
   * A write of another store is made again with the numbers that it had there, whole or in parts. Refused with CONFLICT where
   * the numbers would not be the same: the store stands elsewhere, or a change makes no version. Only the last part needs the
   * batch; from its first judgement or removal on, a write must come in one part, because they take effect together.
   */
  replay?: Replay | undefined;
}

export interface Written {
  /** The dataset version afterwards. */
  version: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** One per change in their order, for writes given as one array; empty for streams. */
  results: { id: Id; version: number; outcome: Outcome }[];
}

/** What is not a record: tokens, answers to idempotent requests. JSON values; null deletes. */
export interface KeyValueEntry {
  space: 'token' | 'idempotency' | 'setting';
  key: string;
  value: unknown;
}

export interface Stats {
  datasetVersion: number;
  /** Records per kind, removed ones and those another stands for left out. */
  counts: Record<RecordKind, number>;
  /** Time of the newest version; null when empty. */
  changedAt: string | null;
}

export interface Store {
  /**
   * One per id, in their order; null where there is none (at that version). Does not follow judgements: see `canonical`. Behind
   * them the related ones, each once, in order of id, none that was asked for.
   */
  getMany(ids: readonly Id[], asOf?: number, related?: Related): Promise<(Stored | null)[]>;
  find(query: ListQuery): Promise<Page<Stored>>;
  claims(query: ClaimQuery): Promise<Page<Stored<'claim'>>>;
  /** By said day descending, then claim, speaker, target, stance, all descending; `SAID_ASC` the reverse. */
  attributions(query: Paging & { filter: ClaimFilter; order: 'SAID_ASC' | 'SAID_DESC' }): Promise<Page<Attribution>>;
  /**
   * One answer for each, in their order. All that name no version are read at one, so that what is counted together adds up,
   * whatever is written meanwhile. A tally that is refused (LIMIT) has the refusal for its answer, and fails no other.
   */
  tally(tallies: readonly Tally[]): Promise<(TallyResult | OnRecordError)[]>;
  /** Shortest first, ties by the ids along the path; hops join a speaker and a target in either direction. Paths never pass through claims,
   * and a record has none to itself. Throws LIMIT when there are too many ways to try. */
  paths(query: PathQuery): Promise<Id[][]>;
  /** One answer for each, in their order. */
  search(queries: readonly SearchQuery[]): Promise<Found[]>;

  /**
   * All or nothing, durable when it resolves. A stream is one transaction: when it throws, nothing was written; when it throws
   * INVALID, the faults that the store found in what came before are added to those of the error.
   * Refuses with INVALID (dangling references, removal of what is in use: every fault, with the index of its change)
   * and CONFLICT (`expect`, `holds`), which comes first when both apply. A reference may point forward within one write, and
   * its judgements take effect together: versions inside a write are not moments that anyone could have seen.
   */
  write(write: Write, changes: readonly Change[] | AsyncIterable<readonly Change[]>): Promise<Written>;

  /** Newest first. */
  history(id: Id, paging: { limit: number; before?: number }): Promise<Page<Version>>;
  /** Who wrote each of these versions, in their order; null where there is no such version. */
  authors(versions: readonly number[]): Promise<(string | null)[]>;
  /** Versions greater than `after`, oldest first; of one batch if given. Long texts make a page shorter than `limit`; `more` tells. */
  changes(query: { after: number; limit: number; batch?: Id; kinds?: readonly RecordKind[] }): Promise<Page<Version>>;
  /** Every record of these kinds, one kind after the other, each kind in order of first version; in pages, one consistent snapshot. */
  records(query: { kinds: readonly RecordKind[]; asOf?: number }): AsyncIterable<Stored[]>;

  getEntry(space: KeyValueEntry['space'], key: string): Promise<unknown>;
  listEntries(space: KeyValueEntry['space']): Promise<{ key: string; value: unknown }[]>;
  /** Of several with one key, the last one stays. */
  putEntries(entries: readonly KeyValueEntry[]): Promise<void>;

  /** Calls made in `work` are for somebody who may leave: once the signal aborts, a read may be given up, and then throws UNAVAILABLE. Writes always end. */
  whileWanted<T>(left: AbortSignal, work: () => Promise<T>): Promise<T>;

  stats(asOf?: number): Promise<Stats>;
  /** Checks its own integrity: files, indexes, attributions against the claims. Empty when all is well. */
  verify(progress?: (done: number, total: number) => void): Promise<string[]>;
  /** Writes a consistent copy that `restore` can open. Stores that are backed up by their own tools refuse, and name the tool. */
  backup(path: string): Promise<void>;
  /** Resolves when the store answers; throws UNAVAILABLE. */
  ready(): Promise<void>;
  /** Waits for writes under way. */
  close(): Promise<void>;
}
