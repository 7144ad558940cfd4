import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserError, World } from '../support/world.ts';
import { openWorld } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('adding records', () => {
  test('an actor, with every field', async () => {
    const { actor, userErrors } = await world.mutate(
      'addActor',
      {
        id: 'act_selenskyj',
        kind: 'PERSON',
        name: ' Wolodymyr Selenskyj ',
        names: [{ text: 'Зеленський', language: 'uk', kind: 'PREFERRED', from: '1978' }, { text: 'Zelenskyi' }],
        description: 'President.',
        externalIds: [{ scheme: 'wikidata', value: 'Q3874799' }],
        roles: [{ title: 'president', in: 'act_bo', from: '2019-05-20' }],
        reason: 'Named in the article.',
      },
      `actor { id kind name names { text language kind from to } description externalIds { scheme value }
        roles { title in { id } from to } version mergedIds }`,
    );
    expect(userErrors).toEqual([]);
    expect(actor).toMatchObject({
      id: 'act_selenskyj',
      kind: 'PERSON',
      name: 'Wolodymyr Selenskyj',
      names: [
        { text: 'Зеленський', language: 'uk', kind: 'PREFERRED', from: '1978', to: null },
        { text: 'Zelenskyi', language: null, kind: 'ALIAS', from: null, to: null },
      ],
      roles: [{ title: 'president', in: { id: 'act_bo' }, from: '2019-05-20', to: null }],
      mergedIds: [],
    });
  });

  test('an event, with quotes that are anchored', async () => {
    const { event, userErrors } = await world.mutate(
      'addEvent',
      {
        kind: 'CALL',
        name: 'A call',
        when: '2021-11/..',
        status: 'ALLEGED',
        participants: [{ actor: 'act_ada', role: 'host' }],
        affected: ['act_cy'],
        quotes: [{ source: 'src_said', exact: 'On Tuesday' }],
      },
      'event { id when earliest latest status participants { actor { id } role } affected { id } quotes { state start } }',
    );
    expect(userErrors).toEqual([]);
    expect(event.id).toMatch(/^evt_[0-9a-z]{20}$/);
    expect(event).toMatchObject({
      earliest: '2021-11-01',
      latest: null,
      status: 'ALLEGED',
      quotes: [{ state: 'EXACT', start: 0 }],
    });
  });

  test('a topic below another one', async () => {
    const { topic } = await world.mutate(
      'addTopic',
      { name: 'The river', broader: 'top_border' },
      'topic { broader { id } }',
    );
    expect(topic.broader.id).toBe('top_border');
  });

  test('a source: its text is kept in NFC and marked by its SHA-256', async () => {
    const { source } = await world.mutate(
      'addSource',
      { kind: 'ARTICLE', title: 'Café', text: 'Cafe\u0301', url: 'https://example.org/a', retrieved: '2022-01-31' },
      'source { text sha256 url retrieved }',
    );
    expect(source).toEqual({
      text: 'Caf\u00e9',
      sha256: '73473dcc12b763085904a5279d048c4d5b3b008c46f1f32443b99de04aa83a14',
      url: 'https://example.org/a',
      retrieved: '2022-01-31',
    });
  });

  test('an id that is taken is refused with CONFLICT, and nothing changes', async () => {
    const { actor, userErrors } = await world.mutate(
      'addActor',
      { id: 'act_ada', kind: 'PERSON', name: 'Another' },
      'actor { id }',
    );
    expect(actor).toBeNull();
    expect(userErrors).toMatchObject([{ field: 'input.id', code: 'CONFLICT' }]);
    const [stored] = await world.store.getMany(['act_ada']);
    expect(stored?.record).toMatchObject({ name: 'Actor ada' });
  });

  test('an id of another kind is refused', async () => {
    const { userErrors } = await world.mutate('addActor', { id: 'top_ada', kind: 'PERSON', name: 'Another' });
    expect(userErrors).toMatchObject([{ field: 'input.id', code: 'INVALID' }]);
  });
});

