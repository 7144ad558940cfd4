// `copy` as a person uses it: the real command on a store with a past, killed and stopped in the middle, pointed at what it
// must not touch.

import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createAccess } from '../../server/services/access.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Store, Version } from '../../server/store/store.ts';
import { actor, batch, claim, quote, source, target, topic } from '../fixtures/records.ts';
import { tallyOf } from '../support/asking.ts';
import type { Running } from '../support/command.ts';
import { jsonLines, onRecord, start, temporaryFolder } from '../support/command.ts';
import { fillWithHistory } from '../support/history-store.ts';
import { meta, put, remove, save } from '../support/writing.ts';

const COPY = ['copy', 'sqlite:a.db', 'sqlite:b.db'];

async function withStore<T>(path: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqlite({ path });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function historyOf(path: string): Promise<Version[]> {
  return withStore(path, async (store) => {
    const versions: Version[] = [];
    for (let more = true; more; ) {
      const page = await store.changes({ after: versions.length, limit: 5_000 });
      versions.push(...page.items);
      more = page.more;
    }
    return versions;
  });
}

/** The same as one text, which is compared fast however long it is. */
async function historyText(path: string): Promise<string> {
  return (await historyOf(path)).map((version) => JSON.stringify(version)).join('\n');
}

async function versionOf(path: string): Promise<number> {
  return withStore(path, async (store) => (await store.stats()).datasetVersion);
}

/** What the example set and the world of judgements lack: removed, added again, and a write of all kinds of change. */
async function fillMore(path: string): Promise<void> {
  await withStore(path, async (store) => {
    await save(store, actor({ id: 'act_gone' }), topic({ id: 'top_back' }));
    await store.write(meta({ author: 'bob', reason: 'never was', batch: 'bat_a', batchRecord: batch() }), [
      remove('act_gone'),
      remove('top_back'),
      put(topic({ id: 'top_new' })),
    ]);
    await save(store, topic({ id: 'top_back', name: 'Back again' }));
  });
}

/** More than a part holds, in one write; the claims refer to records that stand before them, and to the claim before. */
async function importMany(cwd: string, count: number): Promise<void> {
  const rows = [
    ...['act_x', 'act_y'].map((id) => ({ record: 'actor', ...actor({ id }) })),
    { record: 'source', ...source({ id: 'src_x', text: null }) },
    ...Array.from({ length: count }, (_, number) => ({
      record: 'claim',
      ...claim({
        id: `clm_x${number}`,
        speakers: ['act_x'],
        targets: [target(number === 0 ? 'act_y' : `clm_x${number - 1}`, 'OPPOSES')],
        quotes: [quote({ source: 'src_x', exact: `words of ${number}` })],
      }),
    })),
  ];
  const imported = await onRecord(['import', '--accept', '--quiet', '--to', 'sqlite:a.db'], {
    cwd,
    input: jsonLines(rows),
  });
  expect(imported).toMatchObject({ code: 0, stderr: '' });
}

/** Resolves when the copy holds more than `version`, and is not done. */
async function copiedPast(path: string, version: number, { child }: Running): Promise<void> {
  await expect.poll(() => versionOf(path).catch(() => 0), { interval: 20, timeout: 60_000 }).toBeGreaterThan(version);
  expect(child.exitCode).toBeNull();
}

test('a copy has the history, every state of the past and the export of the original', async () => {
  const cwd = temporaryFolder();
  const [a, b] = [join(cwd, 'a.db'), join(cwd, 'b.db')];
  await fillWithHistory(a);
  await fillMore(a);
  await onRecord(['import', '--set', 'security-guarantees', '--store', 'sqlite:a.db'], { cwd });
  const { code, stdout, stderr } = await onRecord(COPY, { cwd });
  const version = await versionOf(a);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    new RegExp(
      `^${version} versions copied, and 0 tokens\ncompared as of version ${version}, and the same in both:\n` +
        ` {2}records {7}actor \\d.*\n {2}attributions {2}\\d+\n {2}history {7}sha256 [0-9a-f]{64}\n {2}export {8}sha256 [0-9a-f]{64}\n$`,
    ),
  );
  const history = await historyOf(a);
  expect(await historyOf(b)).toEqual(history);
  // And it does hold what is hard to carry.
  expect(new Set(history.map(({ outcome }) => outcome))).toEqual(new Set(['ADDED', 'CHANGED', 'REMOVED']));
  expect(new Set(history.map(({ author }) => author))).toEqual(new Set(['ada', 'bob', 'import']));
  expect(history.filter(({ kind }) => kind === 'batch')).toHaveLength(2);
  expect(history.filter(({ kind }) => kind === 'judgement').length).toBeGreaterThan(3);

  const moments = history.map(({ write }) => write.last).filter((last, index, all) => last !== all[index - 1]);
  for (const asOf of moments.filter((_, index) => index % 5 === 0 || index > moments.length - 6)) {
    const words = (store: string) => ['export', '--as-of', String(asOf), '--from', store];
    const [ours, theirs] = await Promise.all(['sqlite:a.db', 'sqlite:b.db'].map((at) => onRecord(words(at), { cwd })));
    expect(theirs?.stdout, `as of ${asOf}`).toBe(ours?.stdout);
  }
  await withStore(a, (one) =>
    withStore(b, async (other) => {
      for (const asOf of moments) {
        expect(await other.stats(asOf), `as of ${asOf}`).toEqual(await one.stats(asOf));
        const tally = { filter: { asOf }, by: ['speaker', 'targetKind', 'stance'] as const };
        expect(await tallyOf(other, tally), `as of ${asOf}`).toEqual(await tallyOf(one, tally));
      }
      expect(await other.getMany(history.map(({ id }) => id))).toEqual(await one.getMany(history.map(({ id }) => id)));
    }),
  );
  expect(await onRecord(['verify', '--store', 'sqlite:b.db'], { cwd })).toMatchObject({ code: 0 });

  const again = await onRecord(COPY, { cwd });
  expect(again.stdout).toContain(`0 versions copied, after the ${version} that were there, and 0 tokens\n`);
  expect(again).toMatchObject({ code: 0, stderr: '' });
});

