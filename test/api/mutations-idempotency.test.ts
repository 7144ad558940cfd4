import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Stored } from '../../server/store/store.ts';
import type { World } from '../support/world.ts';
import { CLAIM, openWorld } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const DAY = 24 * 60 * 60 * 1000;
const add = (key: string, fields: object = {}, token?: string) =>
  world.mutate(
    'addActor',
    { kind: 'PERSON', name: 'Dora', idempotencyKey: key, ...fields },
    'actor { id name version }',
    token,
  );
const actors = async () => (await world.store.stats()).counts.actor - 3;

test('a replay gets the first answer and writes nothing', async () => {
  const first = await add('k');
  expect(first.userErrors).toEqual([]);
  expect(await add('k')).toEqual(first);
  expect(await actors()).toBe(1);
});

test('the first answer stays what it was when the record is edited afterwards', async () => {
  const first = await add('k');
  const { id, version } = first.actor;
  const edit = { id, baseVersion: version, name: 'Dora the Elder', idempotencyKey: 'e' };
  const edited = await world.mutate('editActor', edit, 'actor { name version }');
  await world.mutate('editActor', { id, baseVersion: edited.actor.version, name: 'Dora the Oldest' });
  expect(await add('k')).toEqual(first);
  expect(await world.mutate('editActor', edit, 'actor { name version }')).toEqual(edited);
});

test('an edit that changed nothing is answered the same, whoever edits afterwards', async () => {
  const { actor } = await add('k');
  const edit = { id: actor.id, baseVersion: actor.version, name: 'Dora', idempotencyKey: 'e' };
  const first = await world.mutate('editActor', edit, 'actor { name version }');
  await world.mutate('editActor', { id: actor.id, baseVersion: actor.version, name: 'Dora the Elder' });
  expect(await world.mutate('editActor', edit, 'actor { name version }')).toEqual(first);
});

test('the first answer stays what it was when the record is removed afterwards', async () => {
  const { batch } = await world.mutate('createBatch', { name: 'Monday' }, 'batch { id }');
  const first = await add('k', { batch: batch.id });
  const revert = { id: batch.id, reason: 'Wrong.', idempotencyKey: 'r' };
  const reverted = await world.mutate('revertBatch', revert, 'batch { reverted version } reverted');
  expect(reverted).toMatchObject({ reverted: 1, userErrors: [] });
  expect(await world.mutate('revertBatch', revert, 'batch { reverted version } reverted')).toEqual(reverted);
  expect(await add('k', { batch: batch.id })).toEqual(first);
  expect(await actors()).toBe(0);
});

test('several records come back in their order', async () => {
  const input = { claims: [CLAIM, { ...CLAIM, speakers: ['act_cy'] }], idempotencyKey: 'p' };
  const first = await world.mutate('proposeClaims', input, 'claims { id version speakers { id } }');
  expect(first.claims).toHaveLength(2);
  expect(await world.mutate('proposeClaims', input, 'claims { id version speakers { id } }')).toEqual(first);
});

test.each([
  ['another input', (key: string) => add(key, { name: 'Eve' })],
  ['another mutation', (key: string) => world.mutate('addTopic', { name: 'Dora', idempotencyKey: key })],
])('the same key with %s is refused and changes nothing', async (_what, again) => {
  await add('k');
  const { datasetVersion } = await world.store.stats();
  const { userErrors } = await again('k');
  expect(userErrors).toMatchObject([{ field: 'input.idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED' }]);
  expect((await world.store.stats()).datasetVersion).toBe(datasetVersion);
});

test('twenty at once write once, and all get the same answer', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => add('k')));
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(await actors()).toBe(1);
});

test('each token name has its own keys', async () => {
  await add('k');
  const other = await add('k', { name: 'Eve' }, await world.token('eve', 'CURATOR'));
  expect(other).toMatchObject({ actor: { name: 'Eve' }, userErrors: [] });
});

test('what was refused is not remembered: put right, it is written', async () => {
  expect((await add('k', { name: '' })).userErrors).toHaveLength(1);
  expect((await add('k')).userErrors).toEqual([]);
});

test('after a day the key is free and forgotten', async () => {
  await add('k');
  world.later(DAY - 1000);
  await add('k');
  expect(await actors()).toBe(1);
  world.later(2000);
  expect((await add('k', { name: 'Eve' })).actor).toMatchObject({ name: 'Eve' });
  world.later(DAY + 1000);
  await add('l');
  expect(await world.store.listEntries('idempotency')).toHaveLength(1);
});

test('without a key the same input is written again', async () => {
  await world.mutate('addActor', { kind: 'PERSON', name: 'Dora' });
  await world.mutate('addActor', { kind: 'PERSON', name: 'Dora' });
  expect(await actors()).toBe(2);
});

test('however often the record was edited since', async () => {
  const first = await add('k');
  const { id } = first.actor;
  const [found] = await world.store.getMany([id]);
  for (let turn = 1; turn <= 120; turn++)
    await world.store.write({ author: 'curator', time: '2026-02-01T00:00:00.000Z', reason: null, batch: null }, [
      { kind: 'actor', id, record: { ...(found as Stored<'actor'>).record, name: `Name ${turn}` }, expect: 'ANY' },
    ]);
  expect(await add('k')).toEqual(first);
});
