// Makes the database ready: a release that is known, a graph that is ours and not from a later version of On Record, every
// constraint and index there and online, and nothing left of a write that was cut short.

import { newerProblem, writtenHere } from '../../domain/record-format.ts';
import { RECORD_KINDS } from '../../domain/record-kinds.ts';
import { AWAIT_INDEXES, LOOK, ONLINE, SCHEMA, START, SUPERSEDED } from './cypher/setup.ts';
import type { Database } from './database.ts';
import { existsAlready, Refusal } from './failures.ts';
import { formatsOf, upgradeFormats } from './formats.ts';
import { Leased, Transactions } from './transactions.ts';

/** Of what lies in the database. Others are refused; an earlier one that was released would be brought up to date here. */
export const FORMAT = 2;
const OLDEST = [5, 26] as const;
const INDEXES_ONLINE_S = 600;

export async function prepare(database: Database): Promise<void> {
  checkRelease(await database.agent());
  const [found] = await database.run<{ format: number | null; filled: boolean }>(LOOK);
  checkFormat(found?.format ?? null, found?.filled ?? false);
  await makeIndexes(database);
  const counts = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, 0]));
  const written = writtenHere();
  const formats = written === null ? null : JSON.stringify(written);
  const [started] = await database.change<{ format: number }>(START, { format: FORMAT, counts, formats });
  checkFormat(started?.format ?? null, false);
  const newer = newerProblem(await formatsOf(database));
  if (newer !== null) throw new Refusal(newer);
  await upgradeFormats(database);
  await tidy(database);
}

/** A server that may write sweeps first what was left. */
async function tidy(database: Database): Promise<void> {
  const transactions = new Transactions(database);
  try {
    await transactions.open();
  } catch (error) {
    // Another server is writing, so there is nothing to be swept.
    if (!(error instanceof Leased)) throw error;
  } finally {
    await transactions.abort();
  }
}

/** Most starts find them all there. */
async function makeIndexes(database: Database): Promise<void> {
  const online = new Set((await database.run<{ name: string }>(ONLINE)).map(({ name }) => name));
  const missing = Object.entries(SCHEMA).filter(([name]) => !online.has(name));
  for (const [name, text] of missing)
    await database.change(text(name)).catch((error) => {
      // Of several servers that start at once, one makes it.
      if (!existsAlready(error)) throw error;
    });
  if (missing.length > 0) await database.change(AWAIT_INDEXES, { seconds: INDEXES_ONLINE_S }, INDEXES_ONLINE_S * 1_000);
  for (const [name, text] of Object.entries(SUPERSEDED)) if (online.has(name)) await database.change(text);
}

/** Releases count 5.26, then 2025.01 and on. */
export function checkRelease(agent: string): void {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(agent) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST;
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return;
  throw new Refusal(
    `the database is ${agent || 'of an unknown release'}; On Record needs Neo4j ${oldestMajor}.${oldestMinor} or later`,
  );
}

function checkFormat(format: number | null, filled: boolean): void {
  if (format === null && filled)
    throw new Refusal('the database holds the data of another program; name an empty one in NEO4J_DATABASE');
  if (format !== null && format < FORMAT)
    throw new Refusal(
      `the database was written by an unreleased state of On Record (its format is ${format}, this version knows ${FORMAT}); with that state, copy it to a SQLite store (on-record copy), and with this version from there into an empty database`,
    );
  if (format !== null && format > FORMAT)
    throw new Refusal(
      `the database was written by a later version of On Record (its format is ${format}, this version knows ${FORMAT}); install that version`,
    );
}
