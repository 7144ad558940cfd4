import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../server/domain/canonical-json.ts';
import { contentId, idProblem, kindOf, newId } from '../../server/domain/ids.ts';
import { RECORD_KINDS } from '../../server/domain/record-kinds.ts';
import { inWords } from '../support/faults.ts';

const anyValue = fc.jsonValue({ noUnicodeString: false } as object);

/** The same value with the fields of every object written in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, shuffled(field)]),
  );
}

describe('ids of content', () => {
  test('the same content has the same id, whatever the order of its fields', () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...RECORD_KINDS), (value, kind) => {
        const id = contentId(kind, value);
        expect(contentId(kind, shuffled(value))).toBe(id);
        expect(id).toMatch(/^[a-z]{3}_[0-9a-hjkmnp-tv-z]{20}$/);
        expect(kindOf(id)).toBe(kind);
      }),
      { numRuns: 1_000 },
    );
  });

  test('another content has another id', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        fc.pre(canonicalJson(a) !== canonicalJson(b));
        expect(contentId('claim', a)).not.toBe(contentId('claim', b));
      }),
    );
  });

  test('they stay what they are from release to release, or imports would double', () => {
    expect(contentId('claim', { b: [1, null, 'é'], a: true })).toBe('clm_xakjhhdvvqkrq560vmc1');
  });

  test('composition makes no difference, nor does a field that is not there', () => {
    expect(contentId('actor', { name: 'Zele\u0301', x: undefined })).toBe(contentId('actor', { name: 'Zelé' }));
  });
});

describe('canonical JSON', () => {
  test('reads back as the same value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('%s has none', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe('ids', () => {
  test('new ones tell their kind and do not repeat', () => {
    const ids = new Set(Array.from({ length: 10_000 }, () => newId('event')));
    expect(ids.size).toBe(10_000);
    for (const id of ids) expect(id).toMatch(/^evt_[0-9a-hjkmnp-tv-z]{20}$/);
  });

  test.each([
    ['act_putin', 'actor'],
    ['top_nord-stream.2', 'topic'],
    [`clm_${'x'.repeat(100)}`, 'claim'],
    [`clm_${'x'.repeat(101)}`, null],
    ['act_', null],
    ['act', null],
    ['', null],
    ['xxx_1', null],
    ['ACT_1', null],
    ['act-1', null],
    ['act_ü', null],
    ['act_a b', null],
    ['act_a\n', null],
    ['__proto__', null],
  ])('%j is the id of: %s', (id, kind) => {
    expect(kindOf(id)).toBe(kind);
  });

  test('a fault says what is wanted', () => {
    const problem = (id: unknown, ...kinds: ('actor' | 'event')[]) => inWords(idProblem(id, kinds));
    expect(problem('act_1', 'event')).toBe('must be the id of an event (evt_…); this is an actor');
    expect(problem('nobody', 'actor', 'event')).toContain('an actor (act_…) or an event (evt_…)');
    expect(problem(undefined, 'actor')).toContain('missing');
    expect(problem(7, 'actor')).toContain('as text');
    expect(idProblem('evt_1', ['event'])).toBeNull();
  });
});
