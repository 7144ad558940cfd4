// The versions of one piece of a write, gathered and brought into the database together: new records, versions with what
// they are found by, and the ends of those before them.

import type { RecordKind } from '../../domain/ids.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import { ADD_FACETS, ADD_NAMES, ADD_VERSIONS, addRecords, END_VERSIONS } from './cypher/writes.ts';
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
  #records: { kind: RecordKind; id: Id; first: number }[] = [];
  #versions = new Map<number, VersionRow>();
  #facets: FacetRow[] = [];
  #names: NameRow[] = [];
  #ended: { version: number; until: number }[] = [];

  addRecord(kind: RecordKind, id: Id, first: number): void {
    this.#records.push({ kind, id, first });
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

  async flush(runner: Runner): Promise<void> {
    for (const [kind, rows] of Map.groupBy(this.#records, (record) => record.kind))
      await runner.run(addRecords(LABELS[kind]), { rows });
    if (this.#ended.length > 0) await runner.run(END_VERSIONS, { rows: this.#ended });
    const rows = [...this.#versions.values()];
    if (rows.length > 0) await runner.run(ADD_VERSIONS, { rows });
    if (this.#facets.length > 0) await runner.run(ADD_FACETS, { rows: this.#facets });
    if (this.#names.length > 0) await runner.run(ADD_NAMES, { rows: this.#names });
    this.#records = [];
    this.#versions = new Map();
    this.#facets = [];
    this.#names = [];
    this.#ended = [];
  }
}
