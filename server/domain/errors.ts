// The few kinds of failure that reach a user. Thrown where they are known, worded at the door; every message says what is
// wrong and what to do about it. Anything that is not an OnRecordError is a defect, and is masked.

import type { Fault, FaultPath, Problem } from './faults/fault.ts';
import { faultProblem, faultText } from './faults/text.ts';

export type ErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'LIMIT'
  | 'UNAVAILABLE'
  | 'IDEMPOTENCY_KEY_REUSED';

export class OnRecordError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];

  /** `told`: the faults of an input, else what to say of a failure that is in no data. */
  constructor(code: ErrorCode, told: readonly Fault[] | string, options?: ErrorOptions) {
    super(typeof told === 'string' ? told : undefined, options);
    this.name = 'OnRecordError';
    this.code = code;
    this.faults = typeof told === 'string' ? [] : told;
  }

  /** The first few faults in words, made when somebody asks for them. */
  override get message(): string {
    // The engine asks while the error is being made.
    const { code, faults = [] } = this;
    const say = SAID_WITHOUT_FIELD.has(code) ? faultProblem : faultText;
    const said = faults.slice(0, SPELT_OUT).map(say);
    return [...said, ...(faults.length > SPELT_OUT ? [`and ${faults.length - SPELT_OUT} more`] : [])].join('; ');
  }
}

/** These say what they are about themselves. */
const SAID_WITHOUT_FIELD: ReadonlySet<ErrorCode> = new Set(['NOT_FOUND', 'LIMIT']);
const SPELT_OUT = 5;

export function invalid(path: FaultPath, problem: Problem): OnRecordError {
  return new OnRecordError('INVALID', [{ ...problem, path }]);
}

export function notFound(path: FaultPath, kind: string, record: string): OnRecordError {
  return new OnRecordError('NOT_FOUND', [{ code: 'NOT_FOUND', kind, record, path }]);
}

/** Somebody else was first: a stale version, a record that exists already. */
export function conflict(path: FaultPath, problem: Problem): OnRecordError {
  return new OnRecordError('CONFLICT', [{ ...problem, path }]);
}

/** More was asked for than is given at once. */
export function limit(path: FaultPath, problem: Problem): OnRecordError {
  return new OnRecordError('LIMIT', [{ ...problem, path }]);
}

/** The store does not answer; the same request may succeed later. */
export function unavailable(problem: string, cause?: unknown): OnRecordError {
  return new OnRecordError(
    'UNAVAILABLE',
    `${problem}; try again in a moment`,
    cause === undefined ? undefined : { cause },
  );
}
