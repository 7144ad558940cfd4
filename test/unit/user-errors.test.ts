import { describe, expect, test } from 'vitest';
import { invalid, notFound, OnRecordError, unavailable } from '../../server/domain/errors.ts';
import { userErrors } from '../../server/graphql/user-errors.ts';

describe('user errors', () => {
  test('every fault with the path of its field in the input', () => {
    const error = new OnRecordError('INVALID', [
      { code: 'MISSING', path: ['quotes', 0, 'exact'] },
      { code: 'MORE_FAULTS', count: 3, path: [] },
    ]);
    expect(userErrors(error)).toEqual([
      { field: 'input.quotes[0].exact', message: 'quotes[0].exact is missing', code: 'INVALID', offers: [] },
      { field: null, message: 'and 3 more faults; mend these first', code: 'INVALID', offers: [] },
    ]);
  });

  test('in the words of the input, where the record has others', () => {
    const error = invalid(['records', 0], { code: 'MISSING' });
    expect(userErrors(error, ([field]) => (field === 'records' ? ['keep'] : []))).toEqual([
      { field: 'input.keep', message: 'keep is missing', code: 'INVALID', offers: [] },
    ]);
  });

  test('without an input the path is the argument', () => {
    expect(userErrors(notFound(['id'], 'token', 'tok_x'), undefined, '')).toMatchObject([
      { field: 'id', code: 'NOT_FOUND' },
    ]);
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

test('an error that names no field comes with its own words', () => {
  expect(userErrors(new OnRecordError('CONFLICT', 'somebody was faster'))).toEqual([
    { field: null, message: 'somebody was faster', code: 'CONFLICT', offers: [] },
  ]);
});
