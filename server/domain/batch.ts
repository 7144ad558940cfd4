// A batch: what was written together (one import, one session of work) and can be reverted together.

import type { KindSpec } from './kind-spec.ts';
import { TEXTS } from './limits.ts';
import type { Batch } from './records.ts';
import { recordOf } from './shapes.ts';

const BATCH_ONLY = ['batch'] as const;

export const batchSpec: KindSpec<Batch> = {
  kind: 'batch',
  ...recordOf<Batch>((reader, input) => ({
    id: reader.id(input, 'id', BATCH_ONLY),
    name: reader.text(input, 'name', TEXTS.name),
    description: reader.optionalText(input, 'description', TEXTS.description),
    reverted: reader.flag(input, 'reverted'),
  })),
  refs: () => [],
  facets: (batch) => [{ field: 'reverted', value: String(batch.reverted) }],
  title: (batch) => batch.name,
  names: (batch) => [batch.name],
  texts: (batch) => (batch.description === null ? [] : [{ field: 'description', text: batch.description }]),
  bounds: () => null,
  dates: () => [],
};
