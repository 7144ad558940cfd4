// The versions of one piece of a write, gathered and brought into the database together: new records, versions with what
// they are found by, and the ends of those before them.

import type { RecordKind } from '../../domain/ids.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import { ADD_FACETS, ADD_NAMES, ADD_VERSIONS, addRecords, END_VERSIONS, VERSION_COLUMNS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import type { FacetRow, NameRow, VersionRow } from './version-row.ts';
import { versionRow } from './version-row.ts';

const LABELS: Record<RecordKind, string> = {
  actor: 'Actor',
  event: 'Event',
  topic: 'Topic',
  source: 'Source',
  claim: 'Claim',
  judgement: 'Judgement',
  view: 'View',
  batch: 'Batch',
};

export class VersionIndex {
  #records = new Map<Id, { kind: RecordKind; first: number }>();
  #versions = new Map<number, VersionRow>();
  #facets: FacetRow[] = [];
  #names: NameRow[] = [];
  #ended: { version: number; until: number }[] = [];

  addRecord(kind: RecordKind, id: Id, first: number): void {
    this.#records.set(id, { kind, first });
  }

  add(given: Parameters<typeof versionRow>[0], record: AnyRecord | null): void {
    const { row, facets, names } = versionRow(given, record);
    this.#versions.set(row.version, row);
    this.#facets.push(...facets);
    this.#names.push(...names);
  }

  end(version: number, until: number): void {
    const row = this.#versions.get(version);
    if (row === undefined) this.#ended.push({ version, until });
    else row.until = until;
  }

  /** Of a version of this piece; undefined for all others. */
  data(version: number): string | null | undefined {
    return this.#versions.get(version)?.data;
  }

  /** Nothing waits for its turn but in the database: while it works on one statement, the next is on its way. */
  async flush(runner: Runner): Promise<void> {
    const records = this.#records;
    const versions = [...this.#versions.values()];
    const added = Map.groupBy(versions, ({ id }) => records.get(id)?.kind ?? null);
    const later = added.get(null) ?? [];
    added.delete(null);
    const work = [...added].map(([kind, rows]) =>
      runner.run(addRecords(LABELS[kind as RecordKind]), { kind, rows: withVersions(rows) }),
    );
    const step = (text: string, rows: readonly unknown[]) => {
      if (rows.length > 0) work.push(runner.run(text, { rows }));
    };
    step(END_VERSIONS, this.#ended);
    step(ADD_VERSIONS, later.map(listed));
    step(ADD_FACETS, this.#facets);
    step(ADD_NAMES, this.#names);
    this.#records = new Map();
    this.#versions = new Map();
    this.#facets = [];
    this.#names = [];
    this.#ended = [];
    await Promise.all(work);
  }
}

/** New records of one kind, each with all versions that it has had already. */
function withVersions(rows: readonly VersionRow[]): unknown[] {
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, versions]) => [
    id,
    versions[0]?.first,
    versions.at(-1)?.title,
    versions.map(listed),
  ]);
}

function listed(row: VersionRow): unknown[] {
  return VERSION_COLUMNS.map((column) => row[column]);
}
