import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesBetween } from '../../server/domain/text-differences.ts';

test.each([
  ['the same', 'the same', []],
  ['We won’t act.', 'We will not act.', [['won’t', 'will not']]],
  ['We agree with Syldavia.', 'We agree with Borduria.', [['Syldavia', 'Borduria']]],
  [
    'the cat sat on the mat',
    'the dog sat upon the mat',
    [
      ['cat', 'dog'],
      ['on', 'upon'],
    ],
  ],
  ['We act now', 'We act', [[' now', '']]],
  ['', 'all of it', [['', 'all of it']]],
  [
    'caf\u00e9 “noir”',
    'cafe "noir"',
    [
      ['caf\u00e9 “', 'cafe "'],
      ['”', '"'],
    ],
  ],
])('from %j to %j', (given, found, expected) => {
  expect(differencesBetween(given, found)).toEqual(expected.map(([given, found]) => ({ given, found })));
});

const words = fc.array(fc.constantFrom('we', 'do', 'not', ' ', ', ', '.', '😀', '\n'), { maxLength: 60 });

test('each stands in its text, in order, and what is left is in both the same but for white space', () => {
  const rest = (text: string, cut: readonly string[]) => {
    const left: string[] = [];
    let at = 0;
    // The last difference reaches to where the common end begins, so each is looked for from the last on.
    for (const one of cut) {
      const found = text.indexOf(one, at);
      expect(found).toBeGreaterThanOrEqual(at);
      left.push(text.slice(at, found));
      at = found + one.length;
    }
    return left;
  };
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [given, found] = [a.join(''), b.join('')];
      const differences = differencesBetween(given, found);
      expect(differences.length === 0).toBe(given === found);
      expect(differences.length).toBeLessThanOrEqual(20);
      for (const one of differences) expect(one.given).not.toBe(one.found);
      rest(
        given,
        differences.map((one) => one.given),
      );
      rest(
        found,
        differences.map((one) => one.found),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('of many the last takes in the rest; of too much all is one', () => {
  const many = (word: string) => Array.from({ length: 50 }, (_, index) => `${word}${index}`).join(' and ');
  const differences = differencesBetween(many('a'), many('b'));
  expect(differences).toHaveLength(20);
  expect(differences[0]).toEqual({ given: 'a0', found: 'b0' });
  expect(differences.at(-1)?.given).toBe(many('a').slice(many('a').indexOf('a19')));
  const long = (word: string) => `start ${`${word} `.repeat(4_000)}end`;
  expect(differencesBetween(long('x'), long('y'))).toHaveLength(1);
});
