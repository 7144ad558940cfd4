// What the evidence says: the panel, the pages of records and of sources. General words come from the page's messages.
// Sentences are whole, so that a translation may order numbers and names as it needs. Long, because it is the one place.

import type { AnchorState, ClaimKind, ClaimStatus, LinkKind, Outcome, Stance, TimeUnit } from '../gql/generated.ts';
import { count, LANGUAGE, messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import type { Sign } from '../view/balance.ts';

const plurals = new Intl.PluralRules(LANGUAGE);
const some = (n: number, one: string, other: string) => `${count(n)} ${plurals.select(n) === 'one' ? one : other}`;
const either = new Intl.ListFormat(LANGUAGE, { type: 'disjunction' });
const clauses = new Intl.ListFormat(LANGUAGE, { type: 'unit' });
const languages = new Intl.DisplayNames(LANGUAGE, { type: 'language', fallback: 'code' });
const moments = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });

const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase(LANGUAGE) + text.slice(1);

/** The code itself where it is none that the browser knows. */
function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

export interface Sides {
  n: number;
  supports: number;
  opposes: number;
  neutral: number;
  mixed: number;
}

/** Sides that occur, most claims first. */
export function sidesOf(counts: Omit<Sides, 'n'>): [Stance, number][] {
  const sides: [Stance, number][] = [
    ['OPPOSES', counts.opposes],
    ['SUPPORTS', counts.supports],
    ['NEUTRAL', counts.neutral],
    ['MIXED', counts.mixed],
  ];
  return sides.filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a);
}

const IN: Record<Stance, (n: string) => string> = {
  SUPPORTS: (n) => `supports in ${n}`,
  OPPOSES: (n) => `opposes in ${n}`,
  NEUTRAL: (n) => `is neutral in ${n}`,
  MIXED: (n) => `is for and against at once in ${n}`,
};

