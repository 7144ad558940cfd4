// What SQLite says when it fails, in the words of the house: something that may pass is UNAVAILABLE, with what to do about
// it; everything else stays what it is, a defect. Also carries errors between threads, where classes do not survive.

import type { ErrorCode } from '../../domain/errors.ts';
import { OnRecordError, unavailable } from '../../domain/errors.ts';
import type { Fault } from '../../domain/faults/fault.ts';

const BUSY = new Set([5, 6]);
const PROBLEMS: Record<number, string> = {
  8: 'the store cannot be written: its file or folder is read-only',
  10: 'the disk under the store reports an error',
  11: 'the store is damaged; restore a backup, or run verify to see what is wrong',
  13: 'the disk under the store is full; free some space',
  14: 'the store cannot be opened; check that its folder exists and may be written',
  26: 'the file is not a store of On Record',
};

export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(error);
  }
}

export function translate(error: unknown): unknown {
  if (isSystemError(error))
    return new OnRecordError('UNAVAILABLE', `the store cannot be opened: ${error.message}`, { cause: error });
  if (!isSqliteError(error)) return error;
  // Extended codes carry the primary one in their low byte.
  const code = error.errcode & 0xff;
  if (BUSY.has(code)) return unavailable('another process is writing to the store', error);
  const problem = PROBLEMS[code];
  return problem === undefined ? error : new OnRecordError('UNAVAILABLE', problem, { cause: error });
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

/** Of the file system, such as a folder that is a file. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** An error as plain data. */
export interface Failure {
  code: ErrorCode | null;
  message: string;
  faults: readonly Fault[];
  cause: string | null;
  stack: string | null;
}

export function packFailure(error: unknown): Failure {
  if (error instanceof OnRecordError) {
    const cause = error.cause instanceof Error ? error.cause.message : null;
    const { code, faults } = error;
    // What is said of faults is made of them again, where it is shown.
    return { code, message: faults.length === 0 ? error.message : '', faults, cause, stack: null };
  }
  const known = error instanceof Error ? error : new Error(String(error));
  return { code: null, message: known.message, faults: [], cause: null, stack: known.stack ?? null };
}

export function unpackFailure(failure: Failure): Error {
  const options = failure.cause === null ? undefined : { cause: new Error(failure.cause) };
  const { code, faults, message } = failure;
  if (code !== null) return new OnRecordError(code, faults.length === 0 ? message : faults, options);
  const error = new Error(failure.message);
  if (failure.stack !== null) error.stack = failure.stack;
  return error;
}
