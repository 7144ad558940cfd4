// A stream of changes whose giver finds a fault in its own input: what the store found in what came before is told with it.

import { OnRecordError } from '../../domain/errors.ts';
import type { Fault } from '../../domain/faults/fault.ts';

/** Whether what the store found belongs to the answer. */
export function isInvalid(error: unknown): error is OnRecordError {
  return error instanceof OnRecordError && error.code === 'INVALID';
}

export function withFound(error: OnRecordError, found: readonly Fault[]): OnRecordError {
  return found.length === 0 ? error : new OnRecordError('INVALID', [...error.faults, ...found], { cause: error });
}
