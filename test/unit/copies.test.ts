// Copying a store and comparing two, in this process: what a copy holds, where the next one goes on, what is refused and how a
// difference is told.

import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { OnRecordError } from '../../server/domain/errors.ts';
import type { Fault } from '../../server/domain/faults/fault.ts';
import { faultText } from '../../server/domain/faults/text.ts';
import { createAccess } from '../../server/services/access.ts';
import { compareStores } from '../../server/services/transfer/compare.ts';
import { copyStore } from '../../server/services/transfer/copy.ts';
import { openMemory } from '../../server/store/memory/store.ts';
import type { Store, Version } from '../../server/store/store.ts';
import { actor, batch, claim, source, target, topic } from '../fixtures/records.ts';
import { but } from '../support/altered-store.ts';
import { meta, put, remove, save } from '../support/writing.ts';

const [LATER, LAST] = ['2026-02-01T08:00:00.000Z', '2026-02-02T08:00:00.000Z'];
const RENAMED = actor({ name: 'Another name' });

/** Nine versions in three writes: by another author, for a reason, with a batch, and one that takes a record away. */
async function original(): Promise<Store> {
  const store = await openMemory();
  await save(store, actor(), actor({ id: 'act_b' }), topic(), source(), claim());
  await store.write(
    meta({ author: 'bob', time: LATER, reason: 'It has a new name.', batch: 'bat_a', batchRecord: batch() }),
    [put(RENAMED), put(claim({ id: 'clm_b', targets: [target('top_a', 'OPPOSES'), target('act_b', 'MIXED')] }))],
  );
  await store.write(meta({ time: LAST }), [remove('clm_a')]);
  return store;
}

async function historyOf(store: Store): Promise<Version[]> {
  return (await store.changes({ after: 0, limit: 10_000 })).items;
}

test('a copy has every write of the original, with its numbers, author, time, reason and batch', async () => {
  const [from, to] = [await original(), await openMemory()];
  const made: [number, number][] = [];
  const report = await copyStore(from, to, { onProgress: (done, all) => made.push([done, all]) });
  expect(report).toEqual({ after: 0, until: 9, tokens: 0 });
  const copied = await historyOf(to);
  expect(copied).toEqual(await historyOf(from));
  expect(copied.map(({ version, id, outcome, author, write }) => [version, id, outcome, author, write])).toEqual([
    [1, 'act_a', 'ADDED', 'ada', { first: 1, last: 5 }],
    [2, 'act_b', 'ADDED', 'ada', { first: 1, last: 5 }],
    [3, 'top_a', 'ADDED', 'ada', { first: 1, last: 5 }],
    [4, 'src_a', 'ADDED', 'ada', { first: 1, last: 5 }],
    [5, 'clm_a', 'ADDED', 'ada', { first: 1, last: 5 }],
    [6, 'act_a', 'CHANGED', 'bob', { first: 6, last: 8 }],
    [7, 'clm_b', 'ADDED', 'bob', { first: 6, last: 8 }],
    [8, 'bat_a', 'ADDED', 'bob', { first: 6, last: 8 }],
    [9, 'clm_a', 'REMOVED', 'ada', { first: 9, last: 9 }],
  ]);
  expect(copied[6]).toMatchObject({ reason: 'It has a new name.', batch: 'bat_a', time: LATER });
  expect(made.at(-1)).toEqual([9, 9]);
  expect(made.map(([done]) => done)).toEqual(made.map(([done]) => done).toSorted((a, b) => a - b));
});

test('the next copy goes on where the last one ended, and counts only what it makes itself', async () => {
  const [from, to] = [await original(), await openMemory()];
  await copyStore(from, to);
  await save(from, topic({ id: 'top_new' }), topic({ id: 'top_newer' }));
  const made: [number, number][] = [];
  const report = await copyStore(from, to, { onProgress: (done, all) => made.push([done, all]) });
  expect(report).toEqual({ after: 9, until: 11, tokens: 0 });
  expect(made.at(-1)).toEqual([2, 2]);
  expect(await historyOf(to)).toEqual(await historyOf(from));
  expect(await copyStore(from, to)).toEqual({ after: 11, until: 11, tokens: 0 });
});

