// `token`, `backup`, `restore` and `verify`: the real command over a store in a temporary folder.

import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Serving } from '../support/command.ts';
import { onRecord, serve, start, temporaryFolder } from '../support/command.ts';
import { fillWithHistory } from '../support/history-store.ts';

const STORE = ['--store', 'sqlite:a.db'];

async function folderWithStore(): Promise<string> {
  const cwd = temporaryFolder();
  await fillWithHistory(join(cwd, 'a.db'));
  return cwd;
}

test('a token is made, listed and revoked; its secret is shown once, and kept nowhere', async () => {
  const cwd = await folderWithStore();
  const made = await onRecord(['token', 'create', '--name', 'Ada Okafor', '--role', 'admin', ...STORE], { cwd });
  expect(made.stdout).toMatch(/^onr_\w+\n$/);
  expect(made.stderr).toMatch(/^Token tok_\w+ for "Ada Okafor" \(ADMIN\); its secret is shown this once\.\n$/);
  const id = /tok_\w+/.exec(made.stderr)?.[0] ?? '';
  const listed = await onRecord(['token', 'list', ...STORE], { cwd });
  expect(listed.stdout).toMatch(new RegExp(`^${id}\tADMIN\tAda Okafor\tmade .*\tlast used never\tdoes not expire\n$`));
  expect(await onRecord(['token', 'revoke', id, ...STORE], { cwd })).toMatchObject({
    code: 0,
    stdout: `revoked ${id} (Ada Okafor)\n`,
  });
  expect((await onRecord(['token', 'list', ...STORE], { cwd })).stdout).toContain('\trevoked\n');
  const secret = made.stdout.trim();
  for (const name of ['a.db', 'a.db-wal'])
    if (existsSync(join(cwd, name))) expect(readFileSync(join(cwd, name), 'latin1')).not.toContain(secret);
});

test('a token that cannot be made or found is refused', async () => {
  const cwd = await folderWithStore();
  const past = ['token', 'create', '--name', 'Ada', '--expires', '2001-01-01T00:00:00Z', ...STORE];
  expect(await onRecord(past, { cwd })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('is in the past'),
  });
  expect(await onRecord(['token', 'revoke', 'tok_none', ...STORE], { cwd })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('does not exist'),
  });
});

test('a backup taken while a server writes restores to the same records with their history', async () => {
  const cwd = await folderWithStore();
  const server = start(['serve', '--port', '0', ...STORE], { cwd });
  await server.says('Ctrl-C stops it');
  expect(await onRecord(['backup', 'copy.db', ...STORE], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^wrote copy\.db, dataset version \d+\n$/),
  });
  server.child.kill('SIGTERM');
  await server.done;
  const before = readFileSync(join(cwd, 'copy.db'));
  const restored = await onRecord(['restore', 'copy.db', '--store', 'sqlite:new/b.db'], { cwd });
  expect(restored).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^restored new\/b\.db, dataset version \d+\n$/),
  });
  expect(readFileSync(join(cwd, 'copy.db')).equals(before)).toBe(true);
  for (const words of [[], ['--as-of', '9']]) {
    const [first, second] = await Promise.all(
      ['sqlite:a.db', 'sqlite:new/b.db'].map((url) => onRecord(['export', ...words, '--store', url], { cwd })),
    );
    expect(second?.stdout).toBe(first?.stdout);
    expect(first?.stdout).not.toBe('');
  }
  expect((await onRecord(['token', 'list', '--store', 'sqlite:new/b.db'], { cwd })).stdout).toContain('\tcurator\t');
});

