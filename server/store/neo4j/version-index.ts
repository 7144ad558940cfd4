// The versions of one piece of a write, gathered and brought into the database together: new records, versions with what
// they are found by, and the ends of those before them. New claims are made together with what joins them to others.

import type { RecordKind } from '../../domain/record-kinds.ts';
import { typeName } from '../../domain/record-kinds.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import { ADD_FACETS, ADD_NAMES, ADD_VERSIONS, addRecords, END_VERSIONS, VERSION_COLUMNS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import type { FacetRow, NameRow, VersionRow } from './version-row.ts';
import { versionRow } from './version-row.ts';

/** A record to be made: id, first version, title, versions. */
export type NewRecord = readonly [id: Id, first: number, title: string | null, versions: readonly unknown[]];

export class VersionIndex {
  readonly #kept: number;
  #records = new Map<Id, { kind: RecordKind; first: number }>();
  #versions = new Map<number, VersionRow>();
  /** The pieces before, the newest first, which may still be on their way. */
  #before: ReadonlyMap<number, VersionRow>[] = [];
  #facets: FacetRow[] = [];
  #names: NameRow[] = [];
  #ended: { version: number; until: number }[] = [];

  /** `kept`: how many pieces before the last may be asked for. */
  constructor(kept: number) {
    this.#kept = kept;
  }

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

  /** Of a version of this piece or of those just before; undefined for all others. */
  data(version: number): string | null | undefined {
    const piece = [this.#versions, ...this.#before].find((rows) => rows.has(version));
    return piece?.get(version)?.data;
  }

  /**
   * Ends the piece, and gives what brings it into the database. `join` makes the new claims among the rest. Little waits for its
   * turn but in the database: while it works on one statement, the next is on its way.
   */
  take(): (runner: Runner, join: (claims: readonly NewRecord[]) => Promise<void>) => Promise<void> {
    const [records, facets, names, ended] = [this.#records, this.#facets, this.#names, this.#ended];
    const added = Map.groupBy(this.#versions.values(), ({ id }) => records.get(id)?.kind ?? null);
    this.#before = [this.#versions, ...this.#before.slice(0, this.#kept)];
    this.#versions = new Map();
    this.#records = new Map();
    this.#facets = [];
    this.#names = [];
    this.#ended = [];
    const taken = (kind: RecordKind | null) => {
      const rows = added.get(kind) ?? [];
      added.delete(kind);
      return rows;
    };
    const [later, claims] = [taken(null), taken('claim')];
    return async (runner, join) => {
      const step = async (text: string, rows: readonly unknown[]) => {
        if (rows.length > 0) await runner.run(text, { rows });
      };
      const made = [...added].map(([kind, rows]) =>
        runner.run(addRecords(typeName(kind as RecordKind)), { kind, rows: withVersions(rows) }),
      );
      const joined = join(withVersions(claims));
      await Promise.all([...made, step(END_VERSIONS, ended), step(ADD_VERSIONS, later.map(listed)), joined]);
      await Promise.all([step(ADD_FACETS, facets), step(ADD_NAMES, names)]);
    };
  }
}

/** New records of one kind, each with all versions that it has had already. */
function withVersions(rows: readonly VersionRow[]): NewRecord[] {
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, versions]) => {
    const last = versions.at(-1);
    // What a claim says stands in its version; once more for every claim of an import would cost too much.
    return [id, versions[0]?.first ?? 0, last?.kind === 'claim' ? null : (last?.title ?? null), versions.map(listed)];
  });
}

function listed(row: VersionRow): unknown[] {
  return VERSION_COLUMNS.map((column) => row[column]);
}