test('tokens go with a copy; one that was revoked in either store is revoked in the copy', async () => {
  const [from, to] = [await openMemory(), await openMemory()];
  const at = (time: string) => () => new Date(time);
  const theirs = createAccess(from, null, at(LATER));
  const made = [];
  for (const name of ['kept', 'revoked here', 'revoked there'])
    made.push(await theirs.createToken({ name, role: 'CURATOR' }));
  const [kept, here, there] = made.map(({ secret, token }) => ({ secret, id: token.id }));
  expect(await copyStore(from, to)).toEqual({ after: 0, until: 0, tokens: 3 });
  await createAccess(to, null, at(LATER)).revokeToken(there?.id ?? '');
  await theirs.revokeToken(here?.id ?? '');
  await copyStore(from, to);
  const ours = createAccess(to, null, at(LAST));
  expect(await ours.identify(kept?.secret ?? '')).toEqual({ name: 'kept', role: 'CURATOR' });
  for (const gone of [here, there]) await expect(ours.identify(gone?.secret ?? '')).rejects.toThrow('was revoked');
  expect((await ours.tokens()).map(({ name, revoked, lastUsedAt }) => [name, revoked, lastUsedAt])).toEqual(
    expect.arrayContaining([
      ['kept', false, LAST],
      ['revoked here', true, null],
      ['revoked there', true, null],
    ]),
  );
});

