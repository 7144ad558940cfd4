// The side room: tokens, answers to idempotent requests, settings. JSON by key; no versions, no history.

import type { Kept } from '../store.ts';
import type { Connection } from './connection.ts';

export function keep(connection: Connection, entries: readonly Kept[]): void {
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

/** Null where nothing is kept. */
export function kept(connection: Connection, space: Kept['space'], key: string): unknown {
  const row = connection.get<[string]>('SELECT value FROM kept WHERE space = ? AND key = ?', [space, key]);
  return row === undefined ? null : JSON.parse(row[0]);
}

export function keptAll(connection: Connection, space: Kept['space']): { key: string; value: unknown }[] {
  const rows = connection.all<[string, string]>('SELECT key, value FROM kept WHERE space = ? ORDER BY key', [space]);
  return rows.map(([key, value]) => ({ key, value: JSON.parse(value) }));
}
