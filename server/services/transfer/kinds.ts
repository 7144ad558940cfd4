// Which kinds of record leave and enter a store, in an order in which what is referred to comes first.

import type { RecordKind } from '../../domain/ids.ts';
import { KIND_ORDER } from '../../domain/records.ts';

/** Batches say how one store was filled, and mean nothing in another. */
export const TRANSFERRED_KINDS: readonly RecordKind[] = KIND_ORDER.filter((kind) => kind !== 'batch');
