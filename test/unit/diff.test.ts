import { expect, it } from 'vitest';
import { differingFields } from '../../server/domain/diff.ts';
import { claim, quote, target } from '../fixtures/records.ts';

it('names the fields that differ, and only those', () => {
  expect(differingFields(claim(), claim())).toEqual([]);
  expect(differingFields(claim(), claim({ proposition: 'x', hedged: true, quotes: [quote({ suffix: ' ' })] }))).toEqual(
    ['proposition', 'quotes', 'hedged'],
  );
});

it('heeds the order of lists, not of fields', () => {
  const targets = [target('act_b'), target('top_a')];
  expect(differingFields(claim({ targets }), claim({ targets: targets.toReversed() }))).toEqual(['targets']);
  expect(differingFields({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } })).toEqual([]);
});

it('tells null from missing, and lists from objects', () => {
  expect(differingFields({ a: null }, {})).toEqual(['a']);
  expect(differingFields({}, { b: 1 })).toEqual(['b']);
  expect(differingFields({ a: [] }, { a: {} })).toEqual(['a']);
  expect(differingFields({ a: [1] }, { a: [1, 2] })).toEqual(['a']);
  expect(differingFields({ a: { b: 1 } }, { a: { b: 1, c: 2 } })).toEqual(['a']);
});