describe('editing records', () => {
  const add = async (fields: object = {}) => {
    const { actor } = await world.mutate(
      'addActor',
      { kind: 'PERSON', name: 'Dora', ...fields },
      'actor { id version }',
    );
    return actor as { id: string; version: number };
  };

  test('fields left out stay, null clears, and the version grows', async () => {
    const { id, version } = await add({ description: 'A poet.', names: [{ text: 'D.' }] });
    const { actor } = await world.mutate(
      'editActor',
      { id, baseVersion: version, description: null, kind: 'GROUP' },
      'actor { kind name names { text } description version }',
    );
    expect(actor).toEqual({
      kind: 'GROUP',
      name: 'Dora',
      names: [{ text: 'D.' }],
      description: null,
      version: version + 1,
    });
    const cleared = await world.mutate(
      'editActor',
      { id, baseVersion: version + 1, names: null },
      'actor { names { text } }',
    );
    expect(cleared.actor.names).toEqual([]);
  });

  test('what is required cannot be cleared', async () => {
    const { id, version } = await add();
    const { userErrors } = await world.mutate('editActor', { id, baseVersion: version, name: null, kind: null });
    expect(userErrors.map(({ field }: { field: string }) => field).sort()).toEqual(['input.kind', 'input.name']);
  });

  test('a stale version is refused with every field that changed meanwhile, and what it is now', async () => {
    const { id, version } = await add();
    await world.mutate('editActor', { id, baseVersion: version, name: 'Dora the Elder', description: 'A poet.' });
    const { actor, userErrors } = await world.mutate(
      'editActor',
      { id, baseVersion: version, kind: 'GROUP' },
      'actor { id }',
    );
    expect(actor).toBeNull();
    expect(userErrors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
      ['input.name', 'CONFLICT'],
      ['input.description', 'CONFLICT'],
    ]);
    expect(userErrors[0].message).toContain('"Dora the Elder"');
    expect(userErrors[0].message).toContain(`version ${version + 1}`);
  });

  test('a stale version is refused even where all is as it was', async () => {
    const { id, version } = await add();
    await world.mutate('editActor', { id, baseVersion: version, name: 'D.' });
    await world.mutate('editActor', { id, baseVersion: version + 1, name: 'Dora' });
    const { userErrors } = await world.mutate('editActor', { id, baseVersion: version, kind: 'GROUP' });
    expect(userErrors).toMatchObject([{ field: 'input.baseVersion', code: 'CONFLICT' }]);
    expect(userErrors[0].message).toContain(`version ${version + 2} with the same content`);
  });

  test('a version at which it never stood, and a record that is not there', async () => {
    const { id, version } = await add();
    const future = await world.mutate('editActor', { id, baseVersion: version + 1000, name: 'X' });
    expect(future.userErrors).toMatchObject([{ field: 'input.baseVersion', code: 'CONFLICT' }]);
    const missing = await world.mutate('editActor', { id: 'act_missing', baseVersion: 1, name: 'X' });
    expect(missing.userErrors).toMatchObject([{ field: 'input.id', code: 'NOT_FOUND' }]);
    const other = await world.mutate('editActor', { id: 'top_border', baseVersion: 1, name: 'X' });
    expect(other.userErrors).toMatchObject([{ field: 'input.id', code: 'INVALID' }]);
  });

  test('of two who edit one version at once, one succeeds', async () => {
    const { id, version } = await add();
    const edits = Array.from({ length: 8 }, (_, index) =>
      world.mutate('editActor', { id, baseVersion: version, name: `Dora ${index}` }),
    );
    const told = (await Promise.all(edits)).map(({ userErrors }) =>
      userErrors.length === 0 ? 'written' : userErrors.map(({ field, code }: UserError) => `${code} ${field}`).join(),
    );
    expect(told.sort()).toEqual([...Array(7).fill('CONFLICT input.name'), 'written']);
  });

  test('several in one operation: each sees what those before it wrote', async () => {
    const { id, version } = await add({ roles: [{ title: 'poet', in: 'act_cy' }] });
    const [cy] = await world.store.getMany(['act_cy']);
    const { data } = await world.ask(
      `mutation ($dora: EditActorInput!, $cy: EditActorInput!, $again: EditActorInput!) {
        before: editActor(input: $dora) { actor { roles { in { name } } } }
        between: editActor(input: $cy) { userErrors { code } }
        after: editActor(input: $again) { actor { roles { in { name } } } }
      }`,
      {
        dora: { id, baseVersion: version, description: 'One.' },
        cy: { id: 'act_cy', baseVersion: cy?.version, name: 'Cyprian' },
        again: { id, baseVersion: version + 1, description: 'Two.' },
      },
    );
    expect(data).toEqual({
      before: { actor: { roles: [{ in: { name: 'Actor cy' } }] } },
      between: { userErrors: [] },
      after: { actor: { roles: [{ in: { name: 'Cyprian' } }] } },
    });
  });

  test('an edit that changes nothing makes no version', async () => {
    const { id, version } = await add();
    const { actor } = await world.mutate('editActor', { id, baseVersion: version, name: 'Dora' }, 'actor { version }');
    expect(actor.version).toBe(version);
  });

  test('who, why and in which batch stand in the history', async () => {
    const { batch } = await world.mutate('createBatch', { name: 'Monday' }, 'batch { id reverted }');
    expect(batch.reverted).toBe(false);
    const { id, version } = await add({ batch: batch.id });
    await world.mutate(
      'editActor',
      { id, baseVersion: version, name: 'D.', reason: 'Shorter.' },
      '',
      await world.token('Eve', 'CURATOR'),
    );
    const { data } = await world.ask(
      'query ($id: ID!) { history(id: $id) { nodes { outcome author reason time batch { id } changedFields } } }',
      { id },
    );
    expect(data.history.nodes).toMatchObject([
      { outcome: 'CHANGED', author: 'Eve', reason: 'Shorter.', batch: null, changedFields: ['name'] },
      { outcome: 'ADDED', author: 'curator', reason: null, batch: { id: batch.id } },
    ]);
    expect(Math.abs(Date.parse(data.history.nodes[0].time) - Date.now())).toBeLessThan(60_000);
  });

  test('a batch that does not exist takes no writes', async () => {
    const { userErrors } = await world.mutate('addActor', {
      kind: 'PERSON',
      name: 'X',
      batch: 'bat_none',
      reason: '\u202eX',
    });
    expect(userErrors.map(({ field }: { field: string }) => field).sort()).toEqual(['input.batch', 'input.reason']);
  });
});
