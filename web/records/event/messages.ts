// What is said of an event.

import { capital, messages } from '../../messages.ts';

export const eventMessages = {
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
};
