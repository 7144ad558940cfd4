// Checks of arguments that several queries share. Each names the argument and the remedy.

import { invalid, notFound, OnRecordError } from '../domain/errors.ts';
import type { FaultPath } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { idProblem } from '../domain/ids.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import { TARGET_KINDS } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { ResolvedRecord } from '../services/records.ts';
import type { Context } from './context.ts';

/** The largest number of the contract's `Int`. */
export const MOST = 2 ** 31 - 1;

type Checks<T extends readonly unknown[]> = { [I in keyof T]: () => T[I] | Promise<T[I]> };

/**
 * Makes all checks, and throws the faults of all that refuse as one error; gives what they read. Which check refuses with what must
 * not decide what is listed: INVALID of all, else NOT_FOUND of all; anything else is thrown as it is.
 */
export async function everyFault<T extends readonly unknown[]>(...checks: Checks<T>): Promise<T> {
  const settled = await Promise.allSettled(checks.map(async (check) => check()));
  const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  for (const code of ['INVALID', 'NOT_FOUND'] as const) {
    const faults = refusals.flatMap((one) => (one instanceof OnRecordError && one.code === code ? one.faults : []));
    if (faults.length > 0) throw new OnRecordError(code, faults);
  }
  if (refusals.length > 0) throw refusals[0];
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** A check as a function that is given a collector. */
export const collecting = (check: (faults: FaultCollector) => void) => (): void => {
  const faults = new FaultCollector();
  check(faults);
  faults.throwIfAny();
};

export function checkIds(
  ids: readonly Id[],
  path: (index: number) => FaultPath,
  faults: FaultCollector,
  kinds?: readonly RecordKind[],
): void {
  ids.forEach((id, index) => {
    const problem = idProblem(id, kinds);
    if (problem !== null) faults.add(path(index), problem);
  });
}

export function checkRange(value: number, field: string, least: number, most: number, faults: FaultCollector): void {
  if (value < least || value > most) faults.add([field], { code: 'OUT_OF_RANGE', least, most });
}

/** A record that the question is about: asking around nothing is a mistake, and not an empty answer. */
export async function endOf(
  context: Context,
  id: Id,
  field: string,
  asOf: number | undefined,
): Promise<ResolvedRecord> {
  const problem = idProblem(id, TARGET_KINDS);
  if (problem !== null) throw invalid([field], problem);
  const record = await context.loaders.record(id, asOf);
  if (record === null) throw notFound([field], 'record', id);
  return record;
}
