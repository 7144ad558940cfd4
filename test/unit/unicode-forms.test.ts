import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTextProblem } from '../../server/domain/hostile-text.ts';
import { MOST_MARKS, toForm } from '../../server/domain/unicode-forms.ts';

const MARKS = ['\u0301', '\u0323', '\u0308', '\u0345', '\u05b0', '\u0f71'];

test('the forms are those of the engine, where no run of marks is too long', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...MARKS), { maxLength: MOST_MARKS }).map((marks) => `e${marks.join('')}`),
    fc.constantFrom('\u1100\u1161\u11a8', 'ﬁ', '①', 'Å', '가'),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom('NFC' as const, 'NFD' as const, 'NFKD' as const), (pieces, form) => {
      const text = pieces.map((one) => `.${one}`).join('');
      expect(toForm(form, text)).toBe(text.normalize(form));
    }),
    { numRuns: 500, seed: 20_261_128 },
  );
});

test('a run that is too long stays as it is, and all around it is formed', () => {
  const run = '\u0301\u0323'.repeat(MOST_MARKS);
  expect(toForm('NFC', `e\u0301 a${run} e\u0301`)).toBe(`é a${run} é`);
});

test('marks without end are refused where they begin, as many as a letter may have are not', () => {
  const rules = { max: 1_000_000, verbatim: true };
  const refused = checkTextProblem(`😀e${'\u0301'.repeat(MOST_MARKS + 1)}`, rules);
  expect(refused).toEqual({ code: 'TOO_MANY_MARKS', most: MOST_MARKS, at: 3 });
  expect(checkTextProblem(`e${'\u0301'.repeat(MOST_MARKS)}`, rules)).toBeNull();
});

test('nothing of the server asks the engine for a form itself', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const files = globSync('server/**/*.ts', { cwd: root });
  expect(files.length).toBeGreaterThan(200);
  const direct = files.filter((file) => /\.normalize\(/.test(readFileSync(`${root}${file}`, 'utf8')));
  expect(direct.map((file) => file.split('/').at(-1))).toEqual(['unicode-forms.ts']);
});
