// The faults of one write: the first thousand in full, the number of the others.

import type { Fault } from '../domain/errors.ts';
import { invalid, OnRecordError } from '../domain/errors.ts';

const LISTED = 1_000;

export class Listed {
  readonly #faults: Fault[] = [];
  #others = 0;

  get any(): boolean {
    return this.#faults.length > 0;
  }

  add(field: string, problem: string): void {
    if (this.#faults.length < LISTED) this.#faults.push({ field, problem });
    else this.#others++;
  }

  throwIfAny(make: (faults: Fault[]) => Error): void {
    if (this.#faults.length > 0) throw make(this.list());
  }

  list(): Fault[] {
    if (this.#others === 0) return this.#faults;
    return [...this.#faults, { field: '', problem: `and ${this.#others} more faults of this kind; mend these first` }];
  }
}

/** For the faults of a write that came too late, or expects what is not so. */
export function conflicting(faults: Fault[]): OnRecordError {
  return new OnRecordError('CONFLICT', invalid(faults).message, faults);
}
