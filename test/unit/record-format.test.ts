import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { KINDS, specOf } from '../../server/domain/kinds.ts';
import {
  FORMAT_FIELD,
  formatOf,
  newerProblem,
  outgrown,
  readRecord,
  recordText,
  writtenHere,
} from '../../server/domain/record-format.ts';
import { RECORD_KINDS } from '../../server/domain/record-kinds.ts';
import type { AnyRecord } from '../../server/domain/records.ts';
import { RELEASE } from '../../server/domain/release.ts';
import { actor, batch, claim, event, judgement, source, topic, view } from '../fixtures/records.ts';
import { registerRelease } from '../support/made-up-kind.ts';

const RECORDS = { actor, batch, claim, event, judgement, source, topic, view };

test('the release is that of the package', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text).version).toBe(RELEASE);
});

test.each(RECORD_KINDS)(
  '%s: its fields are those of a record, in their order, and none is taken for the number of a format',
  (kind) => {
    const record = specOf(kind).parse(RECORDS[kind](), new FaultCollector());
    expect([...KINDS[kind].fields]).toEqual(Object.keys(record as AnyRecord));
    expect([...KINDS[kind].fields].filter((field) => field.startsWith('$'))).toEqual([]);
  },
);

test.each(RECORD_KINDS)('%s: what is stored reads back, and the first format says no number', (kind) => {
  const record = RECORDS[kind]();
  const text = recordText(kind, record);
  expect(readRecord(kind, text)).toEqual(record);
  expect(text.includes(FORMAT_FIELD)).toBe(formatOf(kind) > 1);
});

test('a record or a store of a later release is refused, with the release that it needs where that is known', () => {
  expect(() => readRecord('actor', '{"$format":2,"id":"act_a"}')).toThrow(
    /^a record of kind actor is stored in format 2, and release \S+ reads them up to format 1; a later release has written to this store: install that one$/,
  );
  expect(newerProblem({ release: '7.8.9', formats: { actor: 1, verdict: 1 } })).toBe(
    `the store was written by On Record 7.8.9: its records of kind verdict are of format 1, and release ${RELEASE} does not know that kind; install On Record 7.8.9 or later, or open a backup`,
  );
  expect(newerProblem({ release: RELEASE, formats: { actor: 2 } })).toBe(
    `the store was written by a later build of On Record ${RELEASE}: its records of kind actor are of format 2, and this one reads them up to format 1; use that build, or open the copy of the file that was made beside it`,
  );
  expect(newerProblem({ release: '7.8.9', formats: { actor: 1 } })).toBeNull();
  expect(newerProblem(null)).toBeNull();
});

describe('a kind that has grown', () => {
  const { topic: today } = KINDS;
  afterEach(() => Object.assign(KINDS, { topic: today }));
  const first = '{"id":"top_a","label":"A v. B","docket":"12/2020","court":"The Hague"}';

  test('a record of the first format reads in the shape and the order of fields of today', () => {
    registerRelease(4);
    const read = readRecord('topic', first);
    expect(JSON.stringify(read)).toBe(
      '{"id":"top_a","label":"A v. B","importance":null,"number":12,"year":"2020","venue":"The Hague"}',
    );
    expect(recordText('topic', read)).toMatch(/^{"\$format":4,"id":"top_a",/);
    expect(readRecord('topic', recordText('topic', read))).toEqual(read);
  });

  test('a store says the formats that are not the first', () => {
    const formats = { claim: 3, event: 3, source: 3 };
    expect(writtenHere()).toEqual({ release: RELEASE, formats });
    registerRelease(3);
    expect(writtenHere()).toEqual({ release: RELEASE, formats: { ...formats, topic: 3 } });
    expect(outgrown({ release: '0.0.9', formats: { ...formats, topic: 2 } })).toEqual(['topic']);
    expect(outgrown({ release: RELEASE, formats: { ...formats, topic: 3 } })).toEqual([]);
  });
});
