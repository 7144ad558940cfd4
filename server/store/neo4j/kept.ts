// The side room: tokens, answers to idempotent requests, settings. JSON by key; no versions, no history.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { Kept } from '../store.ts';
import { KEPT, KEPT_ALL } from './cypher/records.ts';
import { DROP_KEPT, KEEP } from './cypher/writes.ts';
import type { Runner } from './database.ts';

export async function keep(runner: Runner, entries: readonly Kept[]): Promise<void> {
  // Of several entries with one key, the last one stays.
  const last = new Map(entries.map((entry) => [JSON.stringify([entry.space, entry.key]), entry]));
  const [gone, kept] = [[...last.values()].filter(isGone), [...last.values()].filter((entry) => !isGone(entry))];
  if (gone.length > 0) await runner.run(DROP_KEPT, { rows: gone.map(({ space, key }) => ({ space, key })) });
  if (kept.length > 0)
    await runner.run(KEEP, {
      rows: kept.map(({ space, key, value }) => ({ space, key, value: JSON.stringify(value) })),
    });
}

/** Null where nothing is kept. */
export async function kept(runner: Runner, space: Kept['space'], key: string): Promise<unknown> {
  const [row] = await runner.run<{ value: string }>(KEPT, { space, key });
  return row === undefined ? null : JSON.parse(row.value);
}

export async function keptAll(runner: Runner, space: Kept['space']): Promise<{ key: string; value: unknown }[]> {
  const rows = await runner.run<{ key: string; value: string }>(KEPT_ALL, { space });
  return rows
    .map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }))
    .sort((a, b) => compareCodePoints(a.key, b.key));
}

function isGone({ value }: Kept): boolean {
  return value === null;
}
