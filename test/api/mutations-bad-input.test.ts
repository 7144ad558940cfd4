// Every input that ought to be refused is: with a code, the field and the remedy, nothing half-written, and a server that
// goes on answering.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Reply, UserError, World } from '../support/world.ts';
import { CLAIM, openWorld } from '../support/world.ts';

let world: World;
let version: number;
beforeAll(async () => {
  world = await openWorld();
  version = (await world.store.stats()).datasetVersion;
});
afterAll(() => world.close());

afterEach(async () => {
  expect((await world.store.stats()).datasetVersion).toBe(version);
  expect((await world.ask('{ stats { actors } }')).data).toEqual({ stats: { actors: 3 } });
});

const faults = async (name: string, input: object): Promise<UserError[]> =>
  (await world.mutate(name, input)).userErrors;
const claim = (fields: object) => faults('addClaim', { ...CLAIM, ...fields });
const actor = (fields: object) => faults('addActor', { kind: 'PERSON', name: 'Dora', ...fields });

describe('a claim', () => {
  test.each(['speakers', 'targets', 'quotes'])('without %s', async (field) => {
    expect(await claim({ [field]: [] })).toMatchObject([
      { field: `input.${field}`, code: 'INVALID', message: expect.stringContaining('is empty') },
    ]);
  });

  test('without any of them: every fault at once', async () => {
    const found = await claim({
      speakers: [],
      targets: [],
      quotes: [],
      proposition: ' ',
      saidOn: 'next week',
      confidence: 2,
    });
    expect(found.map(({ field }) => field).sort()).toEqual(
      ['confidence', 'proposition', 'quotes', 'saidOn', 'speakers', 'targets'].map((field) => `input.${field}`),
    );
  });

  test('with a quote that is not in the text: the nearest that is, is offered with its position', async () => {
    const quotes = [{ source: 'src_said', exact: 'We agree with Syldavia.' }];
    const [fault, ...others] = await claim({ quotes });
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ field: 'input.quotes[0].exact', code: 'INVALID' });
    expect(fault?.message).toContain('“We agree with Borduria.” '.slice(1, 24));
    expect(fault?.message).toMatch(/start \d+, end \d+/);
  });

  test('with a fault of shape and a quote that is not in the text: both', async () => {
    const found = await claim({
      saidOn: '2021-13',
      quotes: [{ source: 'src_said', exact: 'We agree with Syldavia.' }],
    });
    expect(found.map(({ field }) => field).sort()).toEqual(['input.quotes[0].exact', 'input.saidOn']);
  });

  test('with faults of shape, a quote at fault, and ids that lead nowhere: every one', async () => {
    const found = await claim({
      proposition: '',
      saidOn: '2021-13',
      speakers: ['act_nobody', 'top_border'],
      targets: [{ target: { topic: 'top_nothing' }, stance: 'SUPPORTS' }],
      quotes: [
        { source: 'src_said', exact: ' ' },
        { source: 'src_nowhere', exact: 'x' },
        { source: 'src_said', exact: 'We agree with Syldavia.' },
      ],
      via: [{ actor: 'act_gone' }, {}],
      at: 'evt_never',
      batch: 'bat_none',
    });
    expect(found.map(({ field }) => field?.slice('input.'.length)).sort()).toEqual([
      'at',
      'batch',
      'proposition',
      'quotes[0].exact',
      'quotes[1].source',
      'quotes[2].exact',
      'saidOn',
      'speakers[0]',
      'speakers[1]',
      'targets[0].target',
      'via[0].actor',
      'via[1]',
    ]);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['INVALID']));
  });

  test('that is edited: the same', async () => {
    const { claim: added } = await world.mutate('addClaim', { ...CLAIM, id: 'clm_edited' }, 'claim { version }');
    const edit = { id: 'clm_edited', baseVersion: added.version, saidOn: 'x', speakers: ['act_nobody'] };
    const found = await faults('editClaim', edit);
    expect(found.map(({ field }) => field).sort()).toEqual(['input.saidOn', 'input.speakers[0]']);
    version = (await world.store.stats()).datasetVersion;
  });

  test('with ids that lead nowhere: every one', async () => {
    const found = await claim({
      speakers: ['act_ada', 'act_nobody'],
      targets: [{ target: { topic: 'top_nothing' }, stance: 'SUPPORTS' }],
      quotes: [{ source: 'src_nowhere', exact: 'x' }],
      via: [{ actor: 'act_gone' }],
      at: 'evt_never',
    });
    expect(found.map(({ field, code }) => `${code} ${field}`).sort()).toEqual([
      'INVALID input.at',
      'INVALID input.quotes[0].source',
      'INVALID input.speakers[1]',
      'INVALID input.targets[0].target',
      'INVALID input.via[0].actor',
    ]);
    expect(found[0]?.message).toContain('does not exist');
  });

  test('with ids of the wrong kind, or none at all', async () => {
    const found = await claim({
      speakers: ['top_border'],
      targets: [{ target: { actor: 'evt_talks' }, stance: 'SUPPORTS' }],
      reporters: ['Reuters'],
    });
    expect(found.map(({ field }) => field).sort()).toEqual([
      'input.reporters[0]',
      'input.speakers[0]',
      'input.targets[0].target.actor',
    ]);
  });

  test('about itself', async () => {
    const targets = [{ target: { claim: 'clm_self' }, stance: 'SUPPORTS' }];
    expect(await claim({ id: 'clm_self', targets })).toMatchObject([
      { field: 'input.targets[0].target', code: 'INVALID' },
    ]);
  });

  test.each(['20240101', '2021-13', 'next week', '2021-02-30', '2021-11-18T25:00', '../..', '2022/2021'])(
    'with the date %s',
    async (saidOn) => {
      const [fault, ...others] = await claim({ saidOn });
      expect(others).toEqual([]);
      expect(fault).toMatchObject({ field: 'input.saidOn', code: 'INVALID' });
      expect(fault?.message.length).toBeGreaterThan('saidOn is wrong'.length);
    },
  );

  test('with a target of two kinds, or an unknown stance: an error of GraphQL, with the code INVALID', async () => {
    const ask = (target: object, stance: string): Promise<Reply> =>
      world.ask('mutation ($input: AddClaimInput!) { addClaim(input: $input) { userErrors { code } } }', {
        input: { ...CLAIM, targets: [{ target, stance }] },
      });
    for (const reply of [
      await ask({ actor: 'act_bo', topic: 'top_border' }, 'SUPPORTS'),
      await ask({ actor: 'act_bo' }, 'LOVES'),
    ]) {
      expect(reply.data).toBeNull();
      expect(reply.errors[0]?.extensions?.code).toBe('INVALID');
    }
  });
});

