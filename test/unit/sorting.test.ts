// Order of the tables: by value, ties by id, nothing last.

import { expect, test } from 'vitest';
import { sorted, sortFrom, sortText } from '../../web/tables/sorting.ts';

const rows = [
  { id: 'c', n: 2 },
  { id: 'b', n: null },
  { id: 'a', n: 2 },
  { id: 'd', n: 10 },
];
const order = (descending: boolean) =>
  sorted(
    rows,
    ({ n }) => n,
    ({ id }) => id,
    descending,
    'en',
  ).map(({ id }) => id);

test('ties stand by id both ways, and rows without a value last both ways', () => {
  expect(order(false)).toEqual(['a', 'c', 'd', 'b']);
  expect(order(true)).toEqual(['d', 'a', 'c', 'b']);
});

test('names stand as a reader of the language expects', () => {
  const names = ['Zürich', 'Äthiopien', 'andorra', 'Österreich'].map((name) => ({ name }));
  const sortedNames = sorted(
    names,
    ({ name }) => name,
    ({ name }) => name,
    false,
    'de',
  ).map(({ name }) => name);
  expect(sortedNames).toEqual(['andorra', 'Äthiopien', 'Österreich', 'Zürich']);
});

test('an order survives the address; a column that is none gives the usual one', () => {
  const usual = { column: 'n', descending: true };
  expect(sortFrom(sortText({ column: 'name', descending: true }), ['name', 'n'], usual)).toEqual({
    column: 'name',
    descending: true,
  });
  expect(sortFrom('-height', ['name', 'n'], usual)).toEqual(usual);
  expect(sortFrom(null, ['name', 'n'], usual)).toEqual(usual);
});
