import { describe, expect, test } from 'vitest';
import { invalid, notFound, OnRecordError, unavailable } from '../../server/domain/errors.ts';
import { userErrors } from '../../server/graphql/user-errors.ts';

describe('user errors', () => {
  test('every fault with the path of its field in the input', () => {
    const error = invalid([
      { field: 'quotes[0].exact', problem: 'is missing' },
      { field: '', problem: 'has more faults than these' },
    ]);
    expect(userErrors(error)).toEqual([
      { field: 'input.quotes[0].exact', message: 'quotes[0].exact is missing', code: 'INVALID' },
      { field: null, message: 'has more faults than these', code: 'INVALID' },
    ]);
  });

  test('in the words of the input, where the record has others', () => {
    const error = invalid([{ field: 'records[0]', problem: 'is missing' }]);
    expect(userErrors(error, { 'records[0]': 'keep' })).toEqual([
      { field: 'input.keep', message: 'keep is missing', code: 'INVALID' },
    ]);
  });

  test('without an input the path is the argument', () => {
    expect(userErrors(notFound('token tok_x', 'id'), {}, '')).toMatchObject([{ field: 'id', code: 'NOT_FOUND' }]);
  });

  test.each([
    new OnRecordError('UNAUTHENTICATED', 'no token'),
    new OnRecordError('FORBIDDEN', 'not yours'),
    unavailable('the store is away'),
    new TypeError('a defect'),
  ])('what the user cannot put right in the input is thrown: %s', (error) => {
    expect(() => userErrors(error)).toThrow(error);
  });
});
