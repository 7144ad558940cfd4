// A page of records with those related to them, in one statement: whatever finds the page ends with `at` and the versions of the
// page, one more than is shown.

import type { RecordKind } from '../../domain/record-kinds.ts';
import { pageWalk } from '../engine/page-walk.ts';
import type { Page, Paging, Related, Stored } from '../store.ts';
import { ofPage, PAGE_COLUMN, withRelated } from './cypher/related.ts';
import type { Parameters, Runner } from './database.ts';
import type { StoredRow } from './stored.ts';
import { unpackWithOthers } from './stored.ts';

/** `total` is that column with a comma before it, or nothing. */
export async function pageWithOthers<K extends RecordKind>(
  runner: Runner,
  query: Paging & { related?: Related | undefined },
  { text, total, parameters }: { text: string; total: string; parameters: Parameters },
): Promise<Page<Stored<K>>> {
  const { related = 'DISPLAYED', limit } = query;
  const rows = await runner.run<StoredRow & { versions: number[] | null; total?: number }>(
    `${text}${ofPage(total)}${withRelated(related, PAGE_COLUMN + total)}`,
    { ...parameters, shown: limit },
  );
  const page = pageWalk(query, false).cut(rows.find(({ versions }) => versions !== null)?.versions ?? []);
  const shown = new Set(page.rows);
  const ids = new Set(rows.flatMap(({ id, version }) => (shown.has(version) ? [id] : [])));
  const { asked, others } = await unpackWithOthers<K>(rows, ids);
  const byVersion = new Map([...asked.values()].map((stored) => [stored.version, stored]));
  return {
    items: page.rows.map((version) => byVersion.get(version) as Stored<K>),
    more: page.more,
    total: query.total === true ? (rows[0]?.total ?? 0) : null,
    related: others,
  };
}
