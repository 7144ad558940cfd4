import { describe, expect, test } from 'vitest';
import type { Quote } from '../../server/domain/records.ts';
import { fitQuotes } from '../../server/services/edited-texts.ts';
import { quote } from '../fixtures/records.ts';

const exact = (fields: Partial<Quote> = {}) =>
  quote({ exact: 'we agree', start: 5, end: 13, state: 'EXACT', ...fields });
const edit = (now: string | null) => new Map([['src_a', { before: null, now }]]);
const fitted = (given: Quote, text: string | null) => fitQuotes([given], edit(text))[0];

describe('a quote in a text that was edited', () => {
  test('stays as it is where it still stands', () => {
    const quotes = [exact()];
    expect(fitQuotes(quotes, edit('Yes, we agree, all of us.'))).toBe(quotes);
  });
  test('is MOVED where the words stand elsewhere, and keeps its old position', () => {
    expect(fitted(exact(), 'Yes, today we agree.')).toMatchObject({ state: 'MOVED', start: 5, end: 13 });
  });
  test('is AMBIGUOUS where they stand more than once', () => {
    expect(fitted(exact(), 'So we agree, we agree.')).toMatchObject({ state: 'AMBIGUOUS', start: 5, end: 13 });
  });
  test('is LOST where they are gone', () => {
    expect(fitted(exact(), 'No.')).toMatchObject({ state: 'LOST', start: 5, end: 13 });
  });
  test('is EXACT again once they are back where they were', () => {
    expect(fitted(exact({ state: 'LOST' }), 'Yes, we agree.')).toMatchObject({ state: 'EXACT', start: 5, end: 13 });
  });
  test('has no position without a text', () => {
    expect(fitted(exact(), null)).toMatchObject({ state: 'UNCHECKED', start: null, end: null });
  });
  test('gets its first position when the text is added', () => {
    const added = fitted(quote({ exact: 'we agree' }), 'Yes, we agree.');
    expect(added).toMatchObject({ state: 'EXACT', start: 5, end: 13, prefix: 'Yes, ', suffix: '.' });
  });
  test('from another source is left alone', () => {
    const quotes = [exact({ source: 'src_b' })];
    expect(fitQuotes(quotes, edit('No.'))).toBe(quotes);
  });
});
