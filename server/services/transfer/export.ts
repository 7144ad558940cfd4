// Records -> JSON Lines: what is referred to comes first, then the order of recording, so that the lines import as they stand.

import { formatted } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { TRANSFERRED_KINDS } from '../../domain/record-kinds.ts';
import type { Store } from '../../store/store.ts';

export interface ExportOptions {
  kinds?: readonly RecordKind[] | undefined;
  asOf?: number | undefined;
}

/** Pieces of text of many whole lines each. */
export async function* exportLines(
  store: Store,
  { kinds = TRANSFERRED_KINDS, asOf }: ExportOptions = {},
): AsyncGenerator<string> {
  const ordered = TRANSFERRED_KINDS.filter((kind) => kinds.includes(kind));
  for await (const page of store.records({ kinds: ordered, ...(asOf === undefined ? {} : { asOf }) }))
    yield page.map(({ kind, record }) => `${JSON.stringify({ record: kind, ...formatted(kind, record) })}\n`).join('');
}
