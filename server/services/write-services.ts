// Everything that can be done to the record, over one store and one clock: opened once, shared by every request.

import type { Store } from '../store/store.ts';
import type { Access } from './access.ts';
import { createAccess } from './access.ts';
import type { Batches } from './batches.ts';
import { createBatches } from './batches.ts';
import type { Curation } from './curation.ts';
import { createCuration } from './curation.ts';
import type { Idempotency } from './idempotency.ts';
import { createIdempotency } from './idempotency.ts';
import type { Identity } from './identity.ts';
import { createIdentity } from './identity.ts';
import type { Reviews } from './reviews.ts';
import { createReviews } from './reviews.ts';
import type { Views } from './views.ts';
import { createViews } from './views.ts';
import { createWriting } from './writing.ts';

export interface WriteServices {
  access: Access;
  batches: Batches;
  curation: Curation;
  idempotency: Idempotency;
  identity: Identity;
  reviews: Reviews;
  views: Views;
}

export function createWriteServices(
  store: Store,
  adminToken: string | null,
  now: () => Date = () => new Date(),
): WriteServices {
  const writing = createWriting(store, now);
  const curation = createCuration(store, writing);
  return {
    access: createAccess(store, adminToken, now),
    batches: createBatches(store, curation, writing),
    curation,
    idempotency: createIdempotency(store, now),
    identity: createIdentity(store, curation),
    reviews: createReviews(curation),
    views: createViews(store, curation),
  };
}
