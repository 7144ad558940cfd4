import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Claim, RecordOf } from '../../server/domain/records.ts';
import { importRows } from '../../server/services/transfer/import.ts';
import { verify } from '../../server/services/transfer/verify.ts';
import type { Stored } from '../../server/store/store.ts';
import { actor, claim, quote, target } from '../fixtures/records.ts';
import type { World } from '../support/world.ts';
import { CLAIM, openWorld, TEXT } from '../support/world.ts';
import { put, save } from '../support/writing.ts';

let world: World;
let batch: string;
beforeEach(async () => {
  world = await openWorld();
  batch = (await world.mutate('createBatch', { name: 'Monday' }, 'batch { id }')).batch.id;
});
afterEach(async () => {
  expect((await verify(world.store)).problems).toEqual([]);
  await world.close();
});

const revert = (id = batch, fields: object = {}) =>
  world.mutate('revertBatch', { id, reason: 'The wrong article.', ...fields }, 'batch { id reverted } reverted');
const stored = async (id: string) => (await world.store.getMany([id]))[0] ?? null;
const quotesOf = async (id: string) => ((await stored(id)) as Stored<'claim'> | null)?.record.quotes;
const write = async (name: string, input: object) => {
  const kind = name.replace(/^(add|edit)/, '').toLowerCase();
  const payload = await world.mutate(name, input, `${kind} { id version }`);
  expect(payload.userErrors).toEqual([]);
  return payload[kind] as { id: string; version: number };
};
const versionOf = async (id: string) => (await stored(id))?.version ?? 0;
/** Every record with its content, whatever its version. */
const contents = async () => {
  const records: RecordOf[keyof RecordOf][] = [];
  const kinds = ['actor', 'event', 'topic', 'source', 'claim', 'judgement'] as const;
  for await (const page of world.store.records({ kinds })) records.push(...page.map(({ record }) => record));
  return records;
};

