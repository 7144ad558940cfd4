import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPosition } from '../../web/records/quotes/check-position.ts';
import {
  contextOf,
  paragraphsOf,
  piecesOf,
  pointAt,
  pointLength,
  slicePoints,
  standsAt,
  unitAt,
} from '../../web/records/quotes/positions.ts';

/** Texts with curly quotes, letters of two units, and blank lines of every sort. */
const text = fc
  .array(fc.constantFrom('a', 'é', '“', '𝔊', '🇺🇦', ' ', '\n', '\n\n', '\r\n\r\n', '\n \n'), { maxLength: 60 })
  .map((parts) => parts.join(''));
const textAndSpan = text.chain((whole) => {
  const length = [...whole].length;
  return fc.tuple(fc.constant(whole), fc.nat(length), fc.nat(length)).map(([words, one, other]) => ({
    text: words,
    span: { start: Math.min(one, other), end: Math.max(one, other) },
  }));
});

describe('code points of a text', () => {
  test('are counted and cut as an array of them would be', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text: whole, span }) => {
        const points = [...whole];
        expect(pointLength(whole)).toBe(points.length);
        expect(unitAt(whole, span.start)).toBe(points.slice(0, span.start).join('').length);
        expect(slicePoints(whole, span)).toBe(points.slice(span.start, span.end).join(''));
      }),
    );
  });

  test('are not units: an offset behind a letter of two units is found', () => {
    expect(slicePoints('𝔊𝔊 “so it is”', { start: 4, end: 12 })).toBe('so it is');
  });
});

describe('paragraphs', () => {
  test('keep every word at its position, and nothing but white space falls between them', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const points = [...whole];
        const paragraphs = paragraphsOf(whole);
        let last = 0;
        for (const { start, end, text: words } of paragraphs) {
          expect(points.slice(start, end).join('')).toBe(words);
          expect(points.slice(last, start).join('').trim()).toBe('');
          expect(words).not.toMatch(/\n[^\S\n]*\n/);
          last = end;
        }
        expect(points.slice(last).join('').trim()).toBe('');
      }),
    );
  });

  test('end at blank lines, not at line ends', () => {
    expect(paragraphsOf('One\nline.\n\nTwo.\r\n \r\n\r\nThree.').map((paragraph) => paragraph.text)).toEqual([
      'One\nline.',
      'Two.',
      'Three.',
    ]);
  });

  test('a text of nothing has none', () => {
    expect(paragraphsOf('')).toEqual([]);
    expect(paragraphsOf(' \n\n ')).toEqual([]);
  });
});

describe('the pieces of a span', () => {
  test('are the words of the span, less what stands between paragraphs', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text: whole, span }) => {
        const paragraphs = paragraphsOf(whole);
        const words = piecesOf(paragraphs, span).map(({ paragraph, from, to }) =>
          paragraphs[paragraph]?.text.slice(from, to),
        );
        const inside = [...whole].filter(
          (_, point) =>
            span.start <= point &&
            point < span.end &&
            paragraphs.some(({ start, end }) => start <= point && point < end),
        );
        expect(words.join('')).toBe(inside.join(''));
      }),
    );
  });

  test('lead back to the code points they came from', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text: whole, span }) => {
        const paragraphs = paragraphsOf(whole);
        for (const { paragraph, from, to } of piecesOf(paragraphs, span)) {
          const at = paragraphs[paragraph];
          if (at === undefined) throw new Error('a piece of no paragraph');
          expect(pointAt(at, from)).toBe(Math.max(span.start, at.start));
          expect(pointAt(at, to)).toBe(Math.min(span.end, at.end));
        }
      }),
    );
  });
});

describe('a quote stands at its position', () => {
  const source = 'He said: “We will 𝔊o.” He said: “We will stay.”';

  test('when exactly these words stand exactly there', () => {
    expect(standsAt(source, 'We will 𝔊o.', { start: 10, end: 21 })).toBe(true);
    expect(checkPosition(source, { exact: 'We will 𝔊o.', start: 10, end: 21, state: 'EXACT' })).toEqual({
      found: true,
      span: { start: 10, end: 21 },
    });
  });

  test.each([
    ['other words', { exact: 'We will go.', start: 10, end: 21 }],
    ['one character off', { exact: 'We will 𝔊o.', start: 11, end: 22 }],
    ['the right words at another position', { exact: 'We will', start: 10, end: 18 }],
    ['its last words, and an end beyond the text', { exact: 'stay.”', start: 41, end: 400 }],
    ['without a position', { exact: 'We will 𝔊o.', start: null, end: null }],
  ])('and not with %s', (_, quote) => {
    expect(checkPosition(source, { ...quote, state: 'EXACT' })).toEqual({ found: false });
  });

  test.each(['MOVED', 'AMBIGUOUS', 'LOST', 'UNCHECKED'] as const)(
    'and not the same words there, while it is %s',
    (state) => {
      expect(checkPosition(source, { exact: 'We will 𝔊o.', start: 10, end: 21, state })).toEqual({ found: false });
    },
  );
});

describe('the words around a quote', () => {
  test('begin and end with whole words where they were cut', () => {
    expect(
      contextOf({ prefix: 'der with Ukraine, he added that ', suffix: ' nor admit those countries, and ' }),
    ).toEqual({
      before: '… with Ukraine, he added that ',
      after: ' nor admit those countries, and …',
    });
  });

  test('do not cross into another paragraph', () => {
    expect(
      contextOf({ prefix: 's expansion in Eastern Europe.\n\n', suffix: '.\n\nIn mid-December the Foreign M' }),
    ).toEqual({ before: '', after: '.' });
  });

  test('are whole at the beginning and the end of a text', () => {
    expect(contextOf({ prefix: 'For close to two months ', suffix: ' at last.' })).toEqual({
      before: 'For close to two months ',
      after: ' at last.',
    });
  });

  test('are kept whole in scripts without spaces', () => {
    const prefix = '外'.repeat(32);
    expect(contextOf({ prefix, suffix: prefix })).toEqual({ before: `… ${prefix}`, after: `${prefix} …` });
  });
});
