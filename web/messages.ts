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
export const some = (n: number, one: string, other: string): string =>
  `${count(n)} ${plurals.select(n) === 'one' ? one : other}`;
export const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase(LANGUAGE) + text.slice(1);

const alsoVague = (n: number): string => (n === 0 ? '' : `; ${count(n)} more of vague date may be`);

const list = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });

export const messages = {
  product: ['On', 'Record'],
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
    /** `202X`, `20XX`. */
    digitsUnknown: (known: string, unknown: number) =>
      unknown === 1 ? `${known}0s` : `${known}${'0'.repeat(unknown)}–${known}${'9'.repeat(unknown)}`,
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

  andMore: (n: number) => `and ${count(n)} more`,
  close: 'Close',
  dismiss: 'Dismiss',
  retry: 'Try again',
  loading: 'Loading',
  loadingNetwork: 'Reading the network',
  loadingLong: 'Still reading. A large network takes a while; a filter or a window of time makes it smaller.',
  copied: 'Copied',
  copyErrorId: 'Copy the id',
  copyLink: 'Copy link',
  longLink: 'This link is longer than 2,000 characters; some programs will cut it. Take off a filter to shorten it.',
  errorId: 'If you report this, give this id:',
  partial: 'Part of this could not be read.',
  retryAfter: (seconds: number) => `Ask again in ${some(seconds, 'second', 'seconds')}.`,
  addressFaults: 'Part of the address could not be read and was left out:',

  nav: { label: 'Pages', explore: 'Explore', topics: 'Topics', sources: 'Sources', api: 'API', skip: 'To the content' },
  theme: {
    system: 'as the system',
    light: 'light',
    dark: 'dark',
    button: (now: string, next: string) => `Theme: ${now}. Switch to ${next}.`,
  },

  search: {
    label: 'Search actors, events, topics, sources and words',
    placeholder: 'Search actors, events, topics, words',
    groups: { actors: 'Actors', events: 'Events', topics: 'Topics', sources: 'Sources', claims: 'Claims' },
    everywhere: (text: string) => `Search everything for “${text}”`,
    alsoNamed: 'also named',
    /** `field` is a path such as `quotes[0].exact`. */
    inText: (field: string) => {
      if (field.startsWith('quotes')) return 'in a quote:';
      return field === 'text' ? 'in its text:' : 'in its description:';
    },
    suggestions: 'Suggestions',
    suggested: (n: number) => some(n, 'suggestion', 'suggestions'),
    title: (text: string) => (text === '' ? 'Search' : `Search: ${text}`),
    found: (n: number, more: boolean) => (more ? `The first ${count(n)} that match` : some(n, 'match', 'matches')),
    none: (text: string) => `Nothing is named “${text}” or says so`,
    noneAdvice: 'Try another spelling, part of a name, or a single word. Names are found in any script.',
    ask: 'Names in any script, words of claims and quotes, texts of sources.',
    more: 'Show more',
  },

  filter: {
    group: 'Filters',
    add: '+ filter',
    back: 'All filters',
    done: 'Done',
    take: 'Apply',
    set: 'in force',
    find: 'Find a value',
    nothing: 'No claim here has such a value.',
    notFound: (text: string) => `Nothing matches “${text}”.`,
    claims: 'claims',
    only: 'only these',
    words: 'Words of the proposition or of a quote; all must occur',
    minClaims: 'Draw relations of at least so many claims',
    atLeast: (n: number) => `at least ${count(n)}`,
    version: (n: number) => `version ${count(n)}`,
    remove: (label: string, value: string) => `Remove ${label} ${value}`,
    removed: (label: string, value: string) => `${label} ${value} removed`,
    labels: {
      open: 'around',
      about: 'speaker or target',
      speakers: 'speaker',
      targets: 'target',
      topics: 'topic',
      events: 'event',
      sources: 'source',
      publishers: 'publisher',
      stances: 'stance',
      statuses: 'status',
      kinds: 'kind of claim',
      text: 'words',
      minClaims: 'claims per relation',
      targetKinds: 'about',
      undated: 'without a date',
      asOf: 'as of',
      hide: 'hidden',
      window: 'said',
    },
    hints: {
      about: 'either side',
      speakers: 'who says it',
      targets: 'what it is about',
      topics: 'about or among others',
      events: 'about it, or said at it',
      sources: 'where it is quoted',
      publishers: 'who printed it',
      stances: 'for, against, neither',
      statuses: 'accepted and disputed',
      kinds: 'demand, threat, promise',
      text: 'in claim or quote',
      minClaims: 'strong ties only',
      targetKinds: 'actors, events, topics',
    },
    notes: {
      stances: '',
      kinds: '',
      statuses: 'Nothing chosen: accepted and disputed claims. Retracted claims never stand in a network.',
      targetKinds: 'What the drawn relations are about.',
    },
  },

  time: {
    label: 'When it was said',
    saidOn: 'when it was said',
    from: 'From',
    to: 'To',
    window: 'The window as a whole',
    whole: 'All time',
    any: 'any',
    format: 'Write a date as 2021-11-18, a month as 2021-11, or a year.',
    undated: (n: number) => `${some(n, 'claim', 'claims')} without a date`,
    onlyUndated: (n: number) => `only the ${some(n, 'claim', 'claims')} without a date`,
    today: 'As known today',
    asOf: (version: number) => `As of version ${count(version)}`,
    nothing: 'No claim passes these filters.',
    allUndated: (n: number) => `${some(n, 'claim passes', 'claims pass')} these filters, all without a date.`,
    bin: (when: string, n: number, possible: number) =>
      `${when}: ${some(n, 'claim', 'claims')}${possible === 0 ? '' : `, ${count(possible)} of vague date`}`,
    before: {
      few: 'earlier',
      all: (n: number, possible: number, day: string) =>
        `${some(n, 'claim', 'claims')} long before the others, up to ${day}${alsoVague(possible)}`,
    },
    after: {
      few: 'later',
      all: (n: number, possible: number, day: string) =>
        `${some(n, 'claim', 'claims')} long after the others, from ${day}${alsoVague(possible)}`,
    },
    summary: (claims: string, range: string) => `${claims} claims, dated ${range}.`,
  },

  explore: {
    heading: 'Network of who speaks about whom',
    view: { label: 'Show as', graph: 'Network', table: 'Tables' },
    truth: (shown: string, total: string, kind: string) => `${shown} of ${total} ${kind}`,
    truthActors: 'actors',
    truthRecords: 'records',
    truthClaims: (shown: string, total: string, atLeast: boolean) =>
      `${atLeast ? 'at least ' : ''}${shown} of ${total} claims`,
    truthOfPassing: 'that pass the filters',
    truthPassing: (n: number) => `${count(n)} pass the filters`,
    truthUndated: (n: number) => `${count(n)} undated included`,
    truthCounting: 'counting claims',
    announced: (nodes: number, totalNodes: number, claims: number, totalClaims: number) =>
      `${count(nodes)} of ${count(totalNodes)} records, ${count(claims)} of ${count(totalClaims)} claims.`,
    allDrawn: (name: string) => `Everything around ${name} is drawn.`,
    expanded: (name: string) => `More around ${name}.`,
    emptyTitle: 'Nobody speaks about anybody here',
    emptyAll: 'There are no claims yet. Import some, or add one over the API.',
    emptyOther: (n: number) =>
      `No claim that passes is about an actor. ${some(n, 'claim is', 'claims are')} about events, topics or other claims.`,
    showOther: 'Show what they are about',
    emptyFilters: 'No claim passes all of these filters together.',
    drop: (label: string, value: string, n: number) => `Without “${label} ${value}”: ${some(n, 'claim', 'claims')}`,
    dropAll: 'Take off all filters',
    incomplete: (shown: number, total: number) =>
      `The ${count(shown)} strongest of ${count(total)} relations are drawn. Filter, or open an actor, to see the rest.`,
    readNewest: 'Read the newest version',
    panel: 'Evidence',
  },

  overview: {
    kicker: 'On the record',
    lead: 'Who said what about whom, with the receipts.',
    sums: (claims: number, speakers: number, sources: number) =>
      `${some(claims, 'claim', 'claims')} by ${some(speakers, 'speaker', 'speakers')}, each quoted from one of ${some(sources, 'source', 'sources')}.`,
    period: (range: string, undated: number) =>
      undated === 0 ? `Said ${range}.` : `Said ${range}; ${count(undated)} without a date.`,
    strongest: 'Most said',
    latest: 'Last said',
    hint: 'Press on a line of the network to read the words behind it, on a record to see who it is.',
    about: 'about',
    open: (speaker: string, target: string, n: number) => `${speaker} about ${target}, ${some(n, 'claim', 'claims')}`,
  },

  table: {
    tabs: { nodes: 'Records', edges: 'Relations', claims: 'Claims' },
    label: 'Tables of the network',
    columns: {
      name: 'Name',
      kind: 'Kind',
      claims: 'Claims',
      neighbours: 'Neighbours',
      speaker: 'Speaker',
      target: 'About',
      n: 'Claims',
      balance: 'Stance',
      first: 'First said',
      last: 'Last said',
      said: 'Said',
      proposition: 'Claim',
      source: 'Source',
      status: 'Status',
    },
    shown: (n: number, total: number, what: string) =>
      n === total ? `${count(n)} ${what}` : `${count(n)} of ${count(total)} ${what}`,
    records: 'records',
    relations: 'relations',
    claims: 'claims',
    strongest: 'These are the ends of the strongest relations; the other tables hold everything.',
    next: (n: number) => `Show ${count(n)} more`,
    nextPage: 'Show the next claims',
    onlyRelations: (what: string) => `Only relations of the selection: ${what}`,
    neighbours: (name: string, n: number) => `${name}: ${some(n, 'neighbour', 'neighbours')}`,
    onlySelected: (what: string) => `Only claims of the selection: ${what}`,
    keys: 'Arrow keys move between rows, Enter opens.',
    supports: (n: number) => `${count(n)} for`,
    opposes: (n: number) => `${count(n)} against`,
    neither: (n: number) => `${count(n)} neither`,
    both: (n: number) => `${count(n)} both`,
    noClaims: 'No claim passes these filters.',
    beyond: (n: number) => `${some(n, 'more claim passes', 'more claims pass')} the filters, about what is not drawn.`,
  },

  record: { broader: 'part of' },
  lists: {
    topics: 'Topics',
    topicsLead: 'What the claims take a position on.',
    noTopics: 'No topic is recorded yet.',
    sources: 'Sources',
    sourcesLead: 'Where the words were taken from.',
    noSources: 'No source is recorded yet.',
    reliability: (grade: string) => `reliability ${grade}`,
    more: 'Show more',
  },
  lost: {
    title: 'Nothing is here',
    page: 'There is no page at this address.',
    record: (id: string) => `There is no record ${id}`,
    recordAdvice: 'It may have been withdrawn with its batch, or the link was cut short.',
    toExplorer: 'To the network',
  },

  failures: {
    offline: {
      title: 'The server cannot be reached',
      advice: 'What is on the screen stays. Check the connection, or whether the server runs, and try again.',
    },
    unauthenticated: {
      title: 'Reading needs a token here',
      advice: 'This server shows its records only to those who carry a token.',
    },
    forbidden: { title: 'This token may not read that', advice: 'Ask whoever runs this server for another role.' },
    missing: { title: 'That is not there', advice: 'The record may have been withdrawn, or the link was cut short.' },
    limit: { title: 'That was too much at once', advice: 'Ask for less, or wait a moment.' },
    invalid: {
      title: 'The server could not take this question',
      advice: 'A filter asks for something that does not exist here.',
    },
    unavailable: {
      title: 'The store does not answer',
      advice: 'The server runs, but its database does not. Try again in a moment.',
    },
    broken: { title: 'Something broke', advice: 'This is a fault of the program, not yours. Trying again may help.' },
  },

  keys: {
    open: 'Keyboard shortcuts',
    title: 'Keyboard',
    single: 'Single keys work outside of fields',
    groups: [
      {
        name: 'Everywhere',
        keys: [
          ['/', 'Search'],
          ['?', 'This list'],
          ['Esc', 'Close what is open'],
        ],
      },
      {
        name: 'Explorer',
        keys: [
          ['T', 'Network or tables'],
          ['Tab', 'Into the network, the panel, the time axis'],
        ],
      },
      {
        name: 'Network',
        keys: [
          ['← ↑ → ↓', 'Nearest record in that direction'],
          ['E', 'Next relation of the record'],
          ['Enter', 'Open'],
          ['+', 'Draw more neighbours'],
          ['F', 'Find'],
        ],
      },
      {
        name: 'Time axis',
        keys: [
          ['← →', 'Move by one bar'],
          ['Shift ← →', 'Move by ten'],
          ['PageUp PageDown', 'The whole window, by its own width'],
          ['Home End', 'To the ends'],
        ],
      },
    ] as { name: string; keys: [string, string][] }[],
  },
};
