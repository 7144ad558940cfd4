import { expect, it } from 'vitest';
import { CLAIM_STATUSES } from '../../server/domain/records.ts';
import { transitionProblem } from '../../server/domain/status.ts';
import { inWords } from '../support/faults.ts';

it('allows these changes of status and no others', () => {
  const allowed: string[] = [];
  for (const from of CLAIM_STATUSES)
    for (const to of CLAIM_STATUSES) {
      const problem = transitionProblem(from, to);
      if (from !== to && problem === null) allowed.push(`${from} ${to}`);
      if (from === to) expect(problem).toBeNull();
    }
  expect(allowed).toEqual([
    'PROPOSED ACCEPTED',
    'PROPOSED REJECTED',
    'ACCEPTED DISPUTED',
    'ACCEPTED RETRACTED',
    'DISPUTED ACCEPTED',
    'DISPUTED RETRACTED',
    'REJECTED PROPOSED',
  ]);
});

it('says what can be done instead', () => {
  expect(inWords(transitionProblem('RETRACTED', 'ACCEPTED'))).toBe(
    'cannot change: a RETRACTED claim stays RETRACTED; record a new claim instead',
  );
  expect(inWords(transitionProblem('ACCEPTED', 'REJECTED'))).toBe(
    'cannot be REJECTED: an ACCEPTED claim can become DISPUTED or RETRACTED',
  );
});
