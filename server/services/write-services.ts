// Everything that can be done to the record, over one store and one clock: opened once, shared by every request.

import type { Store } from '../store/store.ts';
import { createAccess } from './access.ts';
import { createBatches } from './batches.ts';
import { createCuration } from './curation.ts';
import { createIdempotency } from './idempotency.ts';
import { createIdentity } from './identity.ts';
import { createReviewAll } from './review-all.ts';
import { createReviews } from './reviews.ts';
import { createViews } from './views.ts';
import { createWarnings } from './warnings.ts';
import { createWriting } from './writing.ts';

export function createWriteServices(store: Store, adminToken: string | null, now: () => Date = () => new Date()) {
  const writing = createWriting(store, now);
  const curation = createCuration(store, writing);
  return {
    access: createAccess(store, adminToken, now),
    batches: createBatches(store, curation, writing),
    curation,
    idempotency: createIdempotency(store, now),
    identity: createIdentity(store, curation),
    reviewAll: createReviewAll(store, writing),
    reviews: createReviews(curation),
    views: createViews(store, curation),
    warnings: createWarnings(store, now),
  };
}

export type WriteServices = ReturnType<typeof createWriteServices>;
