import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTextProblem, checkUrlProblem, quoted } from '../../server/domain/hostile-text.ts';
import { inWords } from '../support/faults.ts';

const NAME = { max: 300 };
const NOTE = { max: 300, multiline: true };
const SOURCE = { max: 300, verbatim: true };

describe('text', () => {
  test.each([
    ['a\u0000b', 'U+0000'],
    ['a\u0007b', 'U+0007'],
    ['a\u009fb', 'U+009F'],
    ['a\ud800b', 'U+D800'],
    ['\udc00', 'U+DC00'],
  ])('%j is refused everywhere, and named', (text, character) => {
    for (const rules of [NAME, NOTE, SOURCE]) expect(inWords(checkTextProblem(text, rules))).toContain(character);
  });

  test.each(['\u202a', '\u202e', '\u2066', '\u2069'])('%j may stand in verbatim text alone', (mark) => {
    expect(inWords(checkTextProblem(`a${mark}b`, NAME))).toMatch(
      /turns the direction of writing, at character 2; remove it/,
    );
    expect(inWords(checkTextProblem(`a${mark}b`, NOTE))).toMatch(/direction/);
    expect(checkTextProblem(`a${mark}b`, SOURCE)).toBeNull();
  });

  test('line ends and tabs stand in text of several lines', () => {
    expect(inWords(checkTextProblem('a\nb', NAME))).toContain('write it on one line');
    expect(checkTextProblem('a\n\r\n\tb', NOTE)).toBeNull();
    expect(checkTextProblem('a\n\r\n\tb', SOURCE)).toBeNull();
  });

  test.each(['\u2028', '\u2029'])('%j ends a line: text of one line refuses it, and no other', (end) => {
    expect(inWords(checkTextProblem(`a${end}b`, NAME))).toBe(
      'holds a tab or a line end at character 2; write it on one line',
    );
    for (const rules of [NOTE, SOURCE]) expect(checkTextProblem(`a${end}b`, rules)).toBeNull();
  });

  test.each([
    ['\u200b\u200d', 'U+200B, U+200D'],
    ['\u2060', 'U+2060'],
    ['\u3164\u115f', 'U+3164, U+115F'],
    ['\u00ad\ufe0f\ufeff', 'U+00AD, U+FE0F, U+FEFF'],
    ['\u2800\u2003\u2800', 'U+2800, U+2003'],
    ['\u{e0041}', 'U+E0041'],
    ['\u200e\u180e\u061c', 'U+200E, U+180E, U+061C'],
  ])('%j has no visible character', (text, characters) => {
    expect(inWords(checkTextProblem(text, { ...NAME, visible: true }))).toBe(
      `has no visible character, only ${characters}; write what people read`,
    );
    expect(checkTextProblem(text, NAME)).toBeNull();
    expect(checkTextProblem(`${text}a`, { ...NAME, visible: true })).toBeNull();
  });

  test('names of people are let through', () => {
    for (const name of ['Wolodymyr Selenskyj', 'Зеленський', 'أحمد الشرع', '习近平', 'O’Brien', 'Zoë 😀', '\u200eא'])
      expect(checkTextProblem(name, { ...NAME, visible: true })).toBeNull();
    for (const sign of ['?', '…', '\u{1f1fa}\u{1f1e6}', '@', '\ue000'])
      expect(checkTextProblem(sign, { ...NAME, visible: true })).toBeNull();
  });

  test('the position is counted as people count, beyond U+FFFF too', () => {
    expect(inWords(checkTextProblem('😀😀\u0000', NAME))).toContain('at character 3');
  });

  test('length is counted in characters, and hostile length costs nothing', () => {
    expect(checkTextProblem('😀'.repeat(300), NAME)).toBeNull();
    expect(inWords(checkTextProblem('😀'.repeat(301), NAME))).toContain('longer than 300');
    const started = performance.now();
    expect(inWords(checkTextProblem('x'.repeat(50_000_000), NAME))).toContain('longer than 300');
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('only well-formed text of the allowed characters passes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        const allowed = text.isWellFormed() && !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(text);
        expect(checkTextProblem(text, NAME) === null).toBe(allowed);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('addresses', () => {
  test.each(['https://example.org', 'http://example.org/a?b=c#d', ' https://example.org/ü '])('%s', (url) => {
    expect(checkUrlProblem(url)).toBeNull();
  });

  test.each([
    ['javascript:alert(1)', 'only http: and https:'],
    ['data:text/html,x', 'only http: and https:'],
    ['file:///etc/passwd', 'only http: and https:'],
    ['example.org', 'write it whole'],
    ['', 'write it whole'],
    ['https://a b', '%20'],
    ['https://user:secret@example.org', 'leave them out'],
    ['https://example.org/\u0000', 'U+0000'],
    ['java\tscript:alert(1)', 'one line'],
    [`https://example.org/${'x'.repeat(2_000)}`, 'longer than 2000'],
  ])('%s is refused', (url, problem) => {
    expect(inWords(checkUrlProblem(url))).toContain(problem);
  });
});

test('what is quoted in a message is short and harmless', () => {
  expect(quoted('a\u0000\u202e\ud800\nb')).toBe('"a\\u{0000}\\u{202E}\\u{D800}\\nb"');
  expect(quoted('😀'.repeat(61))).toBe(`"${'😀'.repeat(60)}…"`);
});