test('of two stores that are the same: how much they hold, and the checksums of their history and their export', async () => {
  const [from, to] = [await original(), await openMemory()];
  await copyStore(from, to);
  const shares: number[] = [];
  const found = await compareStores(from, to, 9, { onProgress: (_versions, share) => shares.push(share) });
  const history = (await historyOf(from)).map(({ version, write, outcome, kind, id, author, time, reason, ...rest }) =>
    JSON.stringify([
      ...[version, write.first, write.last, outcome, kind, id, author, time, reason],
      ...[rest.batch, rest.record],
    ]),
  );
  const rows = [
    { record: 'actor', ...RENAMED },
    { record: 'actor', ...actor({ id: 'act_b' }) },
    { record: 'topic', ...topic() },
    { record: 'source', $format: 3, ...source() },
    {
      record: 'claim',
      $format: 3,
      ...claim({ id: 'clm_b', targets: [target('top_a', 'OPPOSES'), target('act_b', 'MIXED')] }),
    },
  ];
  const sha256 = (lines: readonly string[]) => hash('sha256', lines.map((line) => `${line}\n`).join(''));
  expect(found).toEqual({
    counts: expect.objectContaining({ actor: 2, topic: 1, source: 1, event: 0, claim: 1, batch: 1 }),
    // Of the one claim that is left, to its two targets.
    attributions: 2,
    history: sha256(history),
    export: sha256(rows.map((row) => JSON.stringify(row))),
    differences: [],
  });
  // Half of it is the history.
  expect(shares).toContain(0.5);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('two stores that differ: each number and the first line of the history and of the export that is not the same', async () => {
  const [a, b] = [await openMemory(), await openMemory()];
  await save(a, actor(), actor({ id: 'act_b' }), source(), claim());
  await save(b, actor(), topic({ id: 'top_b' }), source(), claim({ targets: [target('top_b', 'OPPOSES')] }));
  const { differences } = await compareStores(a, b, 4);
  const sums = '[0-9a-f]{64} and [0-9a-f]{64}';
  expect(differences).toEqual([
    'the number of records of kind actor: 2 and 1',
    'the number of records of kind topic: 0 and 1',
    'the attributions of claims, counted by stance, status and kind of target',
    expect.stringMatching(
      new RegExp(
        `^the history: ${sums}; they part at line 2: \\[2,1,4,"ADDED","actor","act_b".*… and \\[2,1,4,"ADDED","topic","top_b"`,
      ),
    ),
    expect.stringMatching(
      new RegExp(
        `^the export: ${sums}; they part at line 2: {"record":"actor","id":"act_b".* and {"record":"topic","id":"top_b"`,
      ),
    ),
  ]);
});

test('a copy that was written to meanwhile is told by both versions; what one store lacks, by the end', async () => {
  const [from, to] = [await original(), await openMemory()];
  await copyStore(from, to);
  await save(to, topic({ id: 'top_new' }));
  const [first] = (await compareStores(from, to, 9)).differences;
  expect(first).toBe('the dataset version: 9 and 10; the copy was written to meanwhile');
  const shorter = await openMemory();
  await save(shorter, actor());
  const longer = await openMemory();
  await save(longer, actor(), actor({ id: 'act_b' }));
  const { differences } = await compareStores(
    but(longer, { changes: (query) => longer.changes({ ...query, limit: 2 }) }),
    but(shorter, { stats: () => longer.stats() }),
    2,
  );
  expect(differences.at(-1)).toMatch(/they part at line 2: {"record":"actor","id":"act_b".*} and the end$/);
});

test('a difference that is gone when it is looked for is told as that', async () => {
  const [a, b] = [await original(), await openMemory()];
  await copyStore(a, b);
  let asked = 0;
  const flickering = but(b, {
    changes: async (query) => {
      const page = await b.changes(query);
      return asked++ > 0 ? page : { ...page, items: page.items.map((item) => ({ ...item, author: 'mallory' })) };
    },
  });
  const { differences } = await compareStores(a, flickering, 9);
  expect(differences).toEqual([
    expect.stringMatching(/^the history: [0-9a-f]{64} and [0-9a-f]{64}; and the same when they were read again$/),
  ]);
});

/** Each in a write of its own. */
async function topics(count: number, last: string): Promise<Store> {
  const store = await openMemory();
  for (let number = 1; number < count; number++) await save(store, topic({ id: `top_${number}` }));
  await save(store, topic({ id: last }));
  return store;
}

async function refusedWith(copy: Promise<unknown>): Promise<unknown> {
  const error = await copy.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof OnRecordError ? error.faults[0] : error;
}

test('what holds something else is not copied to, be it at its beginning or at its end', async () => {
  const [a, b] = [await openMemory(), await openMemory()];
  await save(a, actor(), actor({ id: 'act_b' }));
  await save(b, actor(), topic({ id: 'top_b' }));
  const differs = { code: 'COPY_DIFFERS', author: 'ada', time: '2026-01-31T12:00:00.000Z' };
  expect(await refusedWith(copyStore(a, b))).toMatchObject({ ...differs, version: 2, record: 'top_b' });
  expect(await historyOf(b)).toHaveLength(2);
  // More than is looked at from the beginning.
  const [long, other] = await Promise.all([topics(620, 'top_620'), topics(620, 'top_other')]);
  expect(await refusedWith(copyStore(long, other))).toMatchObject({ ...differs, version: 620, record: 'top_other' });
  const ahead = (await refusedWith(copyStore(a, other))) as Fault;
  expect(ahead).toMatchObject({ code: 'COPY_AHEAD', version: 620, original: 2 });
  expect(faultText(ahead)).toMatch(/^the store to copy to is at version 620, and what is to be copied only at 2/);
});

test('a write too large for one part is copied whole where its records refer forward', async () => {
  const from = await openMemory();
  const many = Array.from({ length: 5_000 }, (_, number) => topic({ id: `top_${number}` }));
  await from.write(meta({ author: 'eve' }), [
    ...many.map((one, number) => put(number === 0 ? { ...one, broader: 'top_4999' } : one)),
  ]);
  const to = await openMemory();
  const made: number[] = [];
  expect(await copyStore(from, to, { onProgress: (done) => made.push(done) })).toMatchObject({ until: 5_000 });
  expect(await historyOf(to)).toEqual(await historyOf(from));
  expect((await historyOf(to))[4_500]).toMatchObject({ author: 'eve', write: { first: 1, last: 5_000 } });
  // One transaction, told of as it goes.
  expect(made).toEqual([4_000, 5_000, 5_000]);
});

test('a write too large for one part is made in parts where nothing refers forward', async () => {
  const from = await openMemory();
  const many = Array.from({ length: 5_000 }, (_, number) => put(topic({ id: `top_${number}` })));
  await from.write(meta(), many);
  const to = await openMemory();
  const writes: number[] = [];
  const watched = but(to, {
    write: async (given, changes) => {
      const written = await to.write(given, changes);
      writes.push(written.version);
      return written;
    },
  });
  await copyStore(from, watched);
  expect(writes).toEqual([4_000, 5_000]);
  expect(await historyOf(to)).toEqual(await historyOf(from));
});
