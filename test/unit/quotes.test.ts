import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointLength, sliceCodePoints } from '../../server/domain/code-points.ts';
import { findText } from '../../server/domain/find-text.ts';
import { nearestSpans } from '../../server/domain/nearest.ts';
import type { Place } from '../../server/domain/quote-places.ts';
import { nfc, occurrenceAt, sourceText, wordsIn } from '../../server/domain/quote-places.ts';
import type { QuoteToAnchor } from '../../server/domain/quotes.ts';
import { anchored, findQuote, findQuoteOrNearest, refusal } from '../../server/domain/quotes.ts';
import { inWords } from '../support/faults.ts';

const TEXT =
  'He said: “Ukraine’s security guarantees — all of them —\nwill be signed in Kyiv”. 😀 Later the guarantees were signed.';

/** What is found, with the place as it would be recorded. */
function anchorQuote(text: string, quote: QuoteToAnchor) {
  const { state, place, occurrences, nearest } = findQuoteOrNearest(text, quote);
  const source = sourceText(text);
  const there = place === null ? null : occurrenceAt(source, wordsIn(source, quote.exact), place.unit);
  return { state, start: null, end: null, prefix: '', suffix: '', ...there, occurrences, nearest: nearest?.[0] };
}

const anyCharacter = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'abab  \n') },
  { weight: 1, arbitrary: fc.constantFrom(...'“”’é', 'e\u0301', '😀', '𝔸', '泽', '한', '\u1112\u1161') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);
const anySource = fc
  .array(anyCharacter, { minLength: 1, maxLength: 120 })
  .map((characters) => nfc(characters.join('')));
const anySpan = anySource.chain((text) => {
  const length = codePointLength(text);
  return fc
    .tuple(fc.nat(length - 1), fc.nat(length - 1))
    .map(([a, b]) => ({ text, start: Math.min(a, b), end: Math.max(a, b) + 1 }));
});

