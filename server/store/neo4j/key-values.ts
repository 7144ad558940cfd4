// Key-value entries: tokens, answers to idempotent requests, settings. JSON by key; no versions, no history.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { KeyValueEntry } from '../store.ts';
import { GET_ENTRY, LIST_ENTRIES } from './cypher/records.ts';
import { DELETE_ENTRIES, PUT_ENTRIES } from './cypher/writes.ts';
import type { Runner } from './database.ts';

export async function putEntries(runner: Runner, entries: readonly KeyValueEntry[]): Promise<void> {
  // Of several entries with one key, the last one stays.
  const last = new Map(entries.map((entry) => [JSON.stringify([entry.space, entry.key]), entry]));
  const [gone, kept] = [[...last.values()].filter(isGone), [...last.values()].filter((entry) => !isGone(entry))];
  if (gone.length > 0) await runner.run(DELETE_ENTRIES, { rows: gone.map(({ space, key }) => ({ space, key })) });
  if (kept.length > 0)
    await runner.run(PUT_ENTRIES, {
      rows: kept.map(({ space, key, value }) => ({ space, key, value: JSON.stringify(value) })),
    });
}

/** Null where there is none. */
export async function getEntry(runner: Runner, space: KeyValueEntry['space'], key: string): Promise<unknown> {
  const [row] = await runner.run<{ value: string }>(GET_ENTRY, { space, key });
  return row === undefined ? null : JSON.parse(row.value);
}

export async function listEntries(
  runner: Runner,
  space: KeyValueEntry['space'],
): Promise<{ key: string; value: unknown }[]> {
  const rows = await runner.run<{ key: string; value: string }>(LIST_ENTRIES, { space });
  return rows
    .map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }))
    .sort((a, b) => compareCodePoints(a.key, b.key));
}

function isGone({ value }: KeyValueEntry): boolean {
  return value === null;
}
