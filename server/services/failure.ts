// An error for several faults of one kind that is not INVALID, such as every stale record of a review.

import type { ErrorCode, Faults } from '../domain/errors.ts';
import { invalid, OnRecordError } from '../domain/errors.ts';

export function failure(code: ErrorCode, faults: Faults): OnRecordError {
  return new OnRecordError(code, invalid(faults.list).message, faults.list);
}