describe('reverting a batch', () => {
  test('puts every record back to what it was, removes what it added, in one write with its reason', async () => {
    await write('editActor', { id: 'act_bo', baseVersion: await versionOf('act_bo'), name: 'Bo before' });
    const before = await contents();
    const dora = await write('addActor', { kind: 'PERSON', name: 'Dora', batch });
    await write('editActor', { ...dora, baseVersion: dora.version, version: undefined, name: 'Dora the Elder', batch });
    await write('addClaim', { ...CLAIM, speakers: [dora.id], batch });
    await write('editActor', { id: 'act_bo', baseVersion: await versionOf('act_bo'), name: 'Bo in the batch', batch });
    await write('editActor', { id: 'act_bo', baseVersion: await versionOf('act_bo'), kind: 'GROUP', batch });
    const { datasetVersion } = await world.store.stats();
    const payload = await revert();
    expect(payload).toMatchObject({ userErrors: [], reverted: 3, batch: { id: batch, reverted: true } });
    expect(await contents()).toEqual(before);
    const { items } = await world.store.changes({ after: datasetVersion, limit: 100 });
    expect(items.map(({ outcome, reason, author, batch: of }) => [outcome, reason, author, of]).sort()).toEqual([
      ['CHANGED', 'The wrong article.', 'curator', null],
      ['CHANGED', 'The wrong article.', 'curator', null],
      ['REMOVED', 'The wrong article.', 'curator', null],
      ['REMOVED', 'The wrong article.', 'curator', null],
    ]);
  });

  test('what was reverted can still be read as of then', async () => {
    const dora = await write('addActor', { id: 'act_dora', kind: 'PERSON', name: 'Dora', batch });
    await revert();
    const { data } = await world.ask(
      `{ now: actor(id: "act_dora") { id } before: actor(id: "act_dora", asOf: ${dora.version}) { name } }`,
    );
    expect(data).toEqual({ now: null, before: { name: 'Dora' } });
  });

  test('is refused with every record that was changed since, and changes nothing', async () => {
    await write('addActor', { id: 'act_dora', kind: 'PERSON', name: 'Dora', batch });
    await write('addActor', { id: 'act_eve', kind: 'PERSON', name: 'Eve', batch });
    for (const id of ['act_dora', 'act_eve'])
      await write('editActor', { id, baseVersion: await versionOf(id), name: 'Changed' });
    await write('editActor', { id: 'act_eve', baseVersion: await versionOf('act_eve'), name: 'Again', batch });
    const { datasetVersion } = await world.store.stats();
    const { userErrors, batch: none } = await revert();
    expect(none).toBeNull();
    expect(userErrors).toMatchObject([
      { field: 'input.id', code: 'CONFLICT' },
      { field: 'input.id', code: 'CONFLICT' },
    ]);
    expect(userErrors[0].message).toContain('act_dora was changed since, by curator');
    expect(userErrors[1].message).toContain('act_eve');
    expect((await world.store.stats()).datasetVersion).toBe(datasetVersion);
  });

  test('is refused while others use what it added, and says who', async () => {
    await write('addActor', { id: 'act_dora', kind: 'PERSON', name: 'Dora', batch });
    const claim = await write('addClaim', { ...CLAIM, speakers: ['act_dora'] });
    const { userErrors } = await revert();
    expect(userErrors).toMatchObject([{ field: 'input.id', code: 'CONFLICT' }]);
    expect(userErrors[0].message).toContain(`act_dora is used by ${claim.id}`);
    expect(await stored('act_dora')).not.toBeNull();
    expect((await stored(batch))?.record).toMatchObject({ reverted: false });
  });

  test('happens once, needs a reason, and takes no more writes', async () => {
    expect((await revert(batch, { reason: '  ' })).userErrors).toMatchObject([
      { field: 'input.reason', code: 'INVALID' },
    ]);
    expect((await revert('bat_none')).userErrors).toMatchObject([{ field: 'input.id', code: 'NOT_FOUND' }]);
    expect((await revert()).userErrors).toEqual([]);
    expect((await revert()).userErrors).toMatchObject([{ field: 'input.id', code: 'CONFLICT' }]);
    const late = await world.mutate('addActor', { kind: 'PERSON', name: 'Dora', batch });
    expect(late.userErrors).toMatchObject([
      { field: 'input.batch', code: 'INVALID', message: expect.stringContaining('reverted') },
    ]);
  });

  test('a judgement of the batch is taken back with it', async () => {
    await world.mutate('judgeIdentity', { verdict: 'SAME', keep: 'act_ada', other: 'act_bo', reason: 'One.', batch });
    await revert();
    expect((await stored('act_bo'))?.canonical).toBe('act_bo');
  });

  test('a text goes back, and quotes from outside the batch get the state that they have in it', async () => {
    const text = `${TEXT} Nothing more was said.`;
    await write('editSource', { id: 'src_said', baseVersion: await versionOf('src_said'), text, batch });
    await write('addClaim', {
      ...CLAIM,
      id: 'clm_out',
      quotes: [{ source: 'src_said', exact: 'Nothing more was said.' }],
    });
    await write('addClaim', {
      ...CLAIM,
      id: 'clm_in',
      proposition: 'In.',
      quotes: [{ source: 'src_said', exact: 'Nothing more' }],
      batch,
    });
    await write('addClaim', { ...CLAIM, id: 'clm_same', proposition: 'Same.' });
    const same = await stored('clm_same');
    expect(await revert()).toMatchObject({ userErrors: [], reverted: 2 });
    expect((await stored('src_said'))?.record).toMatchObject({ text: TEXT });
    expect(await quotesOf('clm_out')).toMatchObject([{ state: 'LOST' }]);
    expect(await stored('clm_in')).toBeNull();
    expect(await stored('clm_same')).toEqual(same);
  });

  test('a claim goes back to a quote that its source has lost since', async () => {
    await write('addClaim', { ...CLAIM, id: 'clm_a', quotes: [{ source: 'src_said', exact: 'on nothing else' }] });
    await write('editClaim', {
      id: 'clm_a',
      baseVersion: await versionOf('clm_a'),
      quotes: [{ source: 'src_said', exact: 'On Tuesday' }],
      batch,
    });
    await write('editSource', {
      id: 'src_said',
      baseVersion: await versionOf('src_said'),
      text: 'On Tuesday nothing happened.',
    });
    expect(await revert()).toMatchObject({ userErrors: [], reverted: 1 });
    expect(await quotesOf('clm_a')).toMatchObject([{ exact: 'on nothing else', state: 'LOST' }]);
  });
});

