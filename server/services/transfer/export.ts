// Records -> JSON Lines: what is referred to comes first, then the order of recording, so that the lines import as they stand.

import type { RecordKind } from '../../domain/ids.ts';
import { KIND_ORDER } from '../../domain/records.ts';
import type { Store } from '../../store/store.ts';

/** Batches say how this store was filled, and mean nothing in another one. */
export const EXPORTED_KINDS: readonly RecordKind[] = KIND_ORDER.filter((kind) => kind !== 'batch');

export interface ExportOptions {
  kinds?: readonly RecordKind[] | undefined;
  asOf?: number | undefined;
}

/** Pieces of text of many whole lines each. */
export async function* exportLines(store: Store, { kinds = EXPORTED_KINDS, asOf }: ExportOptions = {}): AsyncGenerator<string> {
  const ordered = KIND_ORDER.filter((kind) => kinds.includes(kind));
  for await (const page of store.records({ kinds: ordered, ...(asOf === undefined ? {} : { asOf }) })) {
    yield page.map(({ kind, record }) => `${JSON.stringify({ record: kind, ...record })}\n`).join('');
  }
}
