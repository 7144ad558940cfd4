// The registry of record kinds: everything generic over kinds asks here, and a new kind is one line here.

import { actorSpec } from './actor.ts';
import { batchSpec } from './batch.ts';
import { claimSpec } from './claim.ts';
import { eventSpec } from './event.ts';
import { judgementSpec } from './judgement.ts';
import type { KindSpec } from './kind-spec.ts';
import type { RecordKind } from './record-kinds.ts';
import type { AnyRecord, RecordOf } from './records.ts';
import { sourceSpec } from './source.ts';
import { topicSpec } from './topic.ts';
import { viewSpec } from './view.ts';

export const KINDS: { readonly [K in RecordKind]: KindSpec<RecordOf[K]> } = {
  actor: actorSpec,
  event: eventSpec,
  topic: topicSpec,
  source: sourceSpec,
  claim: claimSpec,
  judgement: judgementSpec,
  view: viewSpec,
  batch: batchSpec,
};

/**
 * The spec of a kind that is known only while running, for records of that kind. For a literal kind use `KINDS.claim`,
 * which keeps the record's type.
 */
export function specOf(kind: RecordKind): KindSpec<AnyRecord> {
  return KINDS[kind] as KindSpec<AnyRecord>;
}
