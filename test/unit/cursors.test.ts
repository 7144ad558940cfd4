import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, questionHash } from '../../server/domain/cursors.ts';

const anyKeys = fc.array(
  fc
    .oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map((key) => (key === 0 ? 0 : key)),
  { maxLength: 5 },
);
const QUERY = questionHash({ kind: 'claim', filter: { from: '2021' } });
const refused = (problem: string, field = 'after') =>
  expect.objectContaining({ code: 'INVALID', message: expect.stringMatching(`^${field} .*${problem}`) });
/** A cursor whose check is right, with any content. */
function forged(body: string): string {
  const check = createHash('sha256').update(body).digest('base64url').slice(0, 6);
  return Buffer.from(check + body).toString('base64url');
}

test('what went in comes out, in characters that need no escaping in an address', () => {
  fc.assert(
    fc.property(anyKeys, (keys) => {
      const cursor = encodeCursor({ query: QUERY, keys });
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(cursor, QUERY)).toEqual(keys);
    }),
    { numRuns: 1_000 },
  );
});

test('a cursor with any character changed, lost or added is refused', () => {
  fc.assert(
    fc.property(
      anyKeys,
      fc.nat(),
      fc.stringMatching(/^[A-Za-z0-9_=+ -]$/),
      fc.constantFrom(0, 1),
      (keys, at, character, taken) => {
        const cursor = encodeCursor({ query: QUERY, keys });
        const offset = at % cursor.length;
        const tampered = cursor.slice(0, offset) + character + cursor.slice(offset + taken);
        fc.pre(tampered !== cursor);
        expect(() => decodeCursor(tampered, QUERY)).toThrow(refused('start again without `after`'));
        expect(() => decodeCursor(cursor.slice(0, offset), QUERY)).toThrow(refused('start again without `after`'));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a cursor of another question is refused, and the field is named', () => {
  const cursor = encodeCursor({ query: QUERY, keys: ['a'] });
  expect(() => decodeCursor(cursor, questionHash({ kind: 'actor' }), 'before')).toThrow(
    refused('another question', 'before'),
  );
  expect(() => decodeCursor(cursor, questionHash({ kind: 'actor' }), 'before')).toThrow('without `before`');
});

test.each(['', ' ', 'null', 'e30', '💥', 'x'.repeat(20_000)])('%j is no cursor', (text) => {
  expect(() => decodeCursor(text, QUERY)).toThrow(refused('is not a cursor'));
});

test('content that was never ours is refused though its check is right', () => {
  expect(decodeCursor(forged(`[1,"${QUERY}","a"]`), QUERY)).toEqual(['a']);
  expect(() => decodeCursor(forged(`[0,"${QUERY}","a"]`), QUERY)).toThrow(refused('another version'));
  for (const body of ['', '{', '{}', 'null', '[]', `[1,"${QUERY}",null]`, `[1,"${QUERY}",{}]`])
    expect(() => decodeCursor(forged(body), QUERY)).toThrow(refused('without `after`'));
});

test('questions are the same whatever the order of their fields', () => {
  expect(questionHash({ a: 1, b: { c: ['é'], d: undefined } })).toBe(questionHash({ b: { c: ['e\u0301'] }, a: 1 }));
  expect(questionHash({ a: [1, 2] })).not.toBe(questionHash({ a: [2, 1] }));
  expect(QUERY).toMatch(/^[A-Za-z0-9_-]{12}$/);
});
