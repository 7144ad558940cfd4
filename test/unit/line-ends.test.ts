import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSingleLineEnds, lineEndOf, withLineEnds } from '../../server/domain/line-ends.ts';

test.each([
  ['', '\n'],
  ['one line', '\n'],
  ['a\nb\n', '\n'],
  ['a\r\nb\r\n', '\r\n'],
  ['a\r\nb\n', null],
  ['a\rb', null],
  ['a\n\rb', null],
])('the line end of %j is %j', (text, expected) => {
  expect(lineEndOf(text)).toBe(expected);
});

test('words take the line ends of a text, or keep theirs where it has several', () => {
  expect(withLineEnds('a\nb\r\nc\rd', '\r\n')).toBe('a\r\nb\r\nc\r\nd');
  expect(withLineEnds('a\nb\r\nc\rd', '\n')).toBe('a\nb\nc\nd');
  expect(withLineEnds('a\nb\r\nc', null)).toBe('a\nb\r\nc');
});

test('a position in a text with single line ends leads to the same character, beside the length of what stands before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', '\n', '\n\n', '😀', 'é')), (parts) => {
      const single = [...parts.join('')];
      const text = single.join('').replaceAll('\n', '\r\n');
      for (let at = 0; at <= single.length; at++) {
        const before = single.slice(0, at).join('').replaceAll('\n', '\r\n');
        expect(fromSingleLineEnds(text, at)).toBe([...before].length);
      }
    }),
  );
});