test('what was written since is copied by the next run', async () => {
  const cwd = temporaryFolder();
  await fillWithHistory(join(cwd, 'a.db'));
  const before = await versionOf(join(cwd, 'a.db'));
  expect(await onRecord(COPY, { cwd })).toMatchObject({ code: 0 });
  await fillMore(join(cwd, 'a.db'));
  const { code, stdout } = await onRecord(COPY, { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^\\d+ versions copied, after the ${before} that were there`));
  expect(await historyOf(join(cwd, 'b.db'))).toEqual(await historyOf(join(cwd, 'a.db')));
});

test('written to meanwhile: the copy holds what was there at the start, and says that there is more', async () => {
  const cwd = temporaryFolder();
  const [a, b] = [join(cwd, 'a.db'), join(cwd, 'b.db')];
  await importMany(cwd, 12_000);
  const before = await versionOf(a);
  const running = start([...COPY, '--quiet'], { cwd });
  await copiedPast(b, 0, running);
  await withStore(a, (store) => save(store, actor({ id: 'act_later' })));
  const { code, stdout } = await running.done;
  expect(code).toBe(0);
  expect(stdout).toContain(`compared as of version ${before}, and the same in both:`);
  expect(stdout).toMatch(
    new RegExp(`a\\.db is at version ${before + 1} by now: run the same command again to copy the rest\n$`),
  );
  expect(await versionOf(b)).toBe(before);
  const again = await onRecord([...COPY, '--quiet'], { cwd });
  expect(again.stdout).toContain(`1 version copied, after the ${before} that were there`);
  expect(await historyText(b)).toBe(await historyText(a));
});

test.each([
  ['SIGKILL', null, ''],
  ['SIGINT', 130, 'stopped before the end: the same command goes on from here\n'],
] as const)('ended by %s in the middle of one large write, the same command goes on', async (signal, code, said) => {
  const cwd = temporaryFolder();
  const [a, b] = [join(cwd, 'a.db'), join(cwd, 'b.db')];
  await fillWithHistory(a);
  const before = await versionOf(a);
  await importMany(cwd, 12_000);
  const running = start([...COPY, '--quiet'], { cwd });
  await copiedPast(b, before, running);
  running.child.kill(signal);
  const ended = await running.done;
  expect(ended).toMatchObject({ code, signal: code === null ? signal : null, stderr: said });
  const reached = await versionOf(b);
  expect(reached).toBeGreaterThan(before);
  expect(reached).toBeLessThan(await versionOf(a));

  const again = await onRecord([...COPY, '--quiet'], { cwd });
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toMatch(new RegExp(`^\\d+ versions copied, after the ${reached} that were there`));
  expect(await historyText(b)).toBe(await historyText(a));
  expect(await onRecord(['verify', '--quiet', '--store', 'sqlite:b.db'], { cwd })).toMatchObject({ code: 0 });
});

test('a large write whose records refer forward, and one with removals, are copied too', async () => {
  const cwd = temporaryFolder();
  await withStore(join(cwd, 'a.db'), async (store) => {
    const early = claim({ id: 'clm_early', targets: [target('act_late', 'OPPOSES')] });
    const many = (from: number) =>
      Array.from({ length: 9_000 }, (_, number) => put(topic({ id: `top_${from + number}` })));
    await save(store, actor(), actor({ id: 'act_b' }), actor({ id: 'act_gone' }), source());
    await save(store, claim({ targets: [target('act_gone', 'OPPOSES')] }));
    await store.write(meta(), [put(early), ...many(0), put(actor({ id: 'act_late' }))]);
    // What is removed first is in use until the end of the write.
    await store.write(meta(), [remove('act_gone'), ...many(20_000), put(claim({ targets: [target('act_b')] }))]);
  });
  expect(await onRecord([...COPY, '--quiet'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  expect(await historyText(join(cwd, 'b.db'))).toBe(await historyText(join(cwd, 'a.db')));
});

test('refuses a store that holds something else, the two the wrong way round, and one store twice', async () => {
  const cwd = temporaryFolder();
  await fillWithHistory(join(cwd, 'a.db'));
  await onRecord(['import', '--set', 'security-guarantees', '--to', 'sqlite:b.db'], { cwd });
  const other = readFileSync(join(cwd, 'b.db'));
  const refused = await onRecord(['copy', 'sqlite:b.db', 'sqlite:a.db'], { cwd });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/holds something else: its version 1, act_a by ada at .*; name one that is empty/);

  expect(await onRecord(['copy', 'sqlite:a.db', 'sqlite:c.db'], { cwd })).toMatchObject({ code: 0 });
  await withStore(join(cwd, 'c.db'), (store) => save(store, actor({ id: 'act_more' })));
  const longer = await onRecord(['copy', 'sqlite:a.db', 'sqlite:c.db'], { cwd });
  expect(longer.code).toBe(1);
  expect(longer.stderr).toMatch(/is at version \d+, and what is to be copied only at \d+: .*the wrong way round/);
  // A copy that went its own way is noticed by its last versions.
  await fillMore(join(cwd, 'a.db'));
  const parted = await onRecord(['copy', 'sqlite:a.db', 'sqlite:c.db'], { cwd });
  expect(parted.code).toBe(1);
  expect(parted.stderr).toMatch(/holds something else: its version \d+, act_more by ada/);

  symlinkSync('a.db', join(cwd, 'link.db'));
  for (const same of ['sqlite:a.db', 'sqlite:./a.db', `sqlite:${join(cwd, 'a.db')}`, 'sqlite:link.db'])
    expect(await onRecord(['copy', 'sqlite:a.db', same], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('FROM and TO are one store'),
    });
  expect(readFileSync(join(cwd, 'b.db')).equals(other)).toBe(true);
});

test('wrong use is named', async () => {
  const cwd = temporaryFolder();
  const cases = [
    [['copy', 'sqlite:a.db'], 'name two stores'],
    [['copy', 'sqlite:none.db', 'sqlite:b.db'], 'there is no store "none.db" to copy'],
    [['copy', 'sqlite::memory:', 'sqlite:b.db'], 'a store in memory goes with the process'],
    [['copy', 'a.db', 'b.db'], 'unknown scheme'],
    [['export', '--from', 'sqlite:a.db', '--store', 'sqlite:a.db'], '--store and --from mean the same'],
    [['import', '--to', 'sqlite:a.db', '--store', 'sqlite:a.db', '-'], '--store and --to mean the same'],
  ] as const;
  for (const [words, said] of cases)
    expect(await onRecord([...words], { cwd }), words.join(' ')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(said),
    });
});

test('a copy that is not the same is told, with what differs', async () => {
  const cwd = temporaryFolder();
  await withStore(join(cwd, 'a.db'), async (store) => {
    const many = (from: number) => Array.from({ length: 600 }, (_, at) => topic({ id: `top_${from + at}` }));
    await save(store, ...many(0), topic({ id: 'top_right', name: 'It was so' }), ...many(1_000));
  });
  expect(await onRecord(COPY, { cwd })).toMatchObject({ code: 0 });
  // As a defect would, and beyond the versions that are looked at before: the numbers are right, the words are not.
  const database = new DatabaseSync(join(cwd, 'b.db'));
  database.exec("UPDATE version SET data = replace(data, 'It was so', 'It was not') WHERE version = 601");
  database.close();
  const { code, stderr } = await onRecord(['copy', '--quiet', 'sqlite:a.db', 'sqlite:b.db'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^the two stores differ:\nthe history: [0-9a-f]{64} and [0-9a-f]{64}; they part at line 601: \[601,.*"It was so".* and .*"It was not".*\nthe export: .* line 601: .*\nCopy to an empty store again/,
  );
});

test('whoever had a token keeps it; what was revoked in either store stays revoked', async () => {
  const cwd = temporaryFolder();
  const [a, b] = [join(cwd, 'a.db'), join(cwd, 'b.db')];
  const now = () => new Date('2026-01-31T12:00:00Z');
  const access = (store: Store) => createAccess(store, null, now);
  const [ada, bob] = await withStore(a, async (store) => {
    const made = [];
    for (const name of ['Ada', 'Bob']) made.push(await access(store).createToken({ name, role: 'CURATOR' }));
    await access(store).identify(made[0]?.secret ?? '');
    return made;
  });
  if (ada === undefined || bob === undefined) throw new Error('no tokens were made');
  expect((await onRecord(COPY, { cwd })).stdout).toContain('0 versions copied, and 2 tokens\n');
  const own = await withStore(b, async (store) => {
    expect(await access(store).identify(bob.secret)).toEqual({ name: 'Bob', role: 'CURATOR' });
    expect((await access(store).tokens()).find(({ name }) => name === 'Ada')?.lastUsedAt).toBe(now().toISOString());
    await access(store).revokeToken(bob.token.id);
    return access(store).createToken({ name: 'Eve', role: 'READER' });
  });
  await withStore(a, (store) => access(store).revokeToken(ada.token.id));
  expect(await onRecord(COPY, { cwd })).toMatchObject({ code: 0 });
  await withStore(b, async (store) => {
    expect(await access(store).identify(own.secret)).toEqual({ name: 'Eve', role: 'READER' });
    for (const { secret } of [ada, bob]) await expect(access(store).identify(secret)).rejects.toThrow('was revoked');
  });
});

test('help says what is copied, what is not, and that it can be stopped', async () => {
  const { code, stdout } = await onRecord(['copy', '--help']);
  expect(code).toBe(0);
  for (const words of ['Tokens are copied', 'are not copied', 'goes on where it stopped', 'Exit code 1'])
    expect(stdout).toContain(words);
});
