// Every word that the page itself says, in one place, so that it can be said in another language.
// Sentences are whole: a translation may order numbers and names as it needs.

import type {
  ActorKind,
  ClaimKind,
  ClaimStatus,
  EventKind,
  EventStatus,
  MatchClass,
  RecordKind,
  SourceKind,
  Stance,
} from './gql/generated.ts';

export const LANGUAGE = 'en-GB';

const numbers = new Intl.NumberFormat(LANGUAGE);
const plurals = new Intl.PluralRules(LANGUAGE);
export const count = (n: number): string => numbers.format(n);
/** `1 claim`, `12 claims`. */
const some = (n: number, one: string, other: string): string =>
  `${count(n)} ${plurals.select(n) === 'one' ? one : other}`;
const list = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });

export const messages = {
  product: ['On', 'Record'],
  tagline: 'Who said what about whom, with the receipts.',
  title: (page: string | null) => (page === null ? 'On Record' : `${page} – On Record`),

  claims: (n: number) => some(n, 'claim', 'claims'),
  actors: (n: number) => some(n, 'actor', 'actors'),
  records: (n: number) => some(n, 'record', 'records'),
  relations: (n: number) => some(n, 'relation', 'relations'),
  sources: (n: number) => some(n, 'source', 'sources'),
  and: (items: string[]) => list.format(items),

  dates: {
    undated: 'undated',
    seasons: { spring: 'spring', summer: 'summer', autumn: 'autumn', winter: 'winter' },
    season: (season: string, year: string) => `${season} ${year}`,
    about: (date: string) => `about ${date}`,
    uncertain: (date: string) => `${date} (uncertain)`,
    since: (date: string) => `since ${date}`,
    until: (date: string) => `until ${date}`,
    oneDayOf: (range: string) => `once in ${range}`,
    range: (start: string, end: string) => `${start} – ${end}`,
    days: (start: string, end: string) => `${start}–${end}`,
  },

  stance: { SUPPORTS: 'supports', OPPOSES: 'opposes', NEUTRAL: 'neutral', MIXED: 'mixed' } satisfies Record<
    Stance,
    string
  >,
  status: {
    PROPOSED: 'proposed',
    ACCEPTED: 'accepted',
    DISPUTED: 'disputed',
    REJECTED: 'rejected',
    RETRACTED: 'retracted',
  } satisfies Record<ClaimStatus, string>,
  claimKind: {
    STATEMENT: 'statement',
    DEMAND: 'demand',
    PROMISE: 'promise',
    THREAT: 'threat',
    DENIAL: 'denial',
    ASSESSMENT: 'assessment',
    REPORT_OF_OPINION: 'reported opinion',
    QUESTION: 'question',
  } satisfies Record<ClaimKind, string>,
  actorKind: {
    PERSON: 'person',
    STATE: 'state',
    ORGANIZATION: 'organization',
    INSTITUTION: 'institution',
    GROUP: 'group',
    OUTLET: 'outlet',
  } satisfies Record<ActorKind, string>,
  eventKind: {
    MEETING: 'meeting',
    CALL: 'call',
    NEGOTIATION: 'negotiation',
    VOTE: 'vote',
    AGREEMENT: 'agreement',
    DECISION: 'decision',
    PUBLICATION: 'publication',
    MILITARY: 'military event',
    ELECTION: 'election',
    PROTEST: 'protest',
    OTHER: 'event',
  } satisfies Record<EventKind, string>,
  eventStatus: {
    HAPPENED: 'happened',
    PLANNED: 'planned',
    ALLEGED: 'alleged',
    CANCELLED: 'cancelled',
  } satisfies Record<EventStatus, string>,
  sourceKind: {
    ARTICLE: 'article',
    BRIEFING: 'briefing',
    TREATY: 'treaty',
    TRANSCRIPT: 'transcript',
    SPEECH: 'speech',
    POST: 'post',
    VIDEO: 'video',
    REPORT: 'report',
    OFFICIAL_RECORD: 'official record',
    DATASET: 'data set',
    OTHER: 'document',
  } satisfies Record<SourceKind, string>,
  recordKind: {
    ACTOR: 'actor',
    EVENT: 'event',
    TOPIC: 'topic',
    SOURCE: 'source',
    CLAIM: 'claim',
    JUDGEMENT: 'judgement',
    VIEW: 'view',
    BATCH: 'batch',
  } satisfies Record<RecordKind, string>,
  recordKinds: { ACTOR: 'actors', EVENT: 'events', TOPIC: 'topics', CLAIM: 'claims' },
  match: {
    NAME: 'name',
    NAME_START: 'start of a name',
    WORD: 'word of a name',
    PART: 'part of a name',
    TEXT: 'text',
  } satisfies Record<MatchClass, string>,
};
