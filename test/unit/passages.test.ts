// Utterances that are printed in pieces: which quotes are one, and what is refused.

import { describe, expect, test } from 'vitest';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { specOf } from '../../server/domain/kinds.ts';
import { passagesOf, wordsOf } from '../../server/domain/passages.ts';
import { claim, event, quote } from '../fixtures/records.ts';
import { shown } from '../support/faults.ts';

/** `3a` is the quote "a" of passage 3, `a` one without a number. */
const quotes = (shorts: string) =>
  shorts.split(' ').map((short) => {
    const [, passage, exact] = /^(\d*)(.*)$/.exec(short) ?? [];
    return quote({ exact: exact ?? '', passage: passage === '' ? null : Number(passage) });
  });

describe('the passages of quotes', () => {
  test.each([
    ['a', ['a']],
    ['a b', ['a', 'b']],
    ['1a 1b', ['a … b']],
    ['7a b 2c 7d 2e f', ['a … d', 'b', 'c … e', 'f']],
    ['2a 1b', ['a', 'b']],
    // The order of the list, not that of the text: the end may be printed first.
    ['1z 1a', ['z … a']],
  ])('%s', (shorts, passages) => {
    expect(passagesOf(quotes(shorts)).map(wordsOf)).toEqual(passages);
  });
});

describe('the number of a passage', () => {
  const faultsOf = (kind: 'claim' | 'event', record: object) => {
    const faults = new FaultCollector();
    specOf(kind).parse(record, faults);
    return shown(faults.list).map(({ field, problem }) => `${field} ${problem}`);
  };

  test('is that of fragments in one source, of claims and of events', () => {
    const apart = [
      quote({ exact: 'We will', passage: 1 }),
      quote({ exact: 'no', source: 'src_b', passage: 2 }),
      quote({ exact: 'not sign', source: 'src_b', passage: 1 }),
    ];
    const fault =
      'quotes[2].passage is that of a quote from another source, src_a; fragments of one passage stand in one source, so give this one another number than 1';
    expect(faultsOf('claim', claim({ quotes: apart }))).toEqual([fault]);
    expect(faultsOf('event', event({ quotes: apart }))).toEqual([fault]);
    expect(faultsOf('claim', claim({ quotes: apart.map((one) => ({ ...one, source: 'src_a' })) }))).toEqual([]);
  });

  test.each([0, -1, 1.5, '1'])('is a whole number from 1: %j is none', (passage) => {
    expect(faultsOf('claim', { ...claim(), quotes: [{ ...quote(), passage }] })).toEqual([
      expect.stringMatching(/^quotes\[0\]\.passage must be a whole number/),
    ]);
  });

  test('does not make the same words two quotes', () => {
    expect(faultsOf('claim', claim({ quotes: quotes('a 1a') }))).toEqual([
      expect.stringMatching(/^quotes\[1\] repeats/),
    ]);
  });
});
