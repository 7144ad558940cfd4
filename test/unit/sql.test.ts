// Fragments of SQL: nothing that is put into one can become text of the statement, and parameters keep the order of the text.

import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { all, among, either, holding, not } from '../../server/store/sqlite/filter.ts';
import type { SqlFragment } from '../../server/store/sqlite/sql.ts';
import { sql } from '../../server/store/sqlite/sql.ts';

const HOSTILE = ["'", '"', '?', "' OR 1 = 1 --", '$1', '\\', ';', '\u0000', 'a ? b ?', '`', ''];

function run({ text, parameters }: SqlFragment): unknown[][] {
  const database = new DatabaseSync(':memory:');
  const statement = database.prepare(text);
  statement.setReturnArrays(true);
  const rows = statement.all(...parameters) as unknown as unknown[][];
  database.close();
  return rows;
}

test('values are parameters, whatever they hold, and come back from SQLite as they were', () => {
  for (const value of [...HOSTILE, 0, -1, 1.5, null]) {
    const fragment = sql`SELECT ${value}, 'fixed'`;
    expect(fragment).toMatchObject({ text: "SELECT ?, 'fixed'", parameters: [value] });
    expect(run(fragment)).toEqual([[value, 'fixed']]);
  }
  expect(run(sql`SELECT ${sql.join(HOSTILE, ', ')}`)).toEqual([HOSTILE]);
});

test('fragments are spliced in with their parameters, in the order of the text, however deep', () => {
  const inner = sql`b = ${'?'} AND c = ${"it's"}`;
  const nested = sql`a = ${1} AND (${not(inner)}) AND d = ${4}`;
  expect(sql`${nested} OR ${inner} LIMIT ${9}`).toMatchObject({
    text: 'a = ? AND (NOT (b = ? AND c = ?)) AND d = ? OR b = ? AND c = ? LIMIT ?',
    parameters: [1, '?', "it's", 4, '?', "it's", 9],
  });
  expect(inner).toMatchObject({ text: 'b = ? AND c = ?', parameters: ['?', "it's"] });
  expect(run(sql`SELECT ${1}, (SELECT ${sql`${2} || ${'?'}`}), ${3}`)).toEqual([[1, '2.0?', 3]]);
});

test('lists are joined, also of none and of one, and mix values with fragments', () => {
  expect(sql.join([], ' AND ')).toMatchObject({ text: '', parameters: [] });
  expect(sql.join(['?'], ', ')).toMatchObject({ text: '?', parameters: ['?'] });
  expect(sql.join([sql`a = ${1}`, 'x', sql`b`], ' OR ')).toMatchObject({
    text: 'a = ? OR ? OR b',
    parameters: [1, 'x'],
  });
  expect(sql`[${sql``}]`).toMatchObject({ text: '[]', parameters: [] });
  expect(run(sql`SELECT v FROM (SELECT ${1} AS v) WHERE ${among('v', [])}`)).toEqual([]);
});

test('the conditions of filters find what they say, for lists of every length', () => {
  const values = [...HOSTILE, ...Array.from({ length: 20 }, (_, index) => `v${index}`)];
  for (const length of [1, 2, 16, 17, 31]) {
    const asked = values.slice(0, length);
    const rows = run(
      sql`SELECT value FROM json_each(${JSON.stringify(values)}) WHERE ${either(among('value', asked), sql`value = ${'no such'}`)}`,
    );
    expect(rows.map(([value]) => value)).toEqual(asked);
  }
  expect(among('v', ['?', '?'])).toMatchObject({ text: 'v IN (?, ?)', parameters: ['?', '?'] });
  expect(all([holding('a', 7), among('a.x', [1])])).toMatchObject({
    text: 'a.since <= ? AND (a.until IS NULL OR a.until > ?) AND a.x = ?',
    parameters: [7, 7, 1],
  });
});

test('one shape has one text', () => {
  const statement = (value: string, list: number[]) =>
    sql`SELECT 1 WHERE ${all([sql`a = ${value}`, among('b', list)])}`;
  const first = statement('x', [1, 2]);
  for (const value of HOSTILE) expect(statement(value, [8, 9]).text).toBe(first.text);
});

test('a fragment keeps nothing of the list it was made from, and nothing that only looks like one is spliced in', () => {
  const values = ['a'];
  const list = sql.join(values, ', ');
  const fragment = sql`x = ${'a'} OR y IN (${list})`;
  values.push('b');
  expect([list.parameters, fragment.parameters]).toEqual([['a'], ['a', 'a']]);
  const forged = JSON.parse('{"text": "1; DROP TABLE x", "parameters": []}') as SqlFragment;
  expect(() => sql`SELECT ${forged}`).toThrow('neither a value nor a fragment');
  expect(() => sql.join([forged], ', ')).toThrow('neither a value nor a fragment');
});

test('names come from the code: a text that could be any does not compile', () => {
  const given: string = 'a.speaker';
  // @ts-expect-error a name from outside
  expect(sql.raw(given).text).toBe(given);
  // @ts-expect-error a column from outside
  expect(among(given, [1]).text).toBe('a.speaker = ?');
  const index: 'speaker' | 'target' = 'speaker';
  expect(sql.raw(`a.${index}`).text).toBe('a.speaker');
});

test('changing a fragment does not compile', () => {
  const fragment = sql`x = ${1}`;
  // @ts-expect-error parameters are read only
  expect(() => fragment.parameters.push(2)).toBeTypeOf('function');
  expect(fragment).toMatchObject({ text: 'x = ?', parameters: [1] });
});
