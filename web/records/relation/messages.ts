// What is said of a relation: who about whom and how, why it counts so, and the filter in words.
// Sentences are whole, so that a translation may order numbers and names as it needs.

import type { Stance } from '../../gql/generated.ts';
import { capital, count, LANGUAGE, messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import type { Sign } from '../../view/balance.ts';
import { type Sides, sidesOf } from '../claims/messages.ts';

const either = new Intl.ListFormat(LANGUAGE, { type: 'disjunction' });
const clauses = new Intl.ListFormat(LANGUAGE, { type: 'unit' });

const IN: Record<Stance, (n: string) => string> = {
  SUPPORTS: (n) => `supports in ${n}`,
  OPPOSES: (n) => `opposes in ${n}`,
  NEUTRAL: (n) => `is neutral in ${n}`,
  MIXED: (n) => `is for and against at once in ${n}`,
};

export const relationMessages = {
  tabs: { claims: 'Claims', back: 'Both ways', why: 'Why this edge' },
  /** `12 claims · 9 Nov 2021 – 10 Jan 2022` */
  kicker: (n: number, first: string | null, last: string | null) =>
    `${messages.claims(n)} · ${dateText(`${first ?? '..'}/${last ?? '..'}`)}`,
  title: (speaker: string, target: string, sign: string) => `${speaker} about ${target}: ${sign}`,
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
  noEdge: {
    title: (speaker: string, target: string) => `${speaker} says nothing about ${target} here`,
    advice: 'No claim between the two passes the filters. Widen the window or take a filter off.',
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
};
