// Writes the relationships of claims into the database: many rows name few records, so each record is looked up once.

import type { Id } from '../../domain/records.ts';
import type { AttributedRow, PatternRow } from './claim-rows.ts';
import { ABOUT_COLUMNS, ATTRIBUTED_COLUMNS, JOIN, SAID_COLUMNS } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import type { NewRecord } from './version-index.ts';

export interface Joined {
  said: readonly PatternRow[];
  about: readonly PatternRow[];
  quoted: readonly PatternRow[];
  attributed: readonly AttributedRow[];
}

const AT_ONCE = 5_000;

/** `claims` are made with it; everything else that is joined must be there. */
export async function join(runner: Runner, joined: Joined, claims: readonly NewRecord[] = []): Promise<void> {
  const longest = Math.max(claims.length, ...Object.values(joined).map((rows) => rows.length));
  const work: Promise<void>[] = [];
  for (let start = 0; start < longest; start += AT_ONCE)
    work.push(joinPart(runner, joined, start === 0 ? claims : [], start));
  await Promise.all(work);
}

async function joinPart(runner: Runner, joined: Joined, claims: readonly NewRecord[], start: number): Promise<void> {
  // Counted from the end, where those that are made come after all that are looked up.
  const made = new Map(claims.map(([id], index) => [id, index - claims.length]));
  const indexes = new Map<Id, number>();
  const indexOf = (id: Id) => {
    const known = made.get(id) ?? indexes.get(id);
    if (known !== undefined) return known;
    indexes.set(id, indexes.size);
    return indexes.size - 1;
  };
  const part = <T>(rows: readonly T[]) => rows.slice(start, start + AT_ONCE);
  const pattern = (rows: readonly PatternRow[], columns: readonly (keyof PatternRow)[]) =>
    part(rows).map((row) => [indexOf(row.from), indexOf(row.to), ...columns.map((column) => row[column])]);
  const rows = {
    said: pattern(joined.said, SAID_COLUMNS),
    about: pattern(joined.about, ABOUT_COLUMNS),
    quoted: pattern(joined.quoted, SAID_COLUMNS),
    attributed: part(joined.attributed).map(({ speaker, target, value }) => [
      indexOf(speaker),
      indexOf(target),
      ...ATTRIBUTED_COLUMNS.map((column) => value[column]),
    ]),
  };
  const [row] = await runner.run<{ found: number }>(JOIN, { ids: [...indexes.keys()], claims, ...rows });
  // Each has been looked up before; one that is gone would shift the indexes of the others.
  const wanted = indexes.size + claims.length;
  if (row?.found !== wanted) throw new Error(`${wanted - (row?.found ?? 0)} records to be joined are not there`);
}
