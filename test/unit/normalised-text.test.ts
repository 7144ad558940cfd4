// What keeping a text makes of it, and where positions in it lead, beside the platform's own composition of its beginnings.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, positionsAsKept, positionsOf, withWindowsCharacters } from '../../server/domain/normalised-text.ts';

const nfc = (text: string) => withWindowsCharacters(text).normalize('NFC');
const points = (text: string) => [...text].length;

const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'aeo uE\n') },
      { weight: 3, arbitrary: fc.constantFrom('\u0301', '\u0327', '\u0308', '\u0323', '\u3099', '\u0344', '\u20d0') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('\u1112', '\u1161', '\u11ab', '가', 'か', '😀', '𝔸', 'é', '\u212b', '\u0958'),
      },
      { weight: 1, arbitrary: fc.constantFrom('\u0080', '\u0093', '\u008a', '\u00ad') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.isWellFormed());

describe('control characters of a Windows code page', () => {
  test('become what was meant, one for one; none is dropped', () => {
    expect(withWindowsCharacters('\u0093It\u0092s \u0080 5\u0094 \u0096 he said\u0085')).toBe('“It’s € 5” – he said…');
    expect(withWindowsCharacters('\u0081\u008d\u008f\u0090\u009d')).toBe('\ufffd'.repeat(5));
    expect(withWindowsCharacters('\u007f\u00a0\u00ad')).toBe('\u007f\u00a0\u00ad');
  });
});

describe('what was changed', () => {
  test.each([
    ['plain, café, soft\u00adhyphen\r\n', []],
    ['cafe\u0301 noir', [{ change: 'DECOMPOSED', count: 1 }]],
    ['cafe\u0301 déjà', [{ change: 'COMPOSED', count: 1 }]],
    [
      'e\u0301e\u0301 \u0093x\u0094',
      [
        { change: 'WINDOWS_CHARACTERS', count: 2 },
        { change: 'COMPOSED', count: 2 },
      ],
    ],
  ])('%j', (text, changes) => {
    expect(changesOf(text)).toEqual(changes);
  });
});

describe('positions in the text as it was given', () => {
  test('lead to those in the text as it is kept', () => {
    // c a f e ´ _ n o i r
    const positions = positionsAsKept('cafe\u0301 noir 😀 e\u0301!');
    expect([0, 3, 5, 6, 10, 11, 12, 13, 15, 16, 17].map(positions)).toEqual([0, 3, 4, 5, 9, 10, 11, 12, 13, 14, null]);
    expect([4, 14].map(positions)).toEqual([null, null]);
  });

  test('are the lengths of what stands before them, once composed', () => {
    let moved = 0;
    fc.assert(
      fc.property(anyText, (given) => {
        const positions = positionsAsKept(given);
        const whole = nfc(given);
        const characters = [...given];
        for (let at = 0; at <= characters.length; at++) {
          const [before, after] = [characters.slice(0, at).join(''), characters.slice(at).join('')];
          const found = positions(at);
          if (found === null) {
            // Only ever between a character and a mark, or parts of a syllable.
            expect(after).toMatch(/^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]/u);
            continue;
          }
          expect(nfc(before) + nfc(after)).toBe(whole);
          expect(found).toBe(points(nfc(before)));
          if (found !== at) moved++;
        }
        expect(positions(characters.length + 1)).toBeNull();
      }),
      { numRuns: 3_000 },
    );
    expect(moved).toBeGreaterThan(3_000);
  });

  test('are known later of a text that was decomposed throughout, and of no other', () => {
    const given = 'À la fin, dit-il, c’est décidé.'.normalize('NFD');
    const later = positionsOf(nfc(given), changesOf(given));
    const at = given.indexOf('c’est');
    expect(later?.(at)).toBe(nfc(given).indexOf('c’est'));
    expect(positionsOf('café', changesOf('cafe\u0301 é'))).toBeNull();
    expect(positionsOf('café', [])).toBeNull();
  });
});
