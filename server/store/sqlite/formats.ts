// In which format the records of the file are, and what they are found by after a kind was given the next one. The records
// themselves are left as they were written: they are upgraded whenever they are read.

import type { Written } from '../../domain/record-format.ts';
import { outgrown, readRecord, writtenHere } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import { RecordIndex } from './record-index.ts';
import { listed } from './versions.ts';

/** What was written last; files in which every kind has its first format need not say so. */
export function formatsOf(connection: Connection): Written | null {
  const row = connection.get<[string]>("SELECT value FROM kept WHERE space = 'setting' AND key = 'formats'");
  return row === undefined ? null : (JSON.parse(row[0]) as Written);
}

/** To this release. `before` is called before anything is changed. */
export function upgradeFormats(connection: Connection, before: () => void): void {
  if (outgrown(formatsOf(connection)).length === 0) return;
  before();
  connection.script('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    for (const kind of outgrown(formatsOf(connection))) reindex(connection, kind);
    connection.run(
      "INSERT OR REPLACE INTO kept (space, key, value) VALUES ('setting', 'formats', ?)",
      JSON.stringify(writtenHere()),
    );
    connection.script('COMMIT');
  } catch (error) {
    connection.rollback();
    throw error;
  }
}

const OF_KIND = 'SELECT num FROM record WHERE kind = ?';
const AT_ONCE = 1_000;

/** Everything that lists and search find records by but the words of their texts, which no upgrade changes. */
function reindex(connection: Connection, kind: RecordKind): void {
  const code = kinds.code(kind);
  connection.run(`DELETE FROM facet WHERE num IN (${OF_KIND})`, code);
  connection.run(`DELETE FROM name_term WHERE name_no IN (SELECT no FROM name WHERE num IN (${OF_KIND}))`, code);
  connection.run(`DELETE FROM name WHERE num IN (${OF_KIND})`, code);
  const index = new RecordIndex(connection);
  for (let after = 0, more = true; more; ) {
    const rows = connection.all<[number, string]>(
      'SELECT r.num, v.data FROM record r JOIN version v ON v.version = r.version WHERE r.kind = ? AND r.num > ? AND r.removed = 0 ORDER BY r.num LIMIT ?',
      [code, after, AT_ONCE],
    );
    for (const [num, data] of rows) {
      const record = readRecord(kind, data);
      index.addHead(kind, num, record);
      const columns = listed(kind, record);
      connection.run('UPDATE record SET title = ?, span = ?, said = ?, lo = ?, hi = ? WHERE num = ?', ...columns, num);
    }
    after = rows.at(-1)?.[0] ?? after;
    more = rows.length === AT_ONCE;
  }
}