test('an import is reverted like any other batch, and its batch stays to say so', async () => {
  const before = await contents();
  const value = { record: 'actor', id: 'act_dora', kind: 'PERSON', name: 'Dora' };
  const options = {
    author: 'importer',
    time: new Date().toISOString(),
    name: 'people',
    reason: null,
    keepStatus: true,
  };
  const rows = [{ file: 'people.jsonl', line: 1, length: 0, value, fault: null }];
  const { batch: imported } = await importRows(world.store, rows, { ...options, dryRun: false });
  expect(await revert(imported as string)).toMatchObject({
    userErrors: [],
    reverted: 1,
    batch: { id: imported, reverted: true },
  });
  expect(await contents()).toEqual(before);
});

test('a revert of an import of 5,000 claims holds a page of them at a time', { timeout: 60_000 }, async () => {
  await write('addClaim', { ...CLAIM, id: 'clm_a' });
  const { record } = (await stored('clm_a')) as { record: Claim };
  const before = await contents();
  const COUNT = 5_000;
  async function* claims() {
    for (let from = 0; from < COUNT; from += 1_000)
      yield Array.from({ length: 1_000 }, (_, index) => {
        const id = `clm_many${from + index}`;
        return {
          kind: 'claim' as const,
          id,
          record: { ...record, id, proposition: `Number ${id}.` },
          expect: 'NEW' as const,
        };
      });
  }
  await world.store.write({ author: 'fixture', time: new Date().toISOString(), reason: null, batch }, claims());
  let most = 0;
  const { store } = world;
  for (const verb of ['getMany', 'changes'] as const) {
    const call = store[verb].bind(store) as (...given: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [verb]: async (...given: unknown[]) => {
        const answer = await call(...given);
        const count = Array.isArray(answer) ? answer.length : (answer as { items: unknown[] }).items.length;
        most = Math.max(most, count);
        return answer;
      },
    });
  }
  expect(await revert()).toMatchObject({ userErrors: [], reverted: COUNT });
  expect(most).toBe(200);
  expect(await contents()).toEqual(before);
});

test('a record that the batch wrote many times over goes back to what it was before the batch', async () => {
  const [found] = await world.store.getMany(['act_bo']);
  const before = (found as Stored<'actor'>).record;
  for (let turn = 1; turn <= 120; turn++)
    await world.store.write({ author: 'curator', time: '2026-02-01T00:00:00.000Z', reason: null, batch }, [
      { kind: 'actor', id: 'act_bo', record: { ...before, name: `Name ${turn}` }, expect: 'ANY' },
    ]);
  expect(await revert()).toMatchObject({ reverted: 1, userErrors: [] });
  expect((await stored('act_bo'))?.record).toEqual(before);
});

test('of many records that the batch added and others use, the first hundred are named', async () => {
  const ids = Array.from({ length: 103 }, (_, number) => `act_${number}`);
  await world.store.write(
    { author: 'curator', time: '2026-02-01T00:00:00.000Z', reason: null, batch },
    ids.map((id) => put(actor({ id }))),
  );
  const using = (id: string) => ({ id: `clm_${id}`, speakers: [id], targets: [target('top_border')] });
  await save(world.store, ...ids.map((id) => claim({ ...using(id), quotes: [quote({ source: 'src_unread' })] })));
  const { userErrors } = await revert();
  const problem = (id: string) => new RegExp(`^id cannot be reverted: .*clm_${id}\\b`);
  expect(userErrors).toEqual(
    ids.slice(0, 100).map((id) => ({
      field: 'input.id',
      code: 'CONFLICT',
      message: expect.stringMatching(problem(id)),
    })),
  );
});