export const evidenceMessages = {
  close: 'Close the evidence',
  fullPage: 'Full page',
  claimRecord: 'the claim',
  drawAround: 'Draw the network around it',
  copyLink: 'Copy link',
  tabs: {
    claims: 'Claims',
    time: 'Over time',
    back: 'Both ways',
    why: 'Why this edge',
    overview: 'Overview',
    says: (n: number) => `Says ${count(n)}`,
    told: (n: number) => `Said about it ${count(n)}`,
    about: (n: number) => `Claims ${count(n)}`,
    label: 'Evidence',
  },

  /** `12 claims · 9 Nov 2021 – 10 Jan 2022` */
  edgeKicker: (n: number, first: string | null, last: string | null) =>
    `${messages.claims(n)} · ${dateText(`${first ?? '..'}/${last ?? '..'}`)}`,
  edgeTitle: (speaker: string, target: string, sign: string) => `${speaker} about ${target}: ${sign}`,
  /** A side may be taken in as few as a quarter of the claims, so that "mostly" would be too much. */
  sign: {
    supports: 'in support',
    opposes: 'against',
    neutral: 'taking no clear side',
    mixed: 'both for and against',
  } satisfies Record<Sign, string>,
  spokenArrow: 'about',
  itself: 'itself',
  sides: (counts: Sides): string => {
    const sides = sidesOf(counts);
    if (sides.length === 1 && sides[0]) {
      const [stance] = sides[0];
      return `${capital(IN[stance](counts.n === 1 ? 'its one claim' : `all ${count(counts.n)} claims`))}.`;
    }
    return `${capital(clauses.format(sides.map(([stance, n]) => IN[stance](count(n)))))}.`;
  },
  fromSources: (n: number) => `From ${messages.sources(n)}.`,
  undated: (n: number) => `${count(n)} ${n === 1 ? 'has' : 'have'} no date.`,
  disputed: (n: number) => `${count(n)} ${n === 1 ? 'is' : 'are'} disputed.`,
  notCounted: (n: number, status: string) => `${count(n)} more ${n === 1 ? 'is' : 'are'} ${status} and not counted.`,
  side: {
    SUPPORTS: (n: number) => `${count(n)} ${n === 1 ? 'supports' : 'support'}`,
    OPPOSES: (n: number) => `${count(n)} ${n === 1 ? 'opposes' : 'oppose'}`,
    NEUTRAL: (n: number) => `${count(n)} neutral`,
    MIXED: (n: number) => `${count(n)} mixed`,
  } satisfies Record<Stance, (n: number) => string>,
  noEdge: {
    title: (speaker: string, target: string) => `${speaker} says nothing about ${target} here`,
    advice: 'No claim between the two passes the filters. Widen the window or take a filter off.',
  },

  showMore: (step: number, left: number) =>
    left <= step ? `Show the last ${count(left)}` : `Show ${count(step)} more of ${count(left)}`,
  shown: (n: number, total: number) => `${count(n)} of ${messages.claims(total)} shown.`,
  allShown: (total: number) => (total === 1 ? 'That is the one claim.' : `That is all ${messages.claims(total)}.`),
  noClaims: 'No claim passes the filters here.',
  noClaimsAdvice: 'Widen the window, or take a filter off.',
  noClaimsYet: 'No claim is recorded here yet.',

  claimKind: messages.claimKind satisfies Record<ClaimKind, string>,
  hedged: 'hedged',
  directSpeech: 'in direct speech',
  viaName: 'Through',
  reportedBy: 'Reported by',
  alsoAbout: 'Also about',
  saidAt: 'Said at',
  confidence: (share: number) => `The curator is ${Math.round(share * 100)} % sure of this reading.`,
  links: {
    DENIES: 'Denies',
    CONFIRMS: 'Confirms',
    ANSWERS: 'Answers',
    REPEATS: 'Repeats',
    QUALIFIES: 'Qualifies',
  } satisfies Record<LinkKind, string>,
  /** For every status but the usual one. */
  status: (status: ClaimStatus) => capital(`${messages.status[status]}.`),
  statusSays: {
    PROPOSED: 'Nobody has reviewed it yet.',
    ACCEPTED: '',
    DISPUTED: 'A curator objects to it.',
    REJECTED: 'A curator refused it.',
    RETRACTED: 'It was taken back and does not count.',
  } satisfies Record<ClaimStatus, string>,

  quote: {
    open: ', at these words',
    states: {
      EXACT: 'exact',
      MOVED: 'moved by an edit of the text',
      AMBIGUOUS: 'stands there more than once',
      LOST: 'no longer in the text',
      UNCHECKED: 'text not stored',
    } satisfies Record<AnchorState, string>,
    explained: {
      EXACT: 'The stored text has exactly these words at this place.',
      MOVED:
        'The text was edited after the quote was taken. The words still stand in it, but elsewhere, and nobody has confirmed where.',
      AMBIGUOUS: 'The same words stand at several places, and nothing tells which is meant.',
      LOST: 'The text was edited after the quote was taken, and these words are no longer in it.',
      UNCHECKED: 'The text of the source is not stored here, so the words could not be compared.',
    } satisfies Record<AnchorState, string>,
  },

  time: {
    units: { DAY: 'day', WEEK: 'week', MONTH: 'month', YEAR: 'year' } satisfies Record<TimeUnit, string>,
    lead: (claims: number, undated: number, unit: string) =>
      undated === 0
        ? `${messages.claims(claims)} by ${unit} of saying.`
        : `${messages.claims(claims)} by ${unit} of saying; ${count(undated)} without a date ${undated === 1 ? 'is' : 'are'} in no bar.`,
    vague: 'A claim with a vague date stands in every bar that it touches.',
    none: 'None of these claims has a date.',
    bar: (when: string, n: number, sides: string) =>
      `${when}: ${messages.claims(n)}${sides === '' ? '' : `, ${sides}`}`,
    scale: (most: number) => `The longest bar stands for ${messages.claims(most)}.`,
    press: 'Press a bar to read its claims; arrow keys move between bars.',
    chosen: (when: string, n: number) => `${when}: ${messages.claims(n)}`,
    all: 'All of them',
    label: 'Claims over time',
  },

  back: {
    none: (speaker: string, target: string) => `${speaker} says nothing about ${target} that passes the filters.`,
    silent: (what: string) => `A ${what} does not speak, so there is no way back.`,
    itself: 'This is an actor speaking about itself: both ways are one.',
    open: (n: number) => (n === 1 ? 'Read its claim as an edge' : `Read all ${messages.claims(n)}`),
  },

  why: {
    lead: 'An edge is not stored. It is counted from claims, and this is the count.',
    rule: 'The rule',
    ruleText: (speaker: string, target: string) =>
      `Every claim counts once, with the stance that ${speaker} takes in it towards ${target}. Balance is supports minus opposes, divided by the number of claims; neutral and mixed claims count as zero.`,
    ruleJoint: 'A joint claim counts fully for each of its speakers.',
    counted: 'What counts',
    sum: 'The sum',
    ids: (n: number) => `${n === 1 ? 'The one claim' : `The ${messages.claims(n)}`} behind it`,
    reading: (read: number, total: number) => `Reading ${count(read)} of ${messages.claims(total)}`,
    equal: 'Counted again from the claims listed below, the numbers are the same.',
    differs: 'Counted again from the claims listed below, the numbers differ: the record changed meanwhile.',
    recount: 'Count again',
    columns: { side: 'Side', edge: 'Edge', list: 'List below' },
    total: 'claims',
    balance: 'balance',
    permalink: 'Copy the link to this count',
    rows: { SUPPORTS: 'supports', OPPOSES: 'opposes', NEUTRAL: 'neutral', MIXED: 'mixed' } satisfies Record<
      Stance,
      string
    >,
    signed: (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`,
  },

  /** The filter in words, one clause each. */
  filter: {
    pair: (speaker: string, target: string) => `said by ${speaker} about ${target}`,
    statuses: (list: string[]) => `whose status is ${either.format(list)}`,
    statusesDefault: 'that are accepted or disputed; proposed, rejected and retracted claims do not count',
    stances: (list: string[]) => `that are ${either.format(list)}`,
    window: (range: string) => `said ${range}`,
    undated: {
      INCLUDE: 'with or without a date',
      EXCLUDE: 'that have a date',
      ONLY: 'without a date',
    },
    speakers: (names: string[]) => `whose speaker is ${either.format(names)}`,
    targets: (names: string[]) => `that are about ${either.format(names)}`,
    about: (names: string[]) => `with ${either.format(names)} as speaker or target`,
    between: (names: string[]) => `whose speaker and target are among ${either.format(names)}`,
    topics: (names: string[]) => `that also take a position on ${either.format(names)}`,
    events: (names: string[]) => `about ${either.format(names)}, or said there`,
    sources: (names: string[]) => `quoted from ${either.format(names)}`,
    publishers: (names: string[]) => `printed by ${either.format(names)}`,
    kinds: (list: string[]) => `that are a ${either.format(list)}`,
    text: (words: string) => `with the words “${words}”`,
    asOf: (version: number) => `as the record stood at version ${count(version)}`,
    directSpeech: (direct: boolean) => (direct ? 'in direct speech' : 'not in direct speech'),
    more: (n: number) => `${count(n)} others`,
  },

  actor: {
    counts: (speaks: number, told: number) =>
      `Speaks in ${messages.claims(speaks)}, is spoken about in ${count(told)}.`,
    nameKinds: { also: 'Also', spelt: 'Spelt', standsFor: 'Where it acts, it is called', former: 'Formerly' },
    roles: 'Roles',
    targets: 'Speaks most about',
    critics: 'Opposed by',
    supporters: 'Supported by',
    nobody: 'Nobody, in these claims.',
    nothing: 'Nothing, in these claims.',
    further: (n: number) => `and ${count(n)} more`,
    elsewhere: 'Elsewhere',
    merged: 'Also stands for',
  },

  event: {
    when: 'When',
    place: 'Where',
    participants: 'Took part',
    affected: 'Concerned',
    status: {
      HAPPENED: 'It took place.',
      PLANNED: 'It was announced for later.',
      ALLEGED: 'Somebody says that it took place.',
      CANCELLED: 'It was announced and called off.',
    },
    quotes: 'On record in',
    noQuotes: 'No quote is kept for the event itself.',
    counts: (n: number) => (n === 0 ? 'No claim is about the event itself.' : `${messages.claims(n)} about it.`),
    on: (date: string) => `${capital(date)}.`,
    claims: 'Said about it, or at it',
  },

  topic: {
    kicker: 'topic',
    counts: (n: number) =>
      n === 0
        ? 'No claim takes a position on it.'
        : `${messages.claims(n)} take${n === 1 ? 's' : ''} a position on it.`,
    broader: 'Part of',
    sides: 'Both sides',
    moreQuotes: (n: number) => `${some(n, 'more quote', 'more quotes')}`,
    for: 'For it',
    against: 'Against it',
    neither: 'Neither, or both',
    nobodyFor: 'Nobody speaks for it in these claims.',
    nobodyAgainst: 'Nobody speaks against it in these claims.',
  },

  claim: {
    kicker: 'claim',
    aboutThis: 'Said about this claim',
    nothingAbout: 'Nobody speaks about this claim.',
    history: 'History of the record',
    version: (outcome: Outcome, author: string) =>
      `${{ ADDED: 'Added', CHANGED: 'Changed', REMOVED: 'Removed' }[outcome]} by ${author}`,
    changed: (fields: string[]) => `Changed: ${clauses.format(fields)}.`,
    moreVersions: 'Older versions are in the API.',
    quote: (place: number, total: number, source: string) =>
      total === 1 ? source : `Quote ${count(place)} of ${count(total)}: ${source}`,
    words: 'The words',
  },

  source: {
    kicker: (kind: string, publisher: string | null) => (publisher === null ? kind : `${kind} · ${publisher}`),
    by: 'By',
    published: 'Published',
    retrieved: 'Retrieved',
    language: 'Language',
    licence: 'Licence',
    reliability: 'Reliability',
    checksum: 'SHA-256',
    checksumOf: (stored: boolean) => (stored ? 'of the stored text' : 'of the document that was read'),
    original: 'The original',
    archived: 'Archived copy',
    grades: {
      A: 'A, completely reliable',
      B: 'B, usually reliable',
      C: 'C, fairly reliable',
      D: 'D, not usually reliable',
      E: 'E, unreliable',
      F: 'F, cannot be judged',
    },
    text: 'Text of the source',
    claims: (n: number) => `${messages.claims(n)} taken from it`,
    someClaims: (n: number, total: number) => `${count(n)} of ${messages.claims(total)} taken from it`,
    noClaims: 'No claim was taken from it.',
    noText: {
      title: 'The text is not stored here',
      advice:
        'Only the record of this source is kept: who published it, when, and where to read it. Quotes from it are kept as they were typed in and could not be compared.',
    },
    empty: 'The stored text is empty.',
    notFound: {
      title: 'Quote not found in this version',
      exact: 'These words are quoted, and do not stand at that place in the text as it is stored now:',
      beyond: (start: number, end: number, length: number) =>
        `The link points to the characters ${count(start)} to ${count(end)}, and the text has ${count(length)}.`,
      never: 'Nothing else is marked instead.',
    },
    marked: (words: string) => `Marked: “${words}”`,
    looking: (read: number, total: number) =>
      `Looking for the claim that quotes this place: ${count(read)} of ${messages.claims(total)} read.`,
    notCounted: (n: number) => `, ${count(n)} of them not counted`,
    unquoted: 'No claim quotes exactly these words. They are marked because the link points to them.',
  },

  language: languageName,
  moment: (iso: string) => moments.format(new Date(iso)),
};
