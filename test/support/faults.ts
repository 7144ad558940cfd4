// Faults in words, as those see them who are told.

import type { Fault, Problem } from '../../server/domain/faults/fault.ts';
import { faultField, faultProblem } from '../../server/domain/faults/text.ts';

export function inWords(problem: Problem | null): string | null {
  return problem === null ? null : faultProblem({ ...problem, path: [] });
}

export function shown(faults: readonly Fault[]): { field: string; problem: string }[] {
  return faults.map((fault) => ({ field: faultField(fault), problem: faultProblem(fault) }));
}

/** The faults of an error that is expected to have some. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (typeof error !== 'object' || error === null || !('faults' in error)) throw error;
  return error.faults as Fault[];
}
