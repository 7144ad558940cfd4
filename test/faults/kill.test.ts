// A store whose process is killed in the middle of writing opens again with everything that was acknowledged, and nothing
// half written.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/store.ts';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'on-record-kill-'));
const path = join(folder, 'store.db');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lets the child write until it has acknowledged so much, kills it, and returns what it had acknowledged. */
function killed(round: number, bytes: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'writing-child.ts'), path, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.length > bytes) child.kill('SIGKILL');
    });
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the child ended by itself, with ${code}`));
      // The last line may be cut: the child was killed while it told of it, after it had been acknowledged.
      else resolve(out.slice(0, out.lastIndexOf('\n')).split('\n'));
    });
  });
}

test(`keeps every acknowledged write through ${ROUNDS} kills`, async () => {
  const lost: string[] = [];
  const torn: string[] = [];
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const ids = await killed(round, 200 + ((round * 1_733) % 6_000));
    acknowledged += ids.length;
    const store = await openSqlite({ path });
    try {
      const found = new Set<string>();
      for await (const page of store.records({ kinds: ['claim'] })) for (const { id } of page) found.add(id);
      lost.push(...ids.filter((id) => !found.has(id)));
      // A write of many is there as a whole or not at all.
      const parts = new Map<string, number>();
      for (const id of found) {
        const write = id.slice(0, id.lastIndexOf('-'));
        parts.set(write, (parts.get(write) ?? 0) + 1);
      }
      torn.push(...[...parts].filter(([, size]) => size !== 1 && size !== 400).map(([write]) => write));
      if (round === ROUNDS - 1) expect(await store.verify()).toEqual([]);
    } finally {
      await store.close();
    }
  }
  console.log(
    `${ROUNDS} kills: ${acknowledged} acknowledged, ${lost.length} lost, ${torn.length} torn, 0 would not open`,
  );
  expect(acknowledged).toBeGreaterThan(ROUNDS);
  expect({ lost, torn }).toEqual({ lost: [], torn: [] });
}, 600_000);
