// The embedded store in a temporary folder, and the SQL that answers the same questions on the same file.

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { Claim } from '../../server/domain/records.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { PAGE } from '../questions.ts';
import type { Samples } from '../samples.ts';
import type { Alone, BenchStore } from './bench-store.ts';

const COUNTS = 'count(*), sum(stance = 3), sum(stance = 2), sum(stance = 1), sum(stance = 0), min(said), max(said)';
const HELD = 'until IS NULL AND status IN (1, 2)';

export function benchSqlite(): Promise<BenchStore> {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-bench-'));
  const path = join(folder, 'bench.db');
  return Promise.resolve({
    name: 'sqlite',
    language: 'SQL',
    release: `SQLite ${process.versions.sqlite}`,
    url: `sqlite:${path}`,
    env: {},
    size: () => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
    open: async () => {
      const sql = new DatabaseSync(path, { readOnly: true });
      sql.exec('PRAGMA cache_size = -48000');
      const store = await openSqlite({ path });
      return {
        store,
        alone: (samples) => statements(sql, samples),
        asked: () => null,
        close: async () => {
          await store.close();
          sql.close();
        },
      };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  });
}

function statements(sql: DatabaseSync, { claimAt, actorAt, deep, window }: Samples): Alone {
  const day = (text: string) => Number(text.replaceAll('-', ''));
  const prepared = (text: string) => {
    const statement = sql.prepare(text);
    statement.setReturnArrays(true);
    return statement;
  };
  const rows = (statement: StatementSync, ...given: (string | number)[]) =>
    statement.all(...given) as unknown as [string][];
  const parsed = (statement: StatementSync, ...given: (string | number)[]) =>
    rows(statement, ...given).map(([data]) => JSON.parse(data));
  const byId = prepared('SELECT v.data FROM record r JOIN version v ON v.version = r.version WHERE r.id = ?');
  // As the store does: what is accepted and what is disputed, however the day is known, each claim with its id and kind, and
  // one more than the page to know whether there are more.
  const lists = [1, 2].flatMap((status) => [0, 1].map((span) => `status = ${status} AND span = ${span}`));
  const page = (where: string) =>
    prepared(
      `SELECT v.data, v.version, v.num, r.kind, r.id FROM (${lists
        .map((list) => `SELECT said, claim, version FROM attribution WHERE until IS NULL AND ${list} ${where}`)
        .join(' UNION ALL ')} ORDER BY said DESC, claim DESC LIMIT ${PAGE + 1}) a
       CROSS JOIN version v ON v.version = a.version CROSS JOIN record r ON r.num = v.num`,
    );
  const first = page('');
  const later = page('AND (said, claim) < (?1, ?2)');
  const named = prepared(
    'SELECT v.data, v.version, v.num, r.kind, r.id FROM json_each(?) j JOIN record r ON r.id = j.value JOIN version v ON v.version = r.version',
  );
  const withNamed = (claims: Claim[]) => [
    ...claims,
    ...parsed(named, JSON.stringify([...new Set(claims.slice(0, PAGE).flatMap(namesOf))])),
  ];
  const groups = prepared(
    `SELECT s.id, t.id, g.* FROM (SELECT speaker, target, ${COUNTS} FROM attribution WHERE ${HELD} AND span = 0 AND said BETWEEN ? AND ? GROUP BY speaker, target) g
     JOIN record s ON s.num = g.speaker JOIN record t ON t.num = g.target ORDER BY s.id, t.id`,
  );
  const others = prepared(
    `SELECT r.id, g.* FROM (SELECT other, count(*) AS n, ${COUNTS} FROM (
       SELECT target AS other, stance, said FROM attribution WHERE ${HELD} AND speaker = (SELECT num FROM record WHERE id = ?1)
       UNION ALL SELECT speaker, stance, said FROM attribution WHERE ${HELD} AND target = (SELECT num FROM record WHERE id = ?1)) GROUP BY other) g
     JOIN record r ON r.num = g.other ORDER BY n DESC, r.id LIMIT 26`,
  );
  const years = prepared(
    `SELECT said / 10000, ${COUNTS} FROM attribution WHERE ${HELD} AND span = 0 GROUP BY 1 ORDER BY 1`,
  );
  return {
    'claim by id': (run) => parsed(byId, claimAt(run)),
    'page of 50 claims': () => withNamed(parsed(first)),
    'page of 50 claims, deep': () => withNamed(parsed(later, day(deep[0]), deep[1])),
    'relations of two years': () => rows(groups, day(window.from), day(window.to)),
    'neighbours of one actor (25)': (run) => rows(others, actorAt(run)),
    'histogram by year, all claims': () => rows(years),
  };
}

function namesOf({ speakers, targets, quotes }: Claim): string[] {
  return [...speakers, ...targets.map(({ target }) => target), ...quotes.map(({ source }) => source)];
}
