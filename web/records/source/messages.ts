// What is said of a source, and of the claims taken from its text.

import { count, messages } from '../../messages.ts';

export const sourceMessages = {
  kicker: (kind: string, publisher: string | null) => (publisher === null ? kind : `${kind} · ${publisher}`),
  by: 'By',
  basedOnIt: 'Based on it',
  claimsOfThese: 'Claims taken from what is based on it',
  published: 'Published',
  retrieved: 'Retrieved',
  language: 'Language',
  licence: 'Licence',
  reliability: 'Reliability',
  checksum: 'SHA-256',
  checksumOf: (stored: boolean) => (stored ? 'of the stored text' : 'of the document that was read'),
  archived: 'Archived copy',
  grades: {
    A: 'A, completely reliable',
    B: 'B, usually reliable',
    C: 'C, fairly reliable',
    D: 'D, not usually reliable',
    E: 'E, unreliable',
    F: 'F, cannot be judged',
  },
  claims: (n: number) => `${messages.claims(n)} taken from it`,
  someClaims: (n: number, total: number) => `${count(n)} of ${messages.claims(total)} taken from it`,
  noClaims: 'No claim was taken from it.',
  marked: (words: string) => `Marked: “${words}”`,
  looking: (read: number, total: number) =>
    `Looking for the claim that quotes these words: ${count(read)} of ${messages.claims(total)} read.`,
  notCounted: (n: number) => `, ${count(n)} of them not counted`,
  unquoted: 'No claim quotes exactly these words. They are marked because the link points to them.',
  claimRecord: 'the claim',
};
