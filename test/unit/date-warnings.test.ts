// Dates that are taken with a warning: after today, or of years before 1000.

import { describe, expect, test } from 'vitest';
import { dateWarnings, latestToday } from '../../server/domain/date-warnings.ts';
import { actor, claim, event, judgement, name, source, topic } from '../fixtures/records.ts';

const TODAY = '2026-11-28';
const told = (...[kind, record]: [Parameters<typeof dateWarnings>[0], Parameters<typeof dateWarnings>[1]]) =>
  dateWarnings(kind, record, TODAY).map(({ path, problem }) => `${path.join('.')} ${problem.code}`);

describe('of a claim', () => {
  test.each([
    [null, []],
    ['2026-11-28', []],
    ['2026-11-29', ['AFTER_TODAY']],
    ['2026-12', ['AFTER_TODAY']],
    // What is under way is not after today.
    ['2026', []],
    ['2026-24', ['AFTER_TODAY']],
    ['2026-11-20/..', []],
    ['2026-12-01/..', ['AFTER_TODAY']],
    ['../2026-12-31', ['AFTER_TODAY']],
    ['2021-11-18/2201-11-20', ['AFTER_TODAY']],
    ['2026-11/2027-02', []],
    ['202X', []],
    ['20XX', []],
    ['203X', ['AFTER_TODAY']],
    ['1000-01-01', []],
    ['0999-12-31', ['EARLY_YEAR']],
    ['0021-11-18', ['EARLY_YEAR']],
    ['../0021', ['EARLY_YEAR']],
    ['0021/2021', ['EARLY_YEAR']],
    ['0021/2201', ['EARLY_YEAR']],
  ])('%s: %j', (saidOn, codes) => {
    expect(told('claim', claim({ saidOn }))).toEqual(codes.map((code) => `saidOn ${code}`));
  });
});

test('of a source: when it was published and retrieved', () => {
  expect(told('source', source({ published: '2026-12-01', retrieved: '2027-01-01' }))).toEqual([
    'published AFTER_TODAY',
    'retrieved AFTER_TODAY',
  ]);
  expect(told('source', source({ published: '0202-12-01' }))).toEqual(['published EARLY_YEAR']);
  expect(told('source', source({ published: '2026-11-28', retrieved: '2026-11-28' }))).toEqual([]);
});

test('of an event: after today only where it has happened', () => {
  const when = '2027-05-01';
  expect(told('event', event({ when, status: 'HAPPENED' }))).toEqual(['when AFTER_TODAY']);
  for (const status of ['PLANNED', 'ALLEGED', 'CANCELLED'] as const)
    expect(told('event', event({ when, status }))).toEqual([]);
  expect(told('event', event({ when: '0988', status: 'PLANNED' }))).toEqual(['when EARLY_YEAR']);
});

test('of names and roles: years before 1000 only, for they are given for times to come', () => {
  const roles = [
    { title: 'minister', in: 'act_b', from: '2027', to: null },
    { title: 'member', in: 'act_b', from: '0201', to: '2031' },
  ];
  const names = [name('Byzantium', { kind: 'FORMER', to: '0330' })];
  expect(told('actor', actor({ roles, names }))).toEqual(['names.0.to EARLY_YEAR', 'roles.1.from EARLY_YEAR']);
  expect(told('topic', topic({ names }))).toEqual(['names.0.to EARLY_YEAR']);
  expect(told('judgement', judgement({}))).toEqual([]);
});

test('today is the day that it is anywhere on earth', () => {
  expect(latestToday(new Date('2026-11-28T09:59:59Z'))).toBe('2026-11-28');
  expect(latestToday(new Date('2026-11-28T10:00:00Z'))).toBe('2026-11-29');
  expect(latestToday(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
});
