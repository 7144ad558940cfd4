// Keys and questions as Neo4j gets them: titles that sort by code point though it compares UTF-16, terms that Lucene cannot
// take for its own language, and releases that are old enough or new enough.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints } from '../../server/domain/code-points.ts';
import { parseQuery } from '../../server/domain/text.ts';
import { beginningsQuery, luceneQuery } from '../../server/store/neo4j/lucene.ts';
import { checkRelease } from '../../server/store/neo4j/setup.ts';
import { titleKey, titleOf } from '../../server/store/neo4j/title-key.ts';

const titles = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'Z', '\uE000', '\uFFFD', '\uFF21', '\u{1F600}'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 8,
});

test('keys sort by UTF-16 as their titles sort by code point, and lead back to them', () => {
  fc.assert(
    fc.property(titles, titles, (a, b) => {
      const [left, right] = [titleKey(a), titleKey(b)];
      expect(Math.sign(left < right ? -1 : left > right ? 1 : 0)).toBe(Math.sign(compareCodePoints(a, b)));
      expect(titleOf(left)).toBe(a);
      expect(left.isWellFormed()).toBe(true);
    }),
    { numRuns: 2_000, seed: 7 },
  );
});

test('a title without rare characters is its own key', () => {
  expect(titleKey('Größe, 北约, Зеленський')).toBe('Größe, 北约, Зеленський');
});

test('terms become a question in which nothing is an operator', () => {
  expect(luceneQuery(parseQuery('NATO AND Russia'))).toBe('+nato +and +russia*');
  expect(luceneQuery(parseQuery('nato-russia '))).toBe('+nato +russia');
  expect(beginningsQuery(parseQuery('ann b.'))).toBe('+ann* +b*');
});

test.each(['Neo4j/5.26.0', 'Neo4j/5.27-aura', 'Neo4j/2025.01.0', 'Neo4j/2026.08.1'])('%s will do', (agent) => {
  expect(() => checkRelease(agent)).not.toThrow();
});

test.each(['Neo4j/4.4.30', 'Neo4j/5.25.1', ''])('"%s" is refused, with what is needed', (agent) => {
  expect(() => checkRelease(agent)).toThrow('needs Neo4j 5.26 or later');
});
