// Stores and exports that earlier releases wrote: see test/fixtures/golden/README.md.

import { copyFileSync, createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { kindOf } from '../../server/domain/ids.ts';
import { upgraded } from '../../server/domain/record-format.ts';
import type { RecordKind } from '../../server/domain/record-kinds.ts';
import { createAccess } from '../../server/services/access.ts';
import { exportLines } from '../../server/services/transfer/export.ts';
import type { ImportReport } from '../../server/services/transfer/import.ts';
import { importRows } from '../../server/services/transfer/import.ts';
import { readRows } from '../../server/services/transfer/rows.ts';
import { verify } from '../../server/services/transfer/verify.ts';
import { openMemory } from '../../server/store/memory/store.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Store } from '../../server/store/store.ts';
import { answersOf } from '../fixtures/golden/make.ts';

const GOLDEN = join(import.meta.dirname, '../fixtures/golden');
const ROWS = join(GOLDEN, 'rows.jsonl');
const RELEASES = readdirSync(GOLDEN, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : []));
const folder = mkdtempSync(join(tmpdir(), 'on-record-golden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bring(store: Store, path: string, keepStatus: boolean): Promise<ImportReport> {
  const rows = readRows([{ name: path, open: () => createReadStream(path) }]);
  const time = '2026-01-31T12:00:00.000Z';
  return importRows(store, rows, { author: 'ada', time, name: 'again', reason: null, keepStatus, dryRun: false });
}

async function exported(store: Store): Promise<string> {
  return (await Array.fromAsync(exportLines(store))).join('');
}

/** What that release said, with each record as it would be read today. */
function answersThen(release: string): object {
  const text = readFileSync(join(GOLDEN, release, 'answers.jsonl'), 'utf8');
  const { formats = {}, ...answers } = JSON.parse(text);
  return JSON.parse(JSON.stringify(answers), (key, value) => {
    if (key !== 'record' || value === null) return value;
    const kind = kindOf(value.id) as RecordKind;
    return upgraded(kind, formats[kind] ?? 1, value);
  });
}

test('there are golden stores', () => {
  expect(RELEASES).toContain('0.1.0-first');
});

describe.each(RELEASES)('what release %s wrote', (release) => {
  async function withStore(use: (store: Store) => Promise<void>): Promise<void> {
    const path = join(mkdtempSync(join(folder, 'x')), 'store.db');
    copyFileSync(join(GOLDEN, release, 'store.db'), path);
    const store = await openSqlite({ path });
    try {
      await use(store);
    } finally {
      await store.close();
    }
  }
  const exportFile = join(GOLDEN, release, 'export.jsonl');
  const records = readFileSync(exportFile, 'utf8').trimEnd().split('\n').length;

  test('opens, is whole, and says of its past what it said then', () =>
    withStore(async (store) => {
      expect((await verify(store)).problems).toEqual([]);
      const { formats: _, ...answers } = JSON.parse(JSON.stringify(await answersOf(store)));
      expect(answers).toEqual(answersThen(release));
      const tokens = await createAccess(store, null, () => new Date()).tokens();
      expect(tokens.map(({ name, role }) => [name, role])).toEqual([['Ada', 'CURATOR']]);
    }));

  test('is changed by no import of what it exported, nor of the rows without ids that it was filled with', () =>
    withStore(async (store) => {
      const { datasetVersion } = await store.stats();
      const unchanged = { added: 0, changed: 0, datasetVersion };
      expect(await bring(store, exportFile, true)).toMatchObject({ ...unchanged, unchanged: records });
      expect(await bring(store, ROWS, false)).toMatchObject({ ...unchanged, unchanged: 6 });
    }));

  test.each([
    ['SQLite', () => openSqlite({ path: ':memory:' })],
    ['memory', openMemory],
  ])('is exported as a store is that its export was imported into: %s', async (_name, open) => {
    const other = await open();
    expect(await bring(other, exportFile, true)).toMatchObject({ added: records });
    expect((await verify(other)).problems).toEqual([]);
    await withStore(async (store) => expect(await exported(store)).toBe(await exported(other)));
    await other.close();
  });
});