describe('a span of the text', () => {
  test('is EXACT at its position, and the offsets slice it out again', () => {
    fc.assert(
      fc.property(anySpan, ({ text, start, end }) => {
        const exact = sliceCodePoints(text, start, end);
        const anchor = anchorQuote(text, { exact, start, end });
        expect(anchor).toMatchObject({ state: 'EXACT', start, end });
        expect(text.startsWith(anchor.prefix + exact + anchor.suffix) || start > 32).toBe(true);
        expect(anchor.prefix).toBe(sliceCodePoints(text, Math.max(start - 32, 0), start));
        expect(anchor.suffix).toBe(sliceCodePoints(text, end, end + 32));
        expect([...text].slice(start, end).join('')).toBe(exact);
      }),
      { numRuns: 2_000 },
    );
  });

  test('without its position, is EXACT where it is the only one, else AMBIGUOUS with positions that are all true', () => {
    const states = { EXACT: 0, AMBIGUOUS: 0 };
    fc.assert(
      fc.property(anySpan, ({ text, start, end }) => {
        const exact = sliceCodePoints(text, start, end);
        const points = [...text];
        const positions = points
          .map((_, index) => index)
          .filter((at) => points.slice(at, at + end - start).join('') === exact);
        const anchor = anchorQuote(text, { exact });
        if (positions.length === 1) expect(anchor).toMatchObject({ state: 'EXACT', start, end });
        else {
          expect(anchor).toMatchObject({ state: 'AMBIGUOUS', start: null, end: null });
          expect(anchor.occurrences?.map(({ start }) => start)).toEqual(positions.slice(0, 3));
        }
        states[positions.length === 1 ? 'EXACT' : 'AMBIGUOUS']++;
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(states.EXACT, states.AMBIGUOUS)).toBeGreaterThan(100);
  });

  test('with its own prefix and suffix, is never put anywhere else', () => {
    fc.assert(
      fc.property(anySpan, ({ text, start, end }) => {
        const exact = sliceCodePoints(text, start, end);
        const { prefix, suffix } = anchorQuote(text, { exact, start, end });
        const anchor = anchorQuote(text, { exact, prefix, suffix });
        if (anchor.state === 'EXACT') expect(anchor).toMatchObject({ start, end });
        else expect(anchor.state).toBe('AMBIGUOUS');
      }),
      { numRuns: 2_000 },
    );
  });

  test('that the text was moved by, is MOVED by as much', () => {
    fc.assert(
      fc.property(anySource, (text) => {
        const exact = 'Zx the only one 😀 of its kind xZ';
        const start = codePointLength(text);
        const anchor = anchorQuote(`😀+${text}${exact}`, { exact, start, end: start + codePointLength(exact) });
        expect(anchor).toMatchObject({ state: 'MOVED', start: start + 2, end: start + 2 + codePointLength(exact) });
      }),
    );
  });
});

describe('states', () => {
  test('text that is composed differently is the same text', () => {
    expect(anchorQuote('le cafe\u0301 noir', { exact: 'café' })).toMatchObject({ state: 'EXACT', start: 3, end: 7 });
    expect(anchorQuote('le café noir', { exact: 'cafe\u0301' })).toMatchObject({ state: 'EXACT', start: 3, end: 7 });
  });

  test.each([
    ['zero\r\none\r\ntwo', 'one\ntwo', 'one\r\ntwo', 6],
    ['zero\none\ntwo', 'one\r\ntwo', 'one\ntwo', 5],
    ['zero\none\ntwo', 'one\rtwo', 'one\ntwo', 5],
  ])(
    'words are found whatever their line ends, and recorded with those of the text: %j, %j',
    (text, exact, there, start) => {
      const found = findQuote(text, { exact });
      expect(found.state).toBe('EXACT');
      expect(anchored(text, { exact }, found.place as Place)).toMatchObject({
        exact: there,
        start,
        end: start + there.length,
      });
    },
  );

  test('line ends that differ within a text count as they are', () => {
    expect(anchorQuote('zero\none\r\ntwo', { exact: 'one\ntwo' })).toMatchObject({
      state: 'LOST',
      nearest: { exact: 'one\r\ntwo', start: 5, end: 13, similarity: 1 },
    });
  });

  test('positions may be counted with one character for each line end, where those in the text do not fit', () => {
    const text = '😀\r\nwe do\r\n\r\nwe do';
    expect(anchorQuote(text, { exact: 'we do', start: 2, end: 7 })).toMatchObject({ state: 'EXACT', start: 3 });
    expect(anchorQuote(text, { exact: 'we do', start: 9, end: 14 })).toMatchObject({ state: 'EXACT', start: 12 });
    expect(anchorQuote(text, { exact: 'we do', start: 12, end: 17 })).toMatchObject({ state: 'EXACT', start: 12 });
    expect(anchorQuote(text, { exact: 'we do', start: 4, end: 9 })).toMatchObject({ state: 'AMBIGUOUS' });
    expect(anchorQuote(text, { exact: 'we do\n\nwe', start: 2, end: 11 })).toMatchObject({ state: 'EXACT', start: 3 });
    // What fits as it is, is that.
    const lines = 'ab\r\nab\r\nab';
    expect(anchorQuote(lines, { exact: 'ab', start: 8, end: 10 })).toMatchObject({ state: 'EXACT', start: 8 });
    expect(anchorQuote(lines, { exact: 'ab', start: 6, end: 8 })).toMatchObject({ state: 'EXACT', start: 8 });
  });

  test('prefix or suffix tells two positions apart', () => {
    expect(anchorQuote(TEXT, { exact: 'guarantees' }).state).toBe('AMBIGUOUS');
    expect(anchorQuote(TEXT, { exact: 'guarantees', prefix: 'the ' })).toMatchObject({
      state: 'EXACT',
      start: 93,
      end: 103,
    });
    expect(anchorQuote(TEXT, { exact: 'guarantees', suffix: ' — all' })).toMatchObject({
      state: 'EXACT',
      start: 29,
      end: 39,
    });
    expect(anchorQuote(TEXT, { exact: 'guarantees', prefix: 'no such ' })).toMatchObject({
      state: 'LOST',
      occurrences: [{ start: 29 }, { start: 93 }],
    });
    expect(anchorQuote(TEXT, { exact: 'guarantees', prefix: 'the ', start: 0, end: 10 })).toMatchObject({
      state: 'MOVED',
      start: 93,
    });
  });

  test.each([
    [{ start: -1, end: 9 }],
    [{ start: 1.5, end: 11.5 }],
    [{ start: 1e9, end: 1e9 + 10 }],
    [{ start: Number.NaN, end: null }],
    [{ start: 9, end: 12 }],
    [{ start: 83, end: 90 }],
  ])('a position that cannot be is not EXACT: %j', (position) => {
    expect(anchorQuote(TEXT, { exact: 'Later the', ...position })).toMatchObject({
      state: 'MOVED',
      start: 83,
      end: 92,
    });
  });

  test('nothing is found nowhere', () => {
    expect(anchorQuote(TEXT, { exact: '' }).state).toBe('LOST');
    expect(anchorQuote('', { exact: 'a' }).state).toBe('LOST');
  });
});

describe('what is offered for a quote that is not there', () => {
  const offered = (exact: string) => {
    const found = anchorQuote(TEXT, { exact }).nearest;
    // Always a true span of the text.
    if (found !== undefined) expect(sliceCodePoints(TEXT, found.start, found.end)).toBe(found.exact);
    return found === undefined ? null : found.exact;
  };

  test.each([
    [
      '"Ukraine\'s security guarantees - all of them - will be signed in Kyiv"',
      '“Ukraine’s security guarantees — all of them —\nwill be signed in Kyiv”',
    ],
    ['UKRAINE’S  SECURITY', 'Ukraine’s security'],
    ['will be signd in Kyjiv', 'will be signed in Kyiv'],
    ['later the garantees were sign', 'Later the guarantees were signed'],
    ['ter the garantees were signed', 'Later the guarantees were signed'],
    ['Later teh guarantees were signed', 'Later the guarantees were signed'],
  ])('%s', (exact, found) => {
    expect(offered(exact)).toBe(found);
  });

  test('a letter comes with the marks upon it', () => {
    const text = 'They drew the letter q\u0301 on the wall that evening.';
    expect(anchorQuote(text, { exact: 'They drow the letter q' }).nearest?.exact).toBe('They drew the letter q\u0301');
  });

  test.each(['something else entirely, of other words', 'q', '泽连斯基总统', '!?%$#'])(
    'nothing is like %s',
    (exact) => {
      expect(offered(exact)).toBeNull();
    },
  );

  test('a quote with a few letters wrong is found where it stands', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 200, maxLength: 300 });
    fc.assert(
      fc.property(
        words,
        fc.nat(150),
        fc.integer({ min: 8, max: 40 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (all, from, count, typos) => {
          const text = all.join(' ');
          const span = all.slice(from, from + count).join(' ');
          const at = text.indexOf(span);
          fc.pre(text.indexOf(span, at + 1) < 0);
          const letters = [...span];
          for (const typo of typos) letters[1 + (typo % (letters.length - 2))] = 'Ж';
          const [found] = nearestSpans(text, letters.join(''));
          expect(found).toMatchObject({ start: at, end: at + span.length });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('that are as much like it, or nearly, are offered too, in their order', () => {
    const text = 'They signed in Minsk in 2014. They signed in Minsk in 2015. They left. They signed in Minsk in 2016.';
    const found = nearestSpans(text, 'They signed in Minsk in 2013.').map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual([
      'They signed in Minsk in 2014.',
      'They signed in Minsk in 2015.',
      'They signed in Minsk in 2016.',
    ]);
    expect(nearestSpans(text, 'They leaft.').map(({ start }) => start)).toEqual([60]);
  });

  test('the offer is a true span, whatever the text', () => {
    let offers = 0;
    fc.assert(
      fc.property(anySource, anySource, (text, exact) => {
        const { state, nearest: offer } = anchorQuote(text, { exact });
        if (offer === undefined) return;
        offers++;
        expect(state).toBe('LOST');
        expect(offer.exact).not.toBe('');
        expect(offer.exact.isWellFormed()).toBe(true);
        expect([...text].slice(offer.start, offer.end).join('')).toBe(offer.exact);
        expect(offer.similarity).toBeGreaterThanOrEqual(0.5);
        expect(anchorQuote(text, { ...offer }).state).toBe('EXACT');
      }),
      { numRuns: 3_000 },
    );
    expect(offers).toBeGreaterThan(100);
  });
});

describe('refusals name the remedy', () => {
  const problem = (quote: QuoteToAnchor) => inWords(refusal(TEXT, quote, findQuoteOrNearest(TEXT, quote)));

  test('MOVED: the true position', () => {
    expect(problem({ exact: 'Later the', start: 0, end: 9 })).toContain('at start 83, end 92');
  });

  test('AMBIGUOUS: the positions, and how to tell them apart', () => {
    const text = problem({ exact: 'guarantees' });
    expect(text).toContain('29 to 39');
    expect(text).toContain('93 to 103');
    expect(text).toContain('prefix');
  });

  test('LOST: the nearest span, on one line', () => {
    const text = problem({ exact: 'all of them - will be' });
    expect(text).toContain('"all of them —\\nwill be" at start 42, end 63');
    expect(problem({ exact: 'xyzzy plugh' })).toContain('copy the quote from the text');
  });
});

describe('looking for a text in a text', () => {
  test('both ways find the same, on long repetitive texts too', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'a', 'a', 'b'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (unit, wanted) => {
        // 12,000 x 12,000 is past what the engine is trusted with; the same repeats shortened are not.
        const repeat = (times: number) => [unit.repeat(times), wanted.repeat(times)] as const;
        const [text, long] = repeat(Math.ceil(12_000 / Math.min(unit.length, wanted.length)));
        const expected: number[] = [];
        for (let at = text.indexOf(long); at >= 0 && expected.length < 3; at = text.indexOf(long, at + 1))
          expected.push(at);
        expect(findText(text, long, 3)).toEqual(expected);
        expect(findText(text, `${wanted}`, 3)).toEqual(findText(text.slice(0, 5_000), wanted, 3));
      }),
      { numRuns: 100 },
    );
  });

  test('occurrences that overlap are found, in long texts too', () => {
    expect(findText('aaaa', 'aa', 9)).toEqual([0, 1, 2]);
    expect(findText('ab'.repeat(10_001), 'ab'.repeat(9_999), 9)).toEqual([0, 2, 4]);
  });

  test('a text made to take long takes no longer than others', () => {
    const started = performance.now();
    const text = 'a'.repeat(2_000_000);
    const wanted = `${'a'.repeat(4_999)}b${'a'.repeat(4_999)}`;
    expect(findText(text, wanted, 1)).toEqual([]);
    expect(findText(`${text}${wanted}`, wanted, 2)).toEqual([2_000_000]);
    // The engine takes 12 seconds for the first alone on the machine where this was measured.
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
