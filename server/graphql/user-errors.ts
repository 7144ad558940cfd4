// What the user can put right comes back beside the payload, every fault with the path of its field in the input. The rest
// (no token, no permission, no store, a defect) fails the operation. Warnings are told alike.

import type { ErrorCode } from '../domain/errors.ts';
import { OnRecordError } from '../domain/errors.ts';
import type { Fault, FaultPath } from '../domain/faults/fault.ts';
import { offersOf } from '../domain/faults/fault.ts';
import type { QuoteOffer } from '../domain/faults/problem.ts';
import { faultField, faultProblem, faultText } from '../domain/faults/text.ts';

export interface UserError {
  field: string | null;
  message: string;
  code: ErrorCode;
  offers: readonly QuoteOffer[];
}

const USERS: ReadonlySet<ErrorCode> = new Set(['INVALID', 'NOT_FOUND', 'CONFLICT', 'LIMIT', 'IDEMPOTENCY_KEY_REUSED']);

/** `toInput` tells the path in the input from that in the record, where they differ. Throws what is not the user's. */
export function userErrors(
  error: unknown,
  toInput: (path: FaultPath) => FaultPath = (path) => path,
  root = 'input',
): UserError[] {
  if (!(error instanceof OnRecordError) || !USERS.has(error.code)) throw error;
  const { code, faults, message } = error;
  if (faults.length === 0) return [{ field: null, message, code, offers: [] }];
  return faults.map((given) => {
    const fault = { ...given, path: toInput(given.path) };
    const field = faultField(fault);
    const said = { message: faultText(fault), code, offers: offersOf(fault) };
    if (field === '') return { field: null, ...said };
    return { field: root === '' ? field : `${root}.${field}`, ...said };
  });
}

export interface Warning {
  field: string;
  message: string;
  code: string;
  recordId: string | null;
}

export function toWarning(fault: Fault, toInput: (path: FaultPath) => FaultPath = (path) => path): Warning {
  return {
    field: `input.${faultField({ ...fault, path: toInput(fault.path) })}`,
    message: faultProblem(fault),
    code: fault.code,
    recordId: 'record' in fault && typeof fault.record === 'string' ? fault.record : null,
  };
}
