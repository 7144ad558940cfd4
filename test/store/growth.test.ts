// A kind of record that grows, over the embedded store: one file, opened by one release after the other.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { registerRelease } from '../support/made-up-kind.ts';
import { growthCase } from './cases/growth.ts';

const folder = mkdtempSync(join(tmpdir(), 'on-record-growth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MODULE = new URL('../support/made-up-kind.ts', import.meta.url);
let opened = 0;

test('a field is added, one renamed, one split: a store written before reads, verifies and imports as if written since', async () => {
  const path = join(folder, 'store.db');
  await growthCase((release) => {
    registerRelease(release);
    // A module is loaded once per address.
    return openSqlite({ path, kinds: `${MODULE}?release=${release}&opened=${++opened}` });
  });
  // Kept before what records are found by was changed.
  expect(existsSync(`${path}.before-0.1.0`)).toBe(true);
});
