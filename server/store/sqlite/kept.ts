// The side room: tokens, answers to idempotent requests, settings. JSON by key; no versions, no history.

import { keptField, keptProblem } from '../expectation.ts';
import type { Listed } from '../listed.ts';
import type { Kept } from '../store.ts';
import type { Connection } from './connection.ts';

/** Adds a fault for every entry that is not as whoever writes it has seen it. */
export function checkKept(connection: Connection, entries: readonly Kept[], conflicts: Listed): void {
  for (const entry of entries) {
    if (entry.was === undefined) continue;
    const problem = keptProblem(entry, textOf(connection, entry));
    if (problem !== null) conflicts.add(keptField(entry), problem);
  }
}

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
  return JSON.parse(textOf(connection, { space, key }) ?? 'null');
}

function textOf(connection: Connection, { space, key }: Pick<Kept, 'space' | 'key'>): string | null {
  const row = connection.get<[string]>('SELECT value FROM kept WHERE space = ? AND key = ?', [space, key]);
  return row?.[0] ?? null;
}

export function keptAll(connection: Connection, space: Kept['space']): { key: string; value: unknown }[] {
  const rows = connection.all<[string, string]>('SELECT key, value FROM kept WHERE space = ? ORDER BY key', [space]);
  return rows.map(([key, value]) => ({ key, value: JSON.parse(value) }));
}
