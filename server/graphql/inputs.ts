// From the shape of GraphQL inputs to the shape of records: what belongs to the write and not to the record is left out,
// and the one target that was chosen becomes its id.

import type { FaultCollector } from '../domain/faults/fault-collector.ts';
import { idProblem, kindOf } from '../domain/ids.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Patch } from '../services/curation.ts';
import type { ClaimTargetInput, InputMaybe } from './generated.ts';

const OF_THE_WRITE: ReadonlySet<string> = new Set(['reason', 'batch', 'dryRun', 'idempotencyKey', 'baseVersion']);

export function recordFields(input: object): Patch {
  return Object.fromEntries(Object.entries(input).filter(([field]) => !OF_THE_WRITE.has(field)));
}

export function claimFields(
  input: { targets?: InputMaybe<readonly ClaimTargetInput[]> | undefined },
  faults: FaultCollector,
): Patch {
  const fields = recordFields(input);
  if (!input.targets) return fields;
  const targets = input.targets.map(({ target, stance }, index) => {
    // GraphQL has seen to it that exactly one is given.
    const [kind, id] = Object.entries(target)[0] as [RecordKind, string];
    const problem = kindOf(id) === null ? null : idProblem(id, [kind]);
    if (problem !== null) faults.add(['targets', index, 'target', kind], problem);
    return { target: id, stance };
  });
  return { ...fields, targets };
}
