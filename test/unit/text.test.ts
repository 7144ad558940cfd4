import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sliceCodePoints } from '../../server/domain/code-points.ts';
import { snippet } from '../../server/domain/snippet.ts';
import type { TextQuery } from '../../server/domain/text.ts';
import { classifyName, fold, MATCH_CLASSES, parseQuery, partTerms, terms } from '../../server/domain/text.ts';

/** Letters, marks, digits and separators of many scripts, so that they meet often. */
const anyText = fc.string({
  unit: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...'abcxyzABC é\u0301ßẞıİſŉœŁ’-. \u00ad\u200d') },
    { weight: 3, arbitrary: fc.constantFrom(...'йЇєΣςσάᾳאָبّأ한ᄒ') },
    { weight: 3, arbitrary: fc.constantFrom(...'泽连斯基がガ\u3099กำิကြ្ក की़१½Ⅻ𝔸😀') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) },
  ),
  maxLength: 40,
});

describe('folding', () => {
  test.each([
    ['Straße STRASSE ẞ', 'strasse strasse ss'],
    ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
    ['ΟΔΥΣΣΕΎΣ Οδυσσεύς', 'οδυσσευσ οδυσσευσ'],
    ['Łódź Ørsted Æthel', 'lodz orsted aethel'],
    ['Зеленський ЗЕЛЕНСЬКИЙ', 'зеленськии зеленськии'],
    ["O’Brien O'Brien l'Élysée", 'o brien o brien l elysee'],
    ['Co-operation  –\tin\nEurope.', 'co operation in europe'],
    ['أحمد الشّرع', 'احمد الشرع'],
    ['שָׁלוֹם', 'שלום'],
    ['हिन्दी की', 'हिन्दी की'],
    ['ภาษาไทย', 'ภาษาไทย'],
    ['がガ か', 'がガ か'],
    ['한국', '한국'],
    ['ＮＡＴＯ ½ Ⅻ', 'nato 1 2 xii'],
    ['co\u00adoperate', 'cooperate'],
    ['…!? 😀', ''],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('folding twice changes nothing, for every character there is', () => {
    const changed: string[] = [];
    for (let code = 0; code < 0x110000; code++) {
      const folded = fold(`a${String.fromCodePoint(code)}`);
      if (fold(folded) !== folded) changed.push(code.toString(16));
    }
    expect(changed).toEqual([]);
  });

  test('neither case, nor composition, nor folding twice makes a difference', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(fold(text.normalize('NFD'))).toBe(folded);
        expect(fold(text.normalize('NFC'))).toBe(folded);
        // Capitals write the iota subscript, an accent to us, as a letter.
        if (!text.normalize('NFD').includes('\u0345')) expect(fold(text.toUpperCase())).toBe(folded);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('terms', () => {
  test('words, and pairs where a script has no spaces', () => {
    expect(terms('The G7集团 met, the 7 said: 泽连斯基 基')).toEqual([
      'the',
      'g7',
      '集团',
      'met',
      '7',
      'said',
      '泽连',
      '连斯',
      '斯基',
      '基',
    ]);
    expect(terms('…')).toEqual([]);
  });

  test('plain text, which is cut in a shorter way, gives the terms that it gives beside other scripts', () => {
    const word = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('war', 'War', 'x'.repeat(70), '7', '-'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const text = words.join(' ');
        expect(terms(text)).toEqual(terms(`${text} 集团`).filter((term) => term !== '集团'));
      }),
    );
  });

  test('endless words are cut, the same way on both sides', () => {
    const word = 'x'.repeat(500);
    expect(terms(word)).toEqual(['x'.repeat(64)]);
    expect(classifyName(parseQuery('x'.repeat(100)), word)).toBe('NAME_START');
  });

  test('the ends of the words of a name', () => {
    expect(partTerms('Wolodymyr Kim')).toEqual([
      'wolodymyr',
      'kim',
      'olodymyr',
      'im',
      'lodymyr',
      'odymyr',
      'dymyr',
      'ymyr',
      'myr',
      'yr',
    ]);
    expect(partTerms('斯基')).toEqual(['斯基', '基']);
    expect(partTerms('lorem ipsum dolor '.repeat(16))).toHaveLength(12);
    const many = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
    expect(partTerms(many)).toHaveLength(64);
  });
});

describe('questions', () => {
  test('the term written last comes last, and may be a beginning', () => {
    expect(parseQuery('War and war')).toEqual({ folded: 'war and war', terms: ['and', 'war'], lastIsPrefix: true });
    expect(parseQuery('Zelen ').lastIsPrefix).toBe(false);
  });

  test.each(['', '  ', '…!', '\u0000', 'x'.repeat(201), '\u0301'])('%j is refused', (text) => {
    expect(() => parseQuery(text)).toThrow(
      expect.objectContaining({ code: 'INVALID', faults: [expect.objectContaining({ path: ['text'] })] }),
    );
  });

  test('200 characters beyond U+FFFF are 200 characters', () => {
    expect(parseQuery('𝔸'.repeat(200)).folded).toHaveLength(200);
    expect(() => parseQuery('𝔸'.repeat(201))).toThrow('longer');
  });
});

describe('how a name matches', () => {
  test.each([
    ['zelenskyi', 'Zelenskyi', 'NAME'],
    ['ЗЕЛЕНСЬКИЙ', 'Зеленський', 'NAME'],
    ['wolod', 'Wolodymyr Selenskyj', 'NAME_START'],
    ['wolodymyr sel', 'Wolodymyr Selenskyj', 'NAME_START'],
    ['selenskyj wolodymyr', 'Wolodymyr Selenskyj', 'WORD'],
    ['selenskyj', 'Wolodymyr Selenskyj', 'WORD'],
    ['sele', 'Wolodymyr Selenskyj', 'PART'],
    ['lensky', 'Wolodymyr Selenskyj', 'PART'],
    ['lensky mym', 'Wolodymyr Selenskyj', null],
    ['wolod ', 'Wolodymyr Selenskyj', 'PART'],
    ['zelenskyi', 'Wolodymyr Selenskyj', null],
    ['泽连斯基', '泽连斯基', 'NAME'],
    ['泽', '泽连斯基', 'NAME_START'],
    ['斯基', '泽连斯基', 'PART'],
    ['基', '泽连斯基', 'PART'],
    ['泽基', '泽连斯基', null],
    ['الشرع', 'أحمد الشرع', 'WORD'],
    ['شرع', 'أحمد الشرع', 'PART'],
    ['nato', 'NATO–Ukraine Council', 'NAME_START'],
  ])('%s in %s: %s', (question, name, match) => {
    expect(classifyName(parseQuery(question), name)).toBe(match);
  });

  test('the classes stand in order of merit', () => {
    expect(MATCH_CLASSES).toEqual(['NAME', 'NAME_START', 'WORD', 'PART', 'TEXT']);
  });

  /** What a store does: every term looked up as a beginning among the terms of the name. */
  const found = (query: TextQuery, name: string) => {
    const index = new Set([...terms(name), ...partTerms(name)]);
    return query.terms.every((term) => [...index].some((entry) => entry.startsWith(term)));
  };

  test('a name matches exactly when looking up its beginnings finds it', () => {
    const matched = { yes: 0, no: 0 };
    const pieceOf = (name: string) =>
      fc.tuple(fc.nat(), fc.nat()).map(([from, length]) => {
        const letters = [...name];
        const start = from % (letters.length + 1);
        return letters.slice(start, start + 1 + (length % 8)).join('');
      });
    const question = anyText.chain((name) =>
      fc.tuple(fc.constant(name), fc.oneof({ weight: 4, arbitrary: pieceOf(name) }, { weight: 1, arbitrary: anyText })),
    );
    fc.assert(
      fc.property(question, ([name, text]) => {
        fc.pre(terms(text).length > 0);
        const query = parseQuery(text);
        const match = classifyName(query, name);
        expect(match !== null).toBe(found(query, name));
        matched[match === null ? 'no' : 'yes']++;
      }),
      { numRuns: 5_000 },
    );
    expect(matched.yes).toBeGreaterThan(500);
    expect(matched.no).toBeGreaterThan(100);
  });

  test('a name is found by itself, by its start and by each of its words', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        fc.pre(terms(name).length > 0);
        expect(classifyName(parseQuery(name), name)).toBe('NAME');
        for (const word of fold(name)
          .split(' ')
          .filter((part) => terms(part).length > 0))
          expect(classifyName(parseQuery(word), name)).toMatch(/^(NAME|NAME_START|WORD)$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('snippets', () => {
  const shown = (question: string, text: string, width?: number) => {
    const found = snippet(parseQuery(question), text, width);
    return found === null ? null : { text: found.text, match: sliceCodePoints(found.text, found.start, found.end) };
  };

  test('short texts are shown whole, with the match in its own spelling', () => {
    expect(shown('SELENSKYJ', 'Präsident Selenskyj\nsagte nein.')).toEqual({
      text: 'Präsident Selenskyj sagte nein.',
      match: 'Selenskyj',
    });
    expect(shown('strasse', '😀 die Straße')?.match).toBe('Straße');
    expect(shown('l elysee', 'à l’Élysée.')?.match).toBe('l’Élysée');
    expect(shown('斯基', '总统泽连斯基说')?.match).toBe('斯基');
  });

  test('the last word may be a beginning; others must be whole', () => {
    expect(shown('joins na', 'art. Ukraine joins NATO')?.match).toBe('joins NA');
    expect(shown('art ', 'party art')).toEqual({ text: 'party art', match: 'art' });
    expect(shown('part ', 'party')).toBeNull();
  });

  test('the whole question goes before its longest term, and that before the others', () => {
    const text = 'Security first. A guarantee. Then security guarantees.';
    expect(shown('security guarantees', text)?.match).toBe('security guarantees');
    expect(shown('then guarantee ', text)?.match).toBe('guarantee');
  });

  test('a cut at a word keeps it, one within a word leaves its rest out', () => {
    const text = 'one two three four five needle haystack grass meadow field';
    // Of 36, the needle takes 6; of what is left a third goes before it: "four five ", and 20 behind: " haystack grass mead".
    expect(shown('needle', text, 36)).toEqual({ text: '…four five needle haystack grass…', match: 'needle' });
    // Of 33, 9 before: "our five ", which leaves "five ", and 22 behind: " haystack grass meadow".
    expect(shown('needle', text, 33)).toEqual({ text: '…five needle haystack grass meadow…', match: 'needle' });
    // Of 28, 7 before: "r five ", which leaves "five ", and 17 behind: " haystack grass m".
    expect(shown('needle', text, 28)).toEqual({ text: '…five needle haystack grass…', match: 'needle' });
  });

  test('long texts are cut between words on both sides', () => {
    const text = `${'lorem ipsum '.repeat(2_000)}needle ${'dolor sit '.repeat(2_000)}`;
    const found = shown('needle', text, 60);
    expect(found?.text).toMatch(/^…(lorem |ipsum )+needle (dolor|sit)( dolor| sit)*…$/);
    expect(found?.match).toBe('needle');
    expect([...(found?.text ?? '')].length).toBeLessThanOrEqual(62);
  });

  test.each(['é', '😀', 'a ', '泽', 'x'])(
    'a question is found wherever it stands, across blocks too, among %s',
    (filler) => {
      // Around every point where a block may end.
      for (let at = 4_060; at <= 4_100; at++) {
        const before = filler
          .repeat(Math.ceil(at / filler.length))
          .slice(0, at)
          .toWellFormed();
        expect(shown('united nations', `${before} Ünited NÁTIONS charter ${filler.repeat(1_000)}`)?.match).toBe(
          'Ünited NÁTIONS',
        );
      }
    },
  );

  test('whatever holds the terms is shown, and what is shown is a match', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.constantFrom('Kyiv', 'Straße', '泽连斯基', 'Зеленський'), { minLength: 1, maxLength: 3 }),
        (noise, words) => {
          const question = words[0] ?? '';
          const found = shown(question, `${noise} ${words.join(' ')} ${noise}`.normalize('NFC'));
          expect(fold(found?.match ?? '')).toBe(fold(question));
        },
      ),
      { numRuns: 500 },
    );
  });
});
