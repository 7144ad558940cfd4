// Tells the faults of a write by their paths in the input: a store knows only the changes that it was given, by their index.

import { OnRecordError } from '../domain/errors.ts';
import type { Fault, FaultPath } from '../domain/faults/fault.ts';

/** `paths` are those of the changes in their order; empty where the input is one record. */
export async function mapFaultPaths<T>(paths: readonly FaultPath[], work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof OnRecordError) || error.faults.length === 0) throw error;
    throw new OnRecordError(
      error.code,
      error.faults.map((fault) => inInput(fault, paths)),
      { cause: error },
    );
  }
}

function inInput({ changeIndex, ...fault }: Fault, paths: readonly FaultPath[]): Fault {
  // A source or batch that moved meanwhile is no field of the input.
  if (changeIndex === undefined) return fault.path[0] === 'holds' ? { ...fault, path: [] } : fault;
  // What is said of a change as a whole is said of the record that its id names.
  const path = fault.path.length === 0 ? ['id'] : fault.path;
  return { ...fault, path: [...(paths[changeIndex] ?? []), ...path] };
}
