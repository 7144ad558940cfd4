// A version as the database holds it: the text of the record, and what lists, search and filters find it by. Derived by the
// domain's own specs; the older version keeps what it had, so that reading at a version needs nothing else.

import { saidKey } from '../../domain/dates.ts';
import { specOf } from '../../domain/kinds.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { TITLED_KINDS } from '../../domain/record-kinds.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import { partTerms, terms } from '../../domain/text.ts';
import type { Version } from '../store.ts';
import { FOREVER } from './forever.ts';
import { titleKey } from './title-key.ts';

export interface VersionRow {
  version: number;
  until: number;
  id: Id;
  kind: RecordKind;
  /** Kinds whose titles are short enough for an index, and whose lists are walked in its order. */
  list: RecordKind | null;
  first: number;
  outcome: Version['outcome'];
  commit: number;
  data: string | null;
  size: number;
  title: string | null;
  /** True or null, as what goes without saying is not stored. */
  ranged: true | null;
  said: string | null;
  /** The ends of a range, where they are known; of a single day, `said` is both. */
  lo: string | null;
  hi: string | null;
  publisher: string | null;
  terms: string | null;
}

export interface FacetRow {
  version: number;
  key: string;
  kind: RecordKind;
  field: string;
  value: string;
}

export interface NameRow {
  version: number;
  name: string;
  entries: string;
}

export interface Found {
  row: VersionRow;
  facets: FacetRow[];
  names: NameRow[];
}

export function facetKey(kind: RecordKind, field: string, value: string): string {
  return `${kind} ${field} ${value}`;
}

type Given = Pick<VersionRow, 'version' | 'id' | 'kind' | 'first' | 'outcome' | 'commit' | 'data'>;

/** `record` is null where it was removed. */
export function versionRow(given: Given, record: AnyRecord | null): Found {
  const { version, kind, data } = given;
  const size = data?.length ?? 0;
  if (record === null) return { row: { ...given, ...NOTHING, size }, facets: [], names: [] };
  const spec = specOf(kind);
  const bounds = spec.bounds(record);
  const found = terms(
    spec
      .texts(record)
      .map(({ text }) => text)
      .join('\n'),
  );
  const lo = bounds?.earliest ?? null;
  const hi = bounds?.latest ?? null;
  const ranged = lo !== hi;
  return {
    row: {
      ...given,
      until: FOREVER,
      list: TITLED_KINDS.has(kind) ? kind : null,
      size,
      title: titleKey(spec.title(record)),
      ranged: ranged || null,
      said: saidKey(bounds),
      lo: ranged ? lo : null,
      hi: ranged ? hi : null,
      publisher: 'publisher' in record ? record.publisher : null,
      terms: found.length === 0 ? null : found.join(' '),
    },
    facets: spec
      .facets(record)
      .map(({ field, value }) => ({ version, key: facetKey(kind, field, value), kind, field, value })),
    names: spec.names(record).map((name) => ({
      version,
      name,
      entries: [...new Set([...terms(name), ...partTerms(name)])].join(' '),
    })),
  };
}

const NOTHING = {
  until: FOREVER,
  list: null,
  title: null,
  ranged: null,
  said: null,
  lo: null,
  hi: null,
  publisher: null,
  terms: null,
} satisfies Partial<VersionRow>;
