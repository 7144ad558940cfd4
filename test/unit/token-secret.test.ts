import { describe, expect, test } from 'vitest';
import { newSecret, secretHash, secretProblem } from '../../server/services/token-secret.ts';

describe('the secret of a token', () => {
  test('has a prefix, 256 random bits and a checksum, in letters and digits', () => {
    expect(newSecret()).toMatch(/^onr_[0-9A-Za-z]{49}$/);
    expect(new Set(Array.from({ length: 1000 }, newSecret)).size).toBe(1000);
  });

  test('is right as it was made', () => {
    for (let round = 0; round < 200; round++) expect(secretProblem(newSecret())).toBeNull();
  });

  test('tells one wrong character from an unknown token, wherever it is', () => {
    const secret = newSecret();
    for (let at = 'onr_'.length; at < secret.length; at++) {
      const other = secret[at] === 'a' ? 'b' : 'a';
      expect(secretProblem(secret.slice(0, at) + other + secret.slice(at + 1))).toContain('checksum');
    }
  });

  test.each(['', 'onr_', 'ghp_abcdef', newSecret().slice(1), `${newSecret()}x`])(
    'refuses what has another shape: %s',
    (secret) => {
      expect(secretProblem(secret)).toContain('is not a token of this server');
    },
  );

  test('is kept as its SHA-256 alone', () => {
    expect(secretHash('onr_')).toBe('9665c532e38f206a694121176f9679de6cf9c2242c5dd28d74f8787244260d95');
  });
});
