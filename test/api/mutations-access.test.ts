import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccess } from '../../server/services/access.ts';
import type { World } from '../support/world.ts';
import { ADMIN_TOKEN, openWorld } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const MINUTE = 60_000;
const WRITE = 'mutation { addTopic(input: { name: "A topic" }) { topic { id } userErrors { code } } }';
const create = (input: object, token: string = ADMIN_TOKEN) =>
  world.mutate('createToken', input, 'secret token { id name role createdAt expiresAt lastUsedAt revoked }', token);
const revoke = (id: string, token: string = ADMIN_TOKEN) =>
  world.ask(
    'mutation ($id: ID!) { revokeToken(id: $id) { token { revoked } userErrors { field code } } }',
    { id },
    token,
  );
const tokens = async () =>
  (await world.ask('{ tokens { id name role lastUsedAt revoked } }', {}, ADMIN_TOKEN)).data.tokens;

describe('tokens', () => {
  test('are made by an admin, shown once, and write under their name', async () => {
    const { secret, token, userErrors } = await create({ name: 'Eve', role: 'CURATOR' });
    expect(userErrors).toEqual([]);
    expect(token).toMatchObject({ name: 'Eve', role: 'CURATOR', expiresAt: null, lastUsedAt: null, revoked: false });
    const { data } = await world.ask(WRITE, {}, secret);
    const [version] = (await world.store.history(data.addTopic.topic.id, { limit: 1 })).items;
    expect(version?.author).toBe('Eve');
    expect((await world.ask('{ viewer { name role } }', {}, secret)).data.viewer).toEqual({
      name: 'Eve',
      role: 'CURATOR',
    });
  });

  test('are kept as their SHA-256 alone', async () => {
    const { secret } = await create({ name: 'Eve', role: 'CURATOR' });
    const kept = JSON.stringify(await world.store.listEntries('token'));
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(secret.slice(4, 40));
    expect(kept).toContain(createHash('sha256').update(secret).digest('hex'));
  });

  test('are refused from the next request on once revoked', async () => {
    const { secret, token } = await create({ name: 'Eve', role: 'CURATOR' });
    expect((await world.ask(WRITE, {}, secret)).status).toBe(200);
    expect((await revoke(token.id)).data.revokeToken).toEqual({ token: { revoked: true }, userErrors: [] });
    const refused = await world.ask(WRITE, {}, secret);
    expect(refused).toMatchObject({ status: 401, errors: [{ message: expect.stringContaining('was revoked') }] });
  });

  test('a revocation that comes while the token is looked up holds', async () => {
    const { secret, token } = await create({ name: 'Eve', role: 'CURATOR' });
    const { store } = world;
    const access = createAccess(store, null, () => new Date());
    const getEntry = store.getEntry.bind(store);
    store.getEntry = async (space, key) => {
      const value = await getEntry(space, key);
      store.getEntry = getEntry;
      await access.revokeToken(token.id);
      return value;
    };
    await expect(access.identify(secret)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(access.identify(secret)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('end when they expire', async () => {
    const expiresAt = new Date(Date.now() + 10 * MINUTE).toISOString();
    const { secret } = await create({ name: 'Eve', role: 'READER', expiresAt });
    expect((await world.ask('{ stats { actors } }', {}, secret)).status).toBe(200);
    world.later(11 * MINUTE);
    expect(await world.ask('{ stats { actors } }', {}, secret)).toMatchObject({
      status: 401,
      errors: [{ message: expect.stringContaining('expired') }],
    });
    const past = await create({ name: 'Eve', role: 'READER', expiresAt: '2020-01-01T00:00:00Z' });
    expect(past.userErrors).toMatchObject([{ field: 'input.expiresAt', code: 'INVALID' }]);
  });

  test('a mistyped one is told from an unknown one, and neither is let in', async () => {
    const { secret } = await create({ name: 'Eve', role: 'CURATOR' });
    const typo = secret.slice(0, -1) + (secret.endsWith('a') ? 'b' : 'a');
    const told = async (token: string) => {
      const { status, errors } = await world.ask(WRITE, {}, token);
      expect(status).toBe(401);
      return errors[0]?.message;
    };
    expect(await told(typo)).toContain('mistyped');
    expect(await told('hunter2')).toContain('is not a token of this server');
    const elsewhere = await createAccess(world.store, null, () => new Date()).createToken({ name: 'x', role: 'ADMIN' });
    await world.store.putEntries([
      { space: 'token', key: createHash('sha256').update(elsewhere.secret).digest('hex'), value: null },
    ]);
    expect(await told(elsewhere.secret)).toContain('unknown');
  });

  test('note their last use, at most once a minute', async () => {
    const { secret } = await create({ name: 'Eve', role: 'CURATOR' });
    const lastUsed = async () => (await tokens()).find(({ name }: { name: string }) => name === 'Eve').lastUsedAt;
    await world.ask('{ stats { actors } }', {}, secret);
    const first = await lastUsed();
    expect(Date.parse(first)).toBeGreaterThan(0);
    world.later(MINUTE / 2);
    await world.ask('{ stats { actors } }', {}, secret);
    expect(await lastUsed()).toBe(first);
    world.later(MINUTE);
    await world.ask('{ stats { actors } }', {}, secret);
    expect(Date.parse(await lastUsed())).toBeGreaterThan(Date.parse(first));
  });

  test('are the business of admins', async () => {
    const { secret } = await create({ name: 'Eve', role: 'ADMIN' });
    expect((await create({ name: 'Carl', role: 'READER' }, secret)).userErrors).toEqual([]);
    const curator = await world.token('curator', 'CURATOR');
    const query = 'mutation { createToken(input: { name: "x", role: ADMIN }) { secret } }';
    for (const reply of [
      await world.ask(query, {}, curator),
      await revoke('tok_x', curator),
      await world.ask('{ tokens { id } }', {}, curator),
    ])
      expect(reply.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('with faults are refused at their fields', async () => {
    expect(
      (await create({ name: ' ', role: 'READER', expiresAt: 'tomorrow' })).userErrors.map(
        ({ field }: { field: string }) => field,
      ),
    ).toEqual(['input.name', 'input.expiresAt']);
    expect((await revoke('tok_none')).data.revokeToken).toEqual({
      token: null,
      userErrors: [{ field: 'id', code: 'NOT_FOUND' }],
    });
  });
});

test('a first start makes a curator and, without one in the settings, an admin; a second start makes none', async () => {
  const roles = async (adminToken: string | null) => {
    const fresh = await openWorld();
    for (const { key } of await fresh.store.listEntries('token'))
      await fresh.store.putEntries([{ space: 'token', key, value: null }]);
    const access = createAccess(fresh.store, adminToken, () => new Date());
    const made = await access.firstTokens();
    for (const { secret, token } of made)
      expect(await access.identify(secret)).toEqual({ name: token.name, role: token.role });
    expect(await access.firstTokens()).toEqual([]);
    await fresh.close();
    return made.map(({ token }) => token.role);
  };
  expect(await roles(null)).toEqual(['ADMIN', 'CURATOR']);
  expect(await roles(ADMIN_TOKEN)).toEqual(['CURATOR']);
});

describe('saved views', () => {
  const FIELDS = 'view { id name owner visibility address positions { recordId x y } datasetVersion version }';
  const save = (fields: object, token?: string) =>
    world.mutate('saveView', { name: 'Border', address: 'from=2021', ...fields }, FIELDS, token);

  test('belong to whoever saved them, with the version of the data', async () => {
    const { datasetVersion } = await world.store.stats();
    const { view, userErrors } = await save({
      visibility: 'PUBLIC',
      positions: [{ recordId: 'act_ada', x: 1.5, y: -2 }],
    });
    expect(userErrors).toEqual([]);
    expect(view).toMatchObject({
      owner: 'curator',
      visibility: 'PUBLIC',
      address: 'from=2021',
      positions: [{ recordId: 'act_ada', x: 1.5, y: -2 }],
      datasetVersion,
    });
    const again = await save({ id: view.id, baseVersion: view.version, name: 'The border', visibility: 'PUBLIC' });
    expect(again.view).toMatchObject({ id: view.id, name: 'The border', positions: [{ recordId: 'act_ada' }] });
  });

  test('are changed by nobody else; a private one is not even admitted to exist', async () => {
    const eve = await world.token('eve', 'CURATOR');
    const open = (await save({ visibility: 'PUBLIC' })).view;
    const query = 'mutation ($input: SaveViewInput!) { saveView(input: $input) { userErrors { field code } } }';
    const edit = (view: { id: string; version: number }) =>
      world.ask(query, { input: { id: view.id, baseVersion: view.version, name: 'Mine', address: '' } }, eve);
    expect((await edit(open)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const hidden = (await save({})).view;
    expect((await edit(hidden)).data.saveView.userErrors).toEqual([{ field: 'input.id', code: 'NOT_FOUND' }]);
    expect((await world.store.getMany([open.id, hidden.id])).map((view) => view?.version)).toEqual([
      open.version,
      hidden.version,
    ]);
  });

  test('need the version that was edited', async () => {
    const { view } = await save({});
    expect((await save({ id: view.id })).userErrors).toMatchObject([{ field: 'input.baseVersion', code: 'INVALID' }]);
    await save({ id: view.id, baseVersion: view.version, name: 'Changed' });
    expect((await save({ id: view.id, baseVersion: view.version })).userErrors).toMatchObject([
      { field: 'input.name', code: 'CONFLICT' },
      { field: 'input.baseVersion', code: 'CONFLICT', message: expect.stringContaining('datasetVersion') },
    ]);
    expect((await save({ id: 'vew_none', baseVersion: 1 })).userErrors).toMatchObject([
      { field: 'input.id', code: 'NOT_FOUND' },
    ]);
  });
});
