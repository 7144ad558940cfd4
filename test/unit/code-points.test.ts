import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codePointIndex,
  codePointLength,
  codePointsAfter,
  codePointsBefore,
  codeUnitIndex,
  compareCodePoints,
  hasAstral,
  sliceCodePoints,
  truncateCodePoints,
} from '../../server/domain/code-points.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'ab\uffee\ufffd😀𝔸\u{10ffff}\ue000'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('order', () => {
  test('characters beyond U+FFFF come last', () => {
    expect(['😀', '\uff21', 'z', '\ue000'].sort(compareCodePoints)).toEqual(['z', '\ue000', '\uff21', '😀']);
    expect(['😀', '\uff21'].sort()).toEqual(['😀', '\uff21']);
  });

  test('is that of the code points, and that of the bytes in UTF-8', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const order = Math.sign(compareCodePoints(a, b));
        expect(order).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
        expect(Math.sign(compareCodePoints(b, a)) + order).toBe(0);
        expect(order === 0).toBe(a === b);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('length and position', () => {
  test('agree with the spread of a string', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), fc.nat(30), (text, a, b) => {
        const points = [...text];
        expect(codePointLength(text)).toBe(points.length);
        expect(hasAstral(text)).toBe(points.length !== text.length);
        expect(sliceCodePoints(text, a, b)).toBe(points.slice(a, b).join(''));
        expect(truncateCodePoints(text, a)).toBe(points.slice(0, a).join(''));
        const unit = codeUnitIndex(text, a);
        expect(unit).toBe(points.slice(0, a).join('').length);
        expect(codePointIndex(text, unit)).toBe(Math.min(a, points.length));
        const before = points.slice(0, a);
        expect(codePointsBefore(text, unit, b)).toBe(before.slice(Math.max(before.length - b, 0)).join(''));
        expect(codePointsAfter(text, unit, b)).toBe(points.slice(a, a + b).join(''));
      }),
      { numRuns: 2_000 },
    );
  });
});
