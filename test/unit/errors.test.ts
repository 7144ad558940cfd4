import { expect, test } from 'vitest';
import { conflict, Faults, invalid, limit, notFound, OnRecordError, unavailable } from '../../server/domain/errors.ts';

test('faults of all parts arrive in one error, each with its path', () => {
  const faults = new Faults();
  faults.throwIfAny();
  faults.add('name', 'is missing');
  const quote = faults.at('quotes').at('[2]');
  quote.add('exact', 'is empty');
  quote.add('', 'is not an object');
  expect(() => faults.throwIfAny()).toThrow(
    expect.objectContaining({
      code: 'INVALID',
      message: 'name is missing; quotes[2].exact is empty; quotes[2] is not an object',
      faults: [
        { field: 'name', problem: 'is missing' },
        { field: 'quotes[2].exact', problem: 'is empty' },
        { field: 'quotes[2]', problem: 'is not an object' },
      ],
    }),
  );
});

test('a flood of faults is cut, and says so', () => {
  const faults = new Faults();
  for (let index = 0; index < 5_000; index++) faults.add(`names[${index}]`, 'is empty');
  expect(faults.list).toHaveLength(1_001);
  expect(faults.list.at(-1)?.problem).toContain('more faults than the 1000 listed');
  expect(invalid(faults.list).message.length).toBeLessThan(300);
});

test('every kind has its code, says the remedy, and keeps its cause', () => {
  const cause = new Error('socket');
  const errors = [
    notFound('claim clm_x', 'id'),
    conflict('is at version 3; read it again', 'baseVersion'),
    limit('150 of at most 100 entries', 'ask for less', 'first'),
    unavailable('the store does not answer', cause),
  ];
  expect(errors.map((error) => error.code)).toEqual(['NOT_FOUND', 'CONFLICT', 'LIMIT', 'UNAVAILABLE']);
  expect(errors.every((error) => error instanceof OnRecordError && error instanceof Error)).toBe(true);
  expect(errors[1]?.message).toBe('baseVersion is at version 3; read it again');
  expect(errors[2]?.faults).toEqual([{ field: 'first', problem: '150 of at most 100 entries: ask for less' }]);
  expect(errors[3]?.cause).toBe(cause);
  expect(errors[3]?.message).toContain('try again');
});
