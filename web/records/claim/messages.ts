// What the page and the card of a claim say beside the claim itself.

import type { Outcome } from '../../gql/generated.ts';
import { count, LANGUAGE } from '../../messages.ts';

const clauses = new Intl.ListFormat(LANGUAGE, { type: 'unit' });
const moments = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });

export const claimMessages = {
  kicker: 'claim',
  aboutThis: 'Said about this claim',
  nothingAbout: 'Nobody speaks about this claim.',
  history: 'History of the record',
  version: (outcome: Outcome, author: string) =>
    `${{ ADDED: 'Added', CHANGED: 'Changed', REMOVED: 'Removed' }[outcome]} by ${author}`,
  changed: (fields: string[]) => `Changed: ${clauses.format(fields)}.`,
  moreVersions: 'Older versions are in the API.',
  quote: (index: number, total: number, source: string) =>
    total === 1 ? source : `Quote ${count(index)} of ${count(total)}: ${source}`,
  words: 'The words',
  confidence: (share: number) => `The curator is ${Math.round(share * 100)} % sure of this reading.`,
  moment: (iso: string) => moments.format(new Date(iso)),
};
