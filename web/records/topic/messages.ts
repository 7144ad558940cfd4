// What is said of a topic and its two sides.

import { count, messages, some } from '../../messages.ts';

export const topicMessages = {
  about: (n: number) => `Claims ${count(n)}`,
  kicker: 'topic',
  counts: (n: number) =>
    n === 0 ? 'No claim takes a position on it.' : `${messages.claims(n)} take${n === 1 ? 's' : ''} a position on it.`,
  broader: 'Part of',
  sides: 'Both sides',
  moreQuotes: (n: number) => `${some(n, 'more quote', 'more quotes')}`,
  for: 'For it',
  against: 'Against it',
  neither: 'Neither, or both',
  nobodyFor: 'Nobody speaks for it in these claims.',
  nobodyAgainst: 'Nobody speaks against it in these claims.',
};
