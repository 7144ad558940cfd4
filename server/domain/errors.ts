// The few kinds of failure that reach a user. Thrown where they are known, translated once at the door; every message says
// what is wrong and what to do about it. Anything that is not an OnRecordError is a defect, and is masked.

export type ErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'LIMIT'
  | 'UNAVAILABLE'
  | 'IDEMPOTENCY_KEY_REUSED';

export interface Fault {
  /** A path such as `quotes[0].exact`; empty when the input as a whole is at fault. */
  field: string;
  /** What is wrong, and the remedy. */
  problem: string;
}

export class OnRecordError extends Error {
  readonly code: ErrorCode;
  readonly faults: Fault[];

  constructor(code: ErrorCode, message: string, faults: readonly Fault[] = [], options?: ErrorOptions) {
    super(message, options);
    this.name = 'OnRecordError';
    this.code = code;
    this.faults = [...faults];
  }
}

/** Every fault at once; the message spells out the first few. */
export function invalid(faults: readonly Fault[], options?: ErrorOptions): OnRecordError {
  const shown = faults
    .slice(0, SPELT_OUT)
    .map(({ field, problem }) => (field === '' ? problem : `${field} ${problem}`));
  if (faults.length > SPELT_OUT) shown.push(`and ${faults.length - SPELT_OUT} more`);
  return new OnRecordError('INVALID', shown.join('; '), faults, options);
}

/** `what` names the thing and how it was asked for, such as `claim clm_x1`. */
export function notFound(what: string, field = ''): OnRecordError {
  const problem = `does not exist: ${what}`;
  return new OnRecordError('NOT_FOUND', problem, [{ field, problem }]);
}

/** Somebody else was first: a stale version, a record that exists already. */
export function conflict(problem: string, field = ''): OnRecordError {
  return new OnRecordError('CONFLICT', field === '' ? problem : `${field} ${problem}`, [{ field, problem }]);
}

/** `problem` says which limit was met, `remedy` how to stay under it. */
export function limit(problem: string, remedy: string, field = ''): OnRecordError {
  const message = `${problem}: ${remedy}`;
  return new OnRecordError('LIMIT', message, [{ field, problem: message }]);
}

/** The store does not answer; the same request may succeed later. */
export function unavailable(problem: string, cause?: unknown): OnRecordError {
  return new OnRecordError(
    'UNAVAILABLE',
    `${problem}; try again in a moment`,
    [],
    cause === undefined ? undefined : { cause },
  );
}

/** Collects faults on the way through an input, so that one answer lists them all. */
export class Faults {
  readonly #kept: Fault[];
  readonly #prefix: string;

  constructor(kept: Fault[] = [], prefix = '') {
    this.#kept = kept;
    this.#prefix = prefix;
  }

  add(field: string, problem: string): void {
    // Past this, hostile input would be answered with more bytes than it sent.
    if (this.#kept.length === KEPT)
      this.#kept.push({ field: '', problem: `has more faults than the ${KEPT} listed; mend these first` });
    else if (this.#kept.length < KEPT) this.#kept.push({ field: joinPath(this.#prefix, field), problem });
  }

  /** A collector for a part of the input: its faults land here, with `prefix` before their field. */
  at(prefix: string): Faults {
    return new Faults(this.#kept, joinPath(this.#prefix, prefix));
  }

  get list(): readonly Fault[] {
    return this.#kept;
  }

  get any(): boolean {
    return this.#kept.length > 0;
  }

  throwIfAny(): void {
    if (this.any) throw invalid(this.#kept);
  }
}

const SPELT_OUT = 5;
const KEPT = 1_000;

function joinPath(prefix: string, field: string): string {
  if (prefix === '' || field === '') return prefix + field;
  return field.startsWith('[') ? prefix + field : `${prefix}.${field}`;
}
