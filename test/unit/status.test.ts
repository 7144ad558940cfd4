import { expect, it } from 'vitest';
import { Faults } from '../../server/domain/errors.ts';
import { CLAIM_STATUSES } from '../../server/domain/records.ts';
import { checkTransition } from '../../server/domain/status.ts';

it('allows these changes of status and no others', () => {
  const allowed: string[] = [];
  for (const from of CLAIM_STATUSES)
    for (const to of CLAIM_STATUSES) {
      const faults = new Faults();
      checkTransition(from, to, faults);
      if (from !== to && !faults.any) allowed.push(`${from} ${to}`);
      if (from === to) expect(faults.any).toBe(false);
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
  const faults = new Faults();
  checkTransition('RETRACTED', 'ACCEPTED', faults);
  checkTransition('ACCEPTED', 'REJECTED', faults);
  expect(faults.list).toEqual([
    { field: 'status', problem: 'cannot change: a RETRACTED claim stays RETRACTED; record a new claim instead' },
    { field: 'status', problem: 'cannot be REJECTED: an ACCEPTED claim can become DISPUTED or RETRACTED' },
  ]);
});
