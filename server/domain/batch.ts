// A batch: what was written together (one import, one session of work) and can be reverted together.

import type { FaultCollector } from './faults/fault-collector.ts';
import { Reader } from './fields.ts';
import type { KindSpec } from './kind-spec.ts';
import { TEXTS } from './limits.ts';
import type { Batch } from './records.ts';

const BATCH_FIELDS = new Set(['id', 'name', 'description', 'reverted']);
const BATCH_ONLY = ['batch'] as const;

export const batchSpec: KindSpec<Batch> = {
  kind: 'batch',
  fields: BATCH_FIELDS,
  parse: parseBatch,
  refs: () => [],
  facets: (batch) => [{ field: 'reverted', value: String(batch.reverted) }],
  title: (batch) => batch.name,
  names: (batch) => [batch.name],
  texts: (batch) => (batch.description === null ? [] : [{ field: 'description', text: batch.description }]),
  bounds: () => null,
};

function parseBatch(value: unknown, faults: FaultCollector): Batch | null {
  const reader = new Reader(faults);
  const input = reader.object(value, BATCH_FIELDS);
  if (input === null) return null;
  const batch: Batch = {
    id: reader.id(input, 'id', BATCH_ONLY),
    name: reader.text(input, 'name', TEXTS.name),
    description: reader.optionalText(input, 'description', TEXTS.description),
    reverted: reader.flag(input, 'reverted'),
  };
  return reader.failed ? null : batch;
}