describe('hostile text', () => {
  test.each([
    ['U+0000', 'Do\u0000ra', 'U+0000'],
    ['a lone high surrogate', 'Dora \ud83d', 'U+D83D'],
    ['a lone low surrogate', '\udd4aDora', 'U+DD4A'],
    ['a right-to-left override', 'Dora \u202eevil', 'U+202E'],
    ['an isolate', 'Dora \u2066evil', 'U+2066'],
    ['a line end', 'Dora\nEve', 'line end'],
    ['a bell', 'Dora\u0007', 'U+0007'],
  ])('%s in a name', async (_what, name, told) => {
    expect(await actor({ name, names: [{ text: name }] })).toMatchObject([
      { field: 'input.name', code: 'INVALID', message: expect.stringContaining(told) },
      { field: 'input.names[0].text', code: 'INVALID' },
    ]);
  });

  test.each(['proposition', 'reason'])('a right-to-left override in the %s', async (field) => {
    expect(await claim({ [field]: 'Ada \u202eagrees.' })).toMatchObject([{ field: `input.${field}`, code: 'INVALID' }]);
  });

  test('a lone surrogate in a quote', async () => {
    const [fault] = await claim({ quotes: [{ source: 'src_said', exact: '\ud83d' }] });
    expect(fault).toMatchObject({ field: 'input.quotes[0].exact', code: 'INVALID' });
  });

  test('hostile ids, keys and addresses', async () => {
    expect(await actor({ id: 'act_\u0000' })).toMatchObject([{ field: 'input.id', code: 'INVALID' }]);
    expect(await actor({ id: `act_${'x'.repeat(101)}` })).toMatchObject([{ field: 'input.id', code: 'INVALID' }]);
    expect(await actor({ idempotencyKey: '\u202e' })).toMatchObject([
      { field: 'input.idempotencyKey', code: 'INVALID' },
    ]);
    expect(await actor({ idempotencyKey: 'k'.repeat(201) })).toMatchObject([
      { field: 'input.idempotencyKey', code: 'INVALID' },
    ]);
    const urls = ['javascript:alert(1)', 'file:///etc/passwd', 'https://me:secret@example.org', 'example.org'];
    for (const url of urls)
      expect(await faults('addSource', { kind: 'ARTICLE', title: 'x', url })).toMatchObject([
        { field: 'input.url', code: 'INVALID' },
      ]);
    expect(await faults('editActor', { id: "act_x' OR 1=1 --", baseVersion: 1 })).toMatchObject([
      { field: 'input.id', code: 'INVALID' },
    ]);
  });

  test('names that are too long, counted in characters', async () => {
    expect(await actor({ name: '🕊'.repeat(1_001) })).toMatchObject([
      { field: 'input.name', code: 'INVALID', message: expect.stringContaining('1000') },
    ]);
  });

  test('a name of almost 1 MB is refused by name, 2 MB by size, and neither is sent back', async () => {
    const [fault] = await actor({ name: 'x'.repeat(900_000) });
    expect(fault).toMatchObject({ field: 'input.name', code: 'INVALID' });
    expect(fault?.message.length).toBeLessThan(500);
  });

  test('lists that are too long', async () => {
    const names = Array.from({ length: 201 }, (_, index) => ({ text: `Dora ${index}` }));
    expect(await actor({ names })).toMatchObject([
      { field: 'input.names', code: 'INVALID', message: expect.stringContaining('200') },
    ]);
    const speakers = Array.from({ length: 20_000 }, (_, index) => `act_${index}`);
    const found = await claim({ speakers });
    expect(found).toMatchObject([{ field: 'input.speakers', code: 'INVALID' }]);
  });
});

describe('who may write', () => {
  const mutation = 'mutation { addActor(input: { kind: PERSON, name: "Dora" }) { userErrors { code } } }';
  test('nobody without a token', async () => {
    const { data, errors } = await world.ask(mutation, {}, null);
    expect(data).toBeNull();
    expect(errors[0]).toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
      message: expect.stringContaining('Authorization: Bearer'),
    });
  });
  test('no reader', async () => {
    const { data, errors } = await world.ask(mutation, {}, await world.token('rita', 'READER'));
    expect(data).toBeNull();
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('CURATOR') });
  });
});
