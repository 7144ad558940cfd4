// Key-value entries: tokens, answers to idempotent requests, settings. JSON by key; no versions, no history.

import type { KeyValueEntry } from '../store.ts';
import type { Connection } from './connection.ts';

export function putEntries(connection: Connection, entries: readonly KeyValueEntry[]): void {
  for (const { space, key, value } of entries)
    if (value === null) connection.run('DELETE FROM kept WHERE space = ? AND key = ?', space, key);
    else
      connection.run(
        'INSERT OR REPLACE INTO kept (space, key, value) VALUES (?, ?, ?)',
        space,
        key,
        JSON.stringify(value),
      );
}

/** Null where there is none. */
export function getEntry(connection: Connection, space: KeyValueEntry['space'], key: string): unknown {
  const row = connection.get<[string]>('SELECT value FROM kept WHERE space = ? AND key = ?', [space, key]);
  return row === undefined ? null : JSON.parse(row[0]);
}

export function listEntries(connection: Connection, space: KeyValueEntry['space']): { key: string; value: unknown }[] {
  const rows = connection.all<[string, string]>('SELECT key, value FROM kept WHERE space = ? ORDER BY key', [space]);
  return rows.map(([key, value]) => ({ key, value: JSON.parse(value) }));
}
