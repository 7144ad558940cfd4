// Checks of arguments that several queries share. Each names the argument and the remedy.

import { TARGET_KINDS } from '../domain/claim.ts';
import type { Fault, Faults } from '../domain/errors.ts';
import { invalid, notFound } from '../domain/errors.ts';
import type { RecordKind } from '../domain/ids.ts';
import { idProblem } from '../domain/ids.ts';
import type { Id } from '../domain/records.ts';
import type { Seen } from '../services/records.ts';
import type { Context } from './context.ts';

/** The largest number of the contract's `Int`. */
export const MOST = 2 ** 31 - 1;

export function checkIds(
  ids: readonly Id[],
  field: (index: number) => string,
  faults: Faults,
  kinds?: readonly RecordKind[],
): void {
  ids.forEach((id, index) => {
    const problem = idProblem(id, kinds);
    if (problem !== null) faults.add(field(index), problem);
  });
}

export function checkRange(value: number, field: string, least: number, most: number): Fault[] {
  return value < least || value > most ? [{ field, problem: `must be from ${least} to ${most}` }] : [];
}

export function throwIfAny(...faults: Fault[][]): void {
  if (faults.flat().length > 0) throw invalid(faults.flat());
}

export function checkTargetKinds(kinds: readonly RecordKind[] | undefined, field = 'targetKinds'): Fault[] {
  const allowed: readonly RecordKind[] = TARGET_KINDS;
  return (kinds ?? []).flatMap((kind, index) =>
    allowed.includes(kind)
      ? []
      : [
          {
            field: `${field}[${index}]`,
            problem: `cannot be a target; choose among ${TARGET_KINDS.join(', ').toUpperCase()}`,
          },
        ],
  );
}

/** A record that the question is about: asking around nothing is a mistake, and not an empty answer. */
export async function endOf(context: Context, id: Id, field: string, asOf: number | undefined): Promise<Seen> {
  const problem = idProblem(id, TARGET_KINDS);
  if (problem !== null) throw invalid([{ field, problem }]);
  const record = await context.loaders.record(id, asOf);
  if (record === null) throw notFound(`record ${id}`, field);
  return record;
}
