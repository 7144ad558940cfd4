// Opens or makes the file: checks that it is ours and not from a later version, and brings its tables and what records are found
// by up to date, with a copy kept beside it before anything that holds records is changed.

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { OnRecordError } from '../../domain/errors.ts';
import { newerProblem } from '../../domain/record-format.ts';
import { RELEASE } from '../../domain/release.ts';
import { Connection } from './connection.ts';
import { translated } from './failures.ts';
import { formatsOf, upgradeFormats } from './formats.ts';
import { migrations } from './migrations/list.ts';

/** `OnRc` in ASCII: what `file` and other tools see in the header. */
export const APPLICATION_ID = 0x4f6e5263;

/** Without `steps` all there are: a test gives its own. */
export function prepareFile(path: string, steps: readonly string[] = migrations): void {
  translated(() => mkdirSync(dirname(path), { recursive: true }));
  const connection = new Connection(path, 'writer', 16);
  try {
    const version = checkFile(connection, path, steps.length);
    connection.script('PRAGMA journal_mode = WAL');
    if (version < steps.length) migrate(connection, path, version, steps);
    upgradeFormats(connection, () => keepCopy(connection, `${path}.before-${RELEASE}`));
  } finally {
    connection.close();
  }
}

/** The version of its tables, 0 when it is new. */
function checkFile(connection: Connection, path: string, newest: number): number {
  const application = connection.value('PRAGMA application_id');
  const version = connection.value('PRAGMA user_version');
  const tables = connection.value("SELECT count(*) FROM sqlite_schema WHERE type = 'table'");
  if (application !== APPLICATION_ID && (tables > 0 || application !== 0))
    throw refused(`${path} is a database of another program; name another file in STORE_URL`);
  if (version > newest)
    throw refused(
      `${path} was written by a later version of On Record (its tables are at ${version}, this version knows ${newest}); install that version, or open a backup`,
    );
  const problem = version === 0 ? null : newerProblem(formatsOf(connection));
  if (problem !== null) throw refused(`${path}: ${problem}`);
  return version;
}

function migrate(connection: Connection, path: string, from: number, steps: readonly string[]): void {
  if (from > 0) keepCopy(connection, `${path}.before-v${from + 1}`);
  connection.script('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    for (const sql of steps.slice(connection.value('PRAGMA user_version'))) connection.script(sql);
    connection.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}; COMMIT`);
  } catch (error) {
    connection.rollback();
    throw error;
  }
}

/** Whole or not at all: a copy that was cut short never bears the name. */
function keepCopy(connection: Connection, copy: string): void {
  if (connection.value('SELECT count(*) FROM (SELECT 1 FROM version LIMIT 1)') === 0) return;
  rmSync(`${copy}.part`, { force: true });
  connection.run('VACUUM INTO ?', `${copy}.part`);
  renameSync(`${copy}.part`, copy);
}

function refused(message: string): OnRecordError {
  return new OnRecordError('UNAVAILABLE', message);
}
