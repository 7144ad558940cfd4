// What a claim says of itself wherever it stands, what a list of claims says, and claims by the time of saying.

import type { ClaimStatus, LinkKind, Stance, TimeUnit } from '../../gql/generated.ts';
import { capital, count, messages } from '../../messages.ts';

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

export const claimsMessages = {
  showMore: (step: number, left: number) =>
    left <= step ? `Show the last ${count(left)}` : `Show ${count(step)} more of ${count(left)}`,
  shown: (n: number, total: number) => `${count(n)} of ${messages.claims(total)} shown.`,
  allShown: (total: number) => (total === 1 ? 'That is the one claim.' : `That is all ${messages.claims(total)}.`),
  noClaims: 'No claim passes the filters here.',
  noClaimsAdvice: 'Widen the window, or take a filter off.',
  noClaimsYet: 'No claim is recorded here yet.',

  hedged: 'hedged',
  directSpeech: 'in direct speech',
  viaName: 'Through',
  reportedBy: 'Reported by',
  alsoAbout: 'Also about',
  saidAt: 'Said at',
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

  side: {
    SUPPORTS: (n: number) => `${count(n)} ${n === 1 ? 'supports' : 'support'}`,
    OPPOSES: (n: number) => `${count(n)} ${n === 1 ? 'opposes' : 'oppose'}`,
    NEUTRAL: (n: number) => `${count(n)} neutral`,
    MIXED: (n: number) => `${count(n)} mixed`,
  } satisfies Record<Stance, (n: number) => string>,
  time: {
    units: {
      DAY: 'day',
      WEEK: 'week',
      MONTH: 'month',
      YEAR: 'year',
      DECADE: 'decade',
      CENTURY: 'century',
    } satisfies Record<TimeUnit, string>,
    lead: (claims: number, undated: number, unit: string) =>
      undated === 0
        ? `${messages.claims(claims)} by ${unit} of saying.`
        : `${messages.claims(claims)} by ${unit} of saying; ${count(undated)} without a date ${undated === 1 ? 'is' : 'are'} in no bar.`,
    vague: 'A claim with a vague date stands, lighter, in every bar that it touches.',
    none: 'None of these claims has a date.',
    bar: (when: string, n: number, possible: number, sides: string) =>
      `${when}: ${messages.claims(n)}${possible === 0 ? '' : `, ${count(possible)} of vague date`}${sides === '' ? '' : `, ${sides}`}`,
    before: (n: number) => `${messages.claims(n)} long before`,
    after: (n: number) => `${messages.claims(n)} long after`,
    scale: (most: number) => `The longest bar stands for ${messages.claims(most)}.`,
    press: 'Press a bar to read its claims; arrow keys move between bars.',
    chosen: (when: string, n: number) => `${when}: ${messages.claims(n)}`,
    all: 'All of them',
    label: 'Claims over time',
  },
};
