// What the user can put right comes back beside the payload, every fault with the path of its field in the input. The rest
// (no token, no permission, no store, a defect) fails the operation.

import type { ErrorCode } from '../domain/errors.ts';
import { OnRecordError } from '../domain/errors.ts';

export interface UserError {
  field: string | null;
  message: string;
  code: ErrorCode;
}

const USERS: ReadonlySet<ErrorCode> = new Set(['INVALID', 'NOT_FOUND', 'CONFLICT', 'LIMIT', 'IDEMPOTENCY_KEY_REUSED']);

/** `rename` tells fields of the record from those of the input, where they differ. Throws what is not the user's. */
export function userErrors(error: unknown, rename: Readonly<Record<string, string>> = {}, root = 'input'): UserError[] {
  if (!(error instanceof OnRecordError) || !USERS.has(error.code)) throw error;
  const { code, faults, message } = error;
  if (faults.length === 0) return [{ field: null, message, code }];
  return faults.map(({ field: given, problem }) => {
    if (given === '') return { field: null, message: problem, code };
    const field = rename[given] ?? given;
    return { field: root === '' ? field : `${root}.${field}`, message: `${field} ${problem}`, code };
  });
}
