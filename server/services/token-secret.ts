// The secret of a token: `onr_`, 256 random bits, and a checksum, so that a mistyped token is told apart from an unknown
// one without asking the store. Only its SHA-256 is ever kept.

import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'onr_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^43 > 2^256, and 62^6 > 2^32. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const SHAPE = /^onr_[0-9A-Za-z]{49}$/;

export function newSecret(): string {
  const random = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_LENGTH);
  return PREFIX + random + checksum(random);
}

/** What is wrong with it before anyone looks it up, or null. */
export function secretProblem(secret: string): string | null {
  if (!SHAPE.test(secret))
    return `is not a token of this server: it begins with ${PREFIX} and has 53 characters; copy it again`;
  const random = secret.slice(PREFIX.length, PREFIX.length + RANDOM_LENGTH);
  return secret.endsWith(checksum(random)) ? null : 'is mistyped: its checksum does not fit; copy it again';
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function checksum(random: string): string {
  return base62(BigInt(crc32(random)), CHECKSUM_LENGTH);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let left = value; left > 0n; left /= 62n) text = ALPHABET[Number(left % 62n)] + text;
  return text.padStart(length, '0');
}
