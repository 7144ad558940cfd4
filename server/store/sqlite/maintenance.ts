// Looking after the file: a consistent copy while it is in use, and a check of everything derived against the facts it was
// derived from.

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { conflict } from '../../domain/errors.ts';
import { clusters } from '../../domain/identity.ts';
import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { AnyRecord, Claim, Judgement } from '../../domain/records.ts';
import { terms } from '../../domain/text.ts';
import { attributionRows, COLUMNS } from './attribution-rows.ts';
import { kinds } from './codes.ts';
import { Connection } from './connection.ts';
import { RecordHeads } from './record-heads.ts';
import { listed } from './versions.ts';

/** Whole or not at all: a copy that was cut short never bears the name. */
export function backup(connection: Connection, path: string): void {
  if (existsSync(path)) throw conflict([], { code: 'FILE_EXISTS', file: path });
  const part = `${path}.part`;
  rmSync(part, { force: true });
  // A connection that only reads is refused even a copy.
  const copier = new Connection(connection.path, 'writer', 16);
  try {
    copier.run('VACUUM INTO ?', part);
  } finally {
    copier.close();
  }
  const file = openSync(part, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(part, path);
}

export interface Verified {
  problems: string[];
  /** Where to go on; null at the end of the step. */
  next: number | null;
  checked: number;
}

const STEPS = [checkFile, checkLinks, checkRecords, checkIdentities, checkCounts];
const AT_ONCE = 2_000;

export function verify(connection: Connection, step: number, cursor: number): Verified {
  const check = STEPS[step];
  if (check === undefined) throw new Error(`there is no step ${step}`);
  return check(connection, cursor);
}

/** Runs every step to its end. */
export async function verifySteps(
  run: (step: number, cursor: number) => Promise<Verified>,
  records: number,
  progress?: (done: number, total: number) => void,
): Promise<string[]> {
  const problems: string[] = [];
  const total = records + STEPS.length;
  let done = 0;
  for (const step of STEPS.keys()) {
    for (let cursor: number | null = 0; cursor !== null; ) {
      const verified: Verified = await run(step, cursor);
      problems.push(...verified.problems);
      cursor = verified.next;
      done += verified.checked;
      progress?.(Math.min(done, total), total);
    }
    done += 1;
    progress?.(Math.min(done, total), total);
  }
  return problems;
}

function checkFile(connection: Connection): Verified {
  const found = connection.all<[string]>('PRAGMA integrity_check').map(([line]) => line);
  return over(found.filter((line) => line !== 'ok').map((line) => `the file is damaged: ${line}`));
}

function checkLinks(connection: Connection): Verified {
  const broken = connection.all<[string, number | null, string]>('PRAGMA foreign_key_check');
  return over(broken.map(([table, row, parent]) => `row ${row} of ${table} points at a ${parent} that does not exist`));
}

/** Each record against its newest version, and everything that it is found by against the record. */
function checkRecords(connection: Connection, cursor: number): Verified {
  const rows = connection.all<
    [
      number,
      string,
      number,
      number,
      number,
      string | null,
      number,
      string,
      number,
      number,
      number | null,
      number | null,
    ]
  >(
    `SELECT r.num, r.id, r.kind, r.version, r.removed, v.data, (SELECT coalesce(max(w.version), r.num) FROM version w WHERE w.num = r.num AND w.version <> w.num),
       r.title, r.span, r.said, r.lo, r.hi
     FROM record r LEFT JOIN version v ON v.version = r.version WHERE r.num > ? ORDER BY r.num LIMIT ?`,
    [cursor, AT_ONCE],
  );
  const heads = new RecordHeads(connection);
  const problems: string[] = [];
  for (const [num, id, kindCode, version, removed, data, newest, ...columns] of rows) {
    if (version !== newest) problems.push(`${id} points at version ${version}; its newest is ${newest}`);
    if ((data === null) !== (removed === 1))
      problems.push(`${id} is marked as ${removed === 1 ? 'removed' : 'there'}; its newest version says otherwise`);
    const record = data === null ? null : readRecord(kinds.word(kindCode), data);
    for (const name of wrongTables(connection, heads, { num, version, kind: kinds.word(kindCode), record }, columns))
      problems.push(`${id}: ${name} does not fit the record`);
  }
  const last = rows.at(-1);
  return { problems, next: rows.length === AT_ONCE && last !== undefined ? last[0] : null, checked: rows.length };
}

interface Checked {
  num: number;
  version: number;
  kind: Parameters<typeof specOf>[0];
  record: AnyRecord | null;
}

function wrongTables(
  connection: Connection,
  heads: RecordHeads,
  { num, version, kind, record }: Checked,
  columns: readonly unknown[],
): string[] {
  const wrong: string[] = [];
  const compare = (name: string, stored: unknown, derived: unknown) => {
    if (JSON.stringify(stored) !== JSON.stringify(derived)) wrong.push(name);
  };
  const spec = specOf(kind);
  if (record !== null) compare('what it is listed by', columns, listed(kind, record));
  const facets = record === null ? [] : spec.facets(record).map(({ field, value }) => `${field} ${value}`);
  const held = connection.all<[string, string]>(
    'SELECT fv.field, fv.value FROM facet_value fv WHERE EXISTS (SELECT 1 FROM facet f WHERE f.value_no = fv.no AND f.num = ?) AND fv.value IN (SELECT value FROM json_each(?))',
    [num, JSON.stringify(record === null ? [] : spec.facets(record).map(({ value }) => value))],
  );
  compare('its facets', held.map(([field, value]) => `${field} ${value}`).sort(), facets.sort());
  const names = connection
    .all<[string]>('SELECT name FROM name WHERE num = ? ORDER BY no', [num])
    .map(([name]) => name);
  compare('its names', names, record === null ? [] : spec.names(record));
  const stored = connection.all(
    `SELECT ${COLUMNS.join(', ')} FROM attribution WHERE num = ? AND until IS NULL ORDER BY rowid`,
    [num],
  );
  compare(
    'its attributions',
    stored,
    kind === 'claim' && record !== null ? attributionRows(heads, num, version, record as Claim) : [],
  );
  if (record !== null && !isFoundByText(connection, kind, version, record)) wrong.push('the index of its text');
  return wrong;
}

const TERMS_TRIED = 30;

function isFoundByText(connection: Connection, kind: string, version: number, record: AnyRecord): boolean {
  const found = terms(
    specOf(kind as Parameters<typeof specOf>[0])
      .texts(record)
      .map(({ text }) => text)
      .join('\n'),
  );
  if (found.length === 0) return true;
  const table = kind === 'claim' ? 'claim_text' : 'text';
  const match = found
    .slice(0, TERMS_TRIED)
    .map((term) => `"${term}"`)
    .join(' AND ');
  return (
    connection.get(`SELECT 1 FROM ${table} t WHERE t.${table} MATCH ? AND t.rowid = ?`, [match, version]) !== undefined
  );
}

function checkIdentities(connection: Connection): Verified {
  const judgements = connection
    .all<[string]>(
      'SELECT v.data FROM record r JOIN version v ON v.version = r.version WHERE r.kind = ? AND r.removed = 0 ORDER BY r.num',
      [kinds.code('judgement')],
    )
    .map(([data]) => readRecord<Judgement>('judgement', data));
  const wanted = [...clusters(judgements).canonical].map(([member, canonical]) => `${member} ${canonical}`).sort();
  const marked = connection
    .all<[string]>(
      "SELECT r.id || ' ' || c.id FROM record r JOIN record c ON c.num = r.canonical WHERE r.canonical <> r.num",
    )
    .flat()
    .sort();
  const dated = connection
    .all<[string]>(
      "SELECT m.id || ' ' || h.id FROM canon c JOIN record m ON m.num = c.member JOIN record h ON h.num = c.canonical WHERE c.until IS NULL",
    )
    .flat()
    .sort();
  const text = JSON.stringify(wanted);
  return over(
    JSON.stringify(marked) === text && JSON.stringify(dated) === text
      ? []
      : ['which records stand for which does not fit the judgements'],
  );
}

function checkCounts(connection: Connection): Verified {
  const kindsOff = connection.all<[number]>(
    'SELECT k.kind FROM counts k WHERE k.n <> (SELECT count(*) FROM record r WHERE r.kind = k.kind AND r.removed = 0 AND r.canonical = r.num)',
  );
  const mentionsOff = connection.all<[string]>(
    `WITH ends AS (
       SELECT num, speaker AS n FROM attribution WHERE until IS NULL AND status IN (1, 2)
       UNION SELECT num, target FROM attribution WHERE until IS NULL AND status IN (1, 2)),
     counted AS (SELECT n, count(*) AS mentions FROM ends GROUP BY n)
     SELECT r.id FROM record r LEFT JOIN counted c ON c.n = r.num WHERE r.mentions <> coalesce(c.mentions, 0)`,
  );
  return over([
    ...kindsOff.map(([kind]) => `the number of ${kinds.word(kind)} records is wrong`),
    ...mentionsOff.map(([id]) => `${id}: the number of claims that it is part of is wrong`),
  ]);
}

function over(problems: string[]): Verified {
  return { problems, next: null, checked: 0 };
}