test('neither backup nor restore writes over a file', async () => {
  const cwd = await folderWithStore();
  writeFileSync(join(cwd, 'kept.txt'), 'dear');
  expect(await onRecord(['backup', 'kept.txt', ...STORE], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"kept.txt" exists'),
  });
  expect(readFileSync(join(cwd, 'kept.txt'), 'utf8')).toBe('dear');
  await onRecord(['backup', 'copy.db', ...STORE], { cwd });
  expect(await onRecord(['restore', 'copy.db', ...STORE], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"a.db" exists; move it aside first'),
  });
  writeFileSync(join(cwd, 'empty.db'), '');
  expect(await onRecord(['restore', 'copy.db', '--store', 'sqlite:empty.db'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"empty.db" exists; move it aside first'),
  });
  writeFileSync(join(cwd, 'left.db-journal'), 'x');
  expect(await onRecord(['restore', 'copy.db', '--store', 'sqlite:left.db'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"left.db-journal": '),
  });
  expect(await onRecord(['backup', 'no/folder/copy.db', ...STORE], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no folder'),
  });
});

/** Adds an actor through a running server, as a client would. */
async function addActor(server: Serving, name: string): Promise<void> {
  const query = `mutation { addActor(input: { kind: PERSON, name: "${name}" }) { userErrors { message } } }`;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokens[0]}` },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toEqual({ data: { addActor: { userErrors: [] } } });
}

test('after a crash, a backup is restored only where no log of the old store is left', async () => {
  const cwd = temporaryFolder();
  const server = await serve(cwd);
  await addActor(server, 'Before');
  expect(await onRecord(['backup', 'copy.db', ...STORE], { cwd })).toMatchObject({ code: 0 });
  for (let number = 0; number < 20; number++) await addActor(server, `After ${number}`);
  server.child.kill('SIGKILL');
  await server.done;
  const there = () => readdirSync(cwd).filter((name) => name.startsWith('a.db'));
  expect(there()).toEqual(['a.db', 'a.db-shm', 'a.db-wal']);
  const contents = () => there().map((name) => readFileSync(join(cwd, name), 'latin1'));
  const crashed = contents();

  const restore = () => onRecord(['restore', 'copy.db', ...STORE], { cwd });
  const refused = await restore();
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('"a.db" and "a.db-wal" and "a.db-shm": ');
  expect(contents()).toEqual(crashed);
  // Whoever moves the store alone is refused as well, and told what belongs together.
  renameSync(join(cwd, 'a.db'), join(cwd, 'alone.db'));
  const without = await restore();
  expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('What was "a.db" belongs there too') });
  expect(there()).toEqual(['a.db-shm', 'a.db-wal']);
  // Nor does an empty file in its place make the log harmless.
  writeFileSync(join(cwd, 'a.db'), '');
  expect((await restore()).stderr).toContain('"a.db" and "a.db-wal" and "a.db-shm": ');
  rmSync(join(cwd, 'a.db'));
  renameSync(join(cwd, 'alone.db'), join(cwd, 'a.db'));

  const [, remedy = ''] = /aside together: (.*)/.exec(refused.stderr) ?? [];
  await promisify(execFile)('sh', ['-c', remedy], { cwd });
  expect(await restore()).toMatchObject({ code: 0 });
  expect(await onRecord(['verify', '--quiet', ...STORE], { cwd })).toMatchObject({ code: 0 });
  const names = async (url: string) =>
    (await onRecord(['export', '--kinds', 'actor', '--store', url], { cwd })).stdout.match(
      /"name":"(Before|After \d+)"/g,
    );
  expect(await names('sqlite:a.db')).toEqual(['"name":"Before"']);
  // The old store is whole as well: everything that was acknowledged before the crash.
  expect(await names('sqlite:old/a.db')).toHaveLength(21);
  expect(await onRecord(['verify', '--quiet', '--store', 'sqlite:old/a.db'], { cwd })).toMatchObject({ code: 0 });
});

test('what is no backup, damaged, or in use is not restored, and leaves no store', async () => {
  const cwd = await folderWithStore();
  const restore = (file: string) => onRecord(['restore', file, '--store', 'sqlite:b.db'], { cwd });
  writeFileSync(join(cwd, 'letter.txt'), 'Dear Ada, this is no store at all. '.repeat(500));
  expect(await restore('letter.txt')).toMatchObject({ code: 3, stderr: expect.stringContaining('is not a store') });
  await onRecord(['backup', 'copy.db', ...STORE], { cwd });
  const damaged = readFileSync(join(cwd, 'copy.db'));
  damaged.fill(0x5a, 4096 * 4 + 100, 4096 * 30);
  writeFileSync(join(cwd, 'damaged.db'), damaged);
  const outcome = await restore('damaged.db');
  expect(outcome.stderr).toMatch(/damaged/);
  expect([1, 3]).toContain(outcome.code);
  copyFileSync(join(cwd, 'copy.db'), join(cwd, 'wrong.db'));
  const db = new DatabaseSync(join(cwd, 'wrong.db'));
  db.exec('UPDATE counts SET n = n + 1 WHERE kind = 4');
  db.close();
  expect(await restore('wrong.db')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^the backup is damaged:\nthe number of claim/),
  });
  copyFileSync(join(cwd, 'copy.db'), join(cwd, 'busy.db'));
  writeFileSync(join(cwd, 'busy.db-wal'), 'x');
  expect(await restore('busy.db')).toMatchObject({ code: 2, stderr: expect.stringContaining('is a store in use') });
  for (const name of ['b.db', 'b.db.part', 'b.db-wal', 'b.db.part-wal'])
    expect(existsSync(join(cwd, name)), name).toBe(false);
});

test('only a store in a file can be restored', async () => {
  const cwd = await folderWithStore();
  for (const url of ['sqlite::memory:', 'bolt://127.0.0.1:1'])
    expect(await onRecord(['restore', 'a.db', '--store', url], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('only an embedded store'),
    });
});

test('verify says that all is sound, counts, and names the quotes that wait for somebody to look', async () => {
  const cwd = await folderWithStore();
  const { code, stdout } = await onRecord(['verify', '--quiet', ...STORE], { cwd });
  expect(stdout).toMatch(/^\d+ records checked; quotes: \d+ MOVED, \d+ AMBIGUOUS, \d+ LOST\nall is sound; /);
  expect(stdout).toMatch(/\nevt_a quotes src_a: MOVED, was at \d+ to \d+, is now at \d+ to \d+\n/);
  expect(code).toBe(0);
});

const damage: [name: string, sql: string, says: RegExp][] = [
  [
    'a quote that is said to stand where it does not',
    `UPDATE version SET data = replace(data, '"state":"MOVED"', '"state":"EXACT"')`,
    /quotes src_a as EXACT, but its text says MOVED/,
  ],
  [
    'a claim without a speaker',
    `UPDATE version SET data = replace(data, '"speakers":["act_a"]', '"speakers":[]') WHERE data LIKE '%clm_about%'`,
    /clm_about speakers is empty/,
  ],
  [
    'a reference to nothing',
    `UPDATE version SET data = replace(data, '"at":null', '"at":"evt_gone"') WHERE data LIKE '%clm_about%'`,
    /clm_about at refers to evt_gone, which does not exist/,
  ],
  ['an attribution that no claim has', 'UPDATE attribution SET stance = 0 WHERE until IS NULL', /attribution/],
  ['a count that is not so', 'UPDATE counts SET n = n + 1 WHERE kind = 4', /^the number of claim records is wrong$/m],
];

test.each(damage)('verify finds %s', async (_name, sql, says) => {
  const cwd = await folderWithStore();
  const db = new DatabaseSync(join(cwd, 'a.db'));
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec(sql);
  db.close();
  const { code, stdout, stderr } = await onRecord(['verify', '--quiet', ...STORE], { cwd });
  expect(stderr).toMatch(/^\d+ problems?:\n/);
  expect(stderr).toMatch(says);
  expect(code).toBe(1);
  expect(stdout).not.toContain('all is well');
});
