// Appends versions: the facts of the file. A record points at its newest version; none is ever changed or deleted.

import { saidKey } from '../../domain/dates.ts';
import { specOf } from '../../domain/kinds.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { AnyRecord, Id } from '../../domain/records.ts';
import { continues } from '../../domain/replay.ts';
import type { Standing } from '../engine/expectation.ts';
import type { Version, Write } from '../store.ts';
import { dayNumber, kinds, outcomes, saidNumber } from './codes.ts';
import type { Connection } from './connection.ts';
import type { RecordHeads } from './record-heads.ts';
import type { Bound } from './sql.ts';

/** With the number of the record. */
export interface NumberedStanding extends Standing {
  num: number;
}

export interface Appended {
  version: number;
  kind: RecordKind;
  id: Id;
  data: string | null;
  record: AnyRecord | null;
  outcome: Version['outcome'];
}

const ADD = `INSERT INTO record (num, id, kind, version, removed, canonical, mentions, title, span, said, lo, hi)
  VALUES (?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?)`;
const CHANGE =
  'UPDATE record SET version = ?, removed = 0, title = ?, span = ?, said = ?, lo = ?, hi = ? WHERE num = ?';
const REMOVE = 'UPDATE record SET version = ?, removed = 1 WHERE num = ?';
const APPEND = 'INSERT INTO version (version, num, outcome, commit_no, data) VALUES (?, ?, ?, ?, ?)';
const COMMIT = 'INSERT INTO commits (no, author, time, reason, batch, first, last) VALUES (?, ?, ?, ?, ?, ?, ?)';

export class Versions {
  readonly #connection: Connection;
  readonly #heads: RecordHeads;
  #write: Write | null = null;
  #commit = 0;

  constructor(connection: Connection, heads: RecordHeads) {
    this.#connection = connection;
    this.#heads = heads;
  }

  /** Tells the newest version, and the first one of the newest write; 0 for none. */
  begin(write: Write): { start: number; newest: number } {
    this.#write = write;
    this.#commit = 0;
    const start = this.#connection.value('SELECT coalesce(max(version), 0) FROM version');
    const [no, newest] = this.#connection.get<[number, number]>(
      'SELECT no, first FROM commits ORDER BY no DESC LIMIT 1',
    ) ?? [0, 0];
    if (write.replay !== undefined && continues(write.replay)) this.#commit = no;
    return { start, newest };
  }

  /** Closes the range of versions that the write consists of. */
  end(last: number): void {
    if (this.#commit > 0) this.#connection.run('UPDATE commits SET last = ? WHERE no = ?', last, this.#commit);
  }

  /** Undefined when there never was such a record. */
  standing(id: Id): NumberedStanding | undefined {
    const row = this.#connection.get<[number, number, number]>(
      'SELECT num, version, removed FROM record WHERE id = ?',
      [id],
    );
    return row === undefined ? undefined : { num: row[0], version: row[1], live: row[2] === 0 };
  }

  data(version: number): string | null {
    return this.#connection.value<string | null>('SELECT data FROM version WHERE version = ?', [version]);
  }

  append({ version, kind, id, data, record, outcome }: Appended, standing: NumberedStanding | undefined): void {
    if (this.#commit === 0) this.#commit = this.#beginCommit(version);
    const num = standing?.num ?? version;
    if (record === null) {
      this.#connection.run(REMOVE, version, num);
    } else if (standing === undefined) {
      this.#connection.run(ADD, num, id, kinds.code(kind), version, num, ...listed(kind, record));
      // Claims are many, and seldom referred to.
      if (kind !== 'claim') this.#heads.keep({ id, num, removed: false, canonical: num });
    } else {
      this.#connection.run(CHANGE, version, ...listed(kind, record), num);
    }
    this.#heads.mark(id, record === null);
    this.#connection.run(APPEND, version, num, outcomes.code(outcome), this.#commit, data);
  }

  #beginCommit(first: number): number {
    if (this.#write === null) throw new Error('no write is open');
    const { author, time, reason, batch } = this.#write;
    const no = this.#connection.value('SELECT coalesce(max(no), 0) + 1 FROM commits');
    this.#connection.run(COMMIT, no, author, time, reason, batch, first, first);
    return no;
  }
}

/** The columns that lists sort and filter by: title, span, said, lo, hi. */
export function listed(kind: RecordKind, record: AnyRecord): Bound[] {
  const spec = specOf(kind);
  const bounds = spec.bounds(record);
  const { earliest, latest } = bounds ?? { earliest: null, latest: null };
  const lo = earliest === null ? null : dayNumber(earliest);
  const hi = latest === null ? null : dayNumber(latest);
  return [spec.title(record), lo === hi ? 0 : 1, saidNumber(saidKey(bounds)), lo, hi];
}
