// Warnings: what looks like a slip is written all the same, and told with its field.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../support/world.ts';
import { openWorld } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const WARNINGS = 'warnings { field code recordId message } userErrors { field message code }';
const CLAIM = {
  speakers: ['act_ada'],
  proposition: 'Ada waits.',
  targets: [{ target: { actor: 'act_bo' }, stance: 'SUPPORTS' }],
  quotes: [{ source: 'src_said', exact: 'On Tuesday' }],
};

/** Each as `field code recordId`; the record must have been written. */
async function warned(name: string, input: object, record: string, fields = 'id version'): Promise<string[]> {
  const answer = await world.mutate(name, input, `${record} { ${fields} } ${WARNINGS}`);
  expect(answer.userErrors).toEqual([]);
  expect(answer[record]).not.toBeNull();
  for (const { message } of answer.warnings) expect(message).toMatch(/taken as it is/);
  return answer.warnings.map(({ field, code, recordId }: Record<string, string | null>) =>
    [field, code, recordId].filter((part) => part !== null).join(' '),
  );
}

describe('dates', () => {
  test('a claim of tomorrow, of today, and of the year 21', async () => {
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    expect(await warned('addClaim', { ...CLAIM, proposition: 'Ada will go.', saidOn: day(2) }, 'claim')).toEqual([
      'input.saidOn AFTER_TODAY',
    ]);
    expect(await warned('addClaim', { ...CLAIM, proposition: 'Ada is here.', saidOn: day(0) }, 'claim')).toEqual([]);
    expect(await warned('addClaim', { ...CLAIM, proposition: 'Ada went.', saidOn: '0021-11-18' }, 'claim')).toEqual([
      'input.saidOn EARLY_YEAR',
    ]);
  });

  test('of claims that are proposed together, each by its place in the list', async () => {
    const claims = [null, '0021', '9999'].map((saidOn) => ({
      ...CLAIM,
      proposition: `Ada waits in ${saidOn}.`,
      saidOn,
    }));
    expect(await warned('proposeClaims', { claims }, 'claims')).toEqual([
      'input.claims[1].saidOn EARLY_YEAR',
      'input.claims[2].saidOn AFTER_TODAY',
    ]);
  });

  test('of an edit, only what it gives', async () => {
    const { claim } = await world.mutate(
      'addClaim',
      { ...CLAIM, proposition: 'Ada sits.', saidOn: '0021' },
      'claim { id version }',
    );
    const edit = { id: claim.id, baseVersion: claim.version };
    expect(await warned('editClaim', { ...edit, proposition: 'Ada stands.' }, 'claim')).toEqual([]);
    const { claim: now } = await world.mutate(
      'disputeClaim',
      { ...edit, baseVersion: claim.version + 1, statusReason: 'No.' },
      'claim { version } warnings { code } userErrors { message }',
    );
    expect(await warned('editClaim', { ...edit, baseVersion: now.version, saidOn: '0022' }, 'claim')).toEqual([
      'input.saidOn EARLY_YEAR',
    ]);
  });

  test('of sources, events and offices', async () => {
    expect(
      await warned('addSource', { kind: 'REPORT', title: 'R', published: '9998', retrieved: '9998-01-01' }, 'source'),
    ).toEqual(['input.published AFTER_TODAY', 'input.retrieved AFTER_TODAY']);
    expect(await warned('addEvent', { kind: 'OTHER', name: 'A fair of old', when: '0998' }, 'event')).toEqual([
      'input.when EARLY_YEAR',
    ]);
    const roles = [
      { title: 'member', in: 'act_bo' },
      { title: 'head', in: 'act_bo', from: '0202' },
    ];
    expect(await warned('addActor', { kind: 'PERSON', name: 'Of Old', roles }, 'actor')).toEqual([
      'input.roles[1].from EARLY_YEAR',
    ]);
  });
});

describe('a second record of what there is one of', () => {
  test('by name, however it is written, of the same kind only', async () => {
    const { actor } = await world.mutate(
      'addActor',
      { kind: 'PERSON', name: 'Wolodymyr Selenskyj', names: [{ text: 'Zelenskyi' }] },
      'actor { id }',
    );
    expect(await warned('addActor', { kind: 'PERSON', name: 'wolodymyr SELENSKYJ' }, 'actor')).toEqual([
      `input.name SAME_NAME ${actor.id}`,
    ]);
    expect(await warned('addActor', { kind: 'PERSON', name: 'Zelenskyi' }, 'actor')).toEqual([
      `input.name SAME_NAME ${actor.id}`,
    ]);
    expect(await warned('addActor', { kind: 'PERSON', name: 'Selenskyj' }, 'actor')).toEqual([]);
    expect(await warned('addTopic', { name: 'Wolodymyr Selenskyj' }, 'topic')).toEqual([]);
    expect(await warned('addTopic', { name: 'Wolodymyr Selenskyj' }, 'topic')).toHaveLength(1);
  });

  test('by external id', async () => {
    const id = (value: string) => ({ scheme: 'wikidata', value });
    const { actor } = await world.mutate(
      'addActor',
      { kind: 'STATE', name: 'Nowhere', externalIds: [id('Q900'), id('Q901')] },
      'actor { id version }',
    );
    const given = { kind: 'STATE', name: 'Erewhon', externalIds: [id('Q899'), id('Q901')] };
    expect(await warned('addActor', given, 'actor')).toEqual([`input.externalIds[1] SAME_EXTERNAL_ID ${actor.id}`]);
    // Itself is no second one.
    const edit = { id: actor.id, baseVersion: actor.version, externalIds: [id('Q900')], name: 'Nowhere' };
    expect(await warned('editActor', edit, 'actor')).toEqual([]);
  });

  test('not what is one with it by a judgement', async () => {
    const { actor: first } = await world.mutate('addActor', { kind: 'STATE', name: 'Twin' }, 'actor { id }');
    const { actor: second } = await world.mutate(
      'addActor',
      { kind: 'STATE', name: 'Twin Two' },
      'actor { id version }',
    );
    await world.mutate(
      'judgeIdentity',
      { verdict: 'SAME', keep: first.id, other: second.id, reason: 'So.' },
      'judgement { id }',
    );
    const { actor } = (await world.ask('query ($id: ID!) { actor(id: $id) { version } }', { id: first.id })).data;
    const edit = { id: first.id, baseVersion: actor.version, name: 'Twin Two' };
    expect(await warned('editActor', edit, 'actor')).toEqual([]);
  });
});

test('what is refused has no warnings, and a replay has those of the first answer', async () => {
  const refused = await world.mutate(
    'addClaim',
    { ...CLAIM, speakers: [], saidOn: '0021' },
    `claim { id } ${WARNINGS}`,
  );
  expect(refused).toMatchObject({ claim: null, warnings: [], userErrors: [{ field: 'input.speakers' }] });
  const input = { ...CLAIM, proposition: 'Ada goes.', saidOn: '0021', idempotencyKey: 'once' };
  for (const _ of [1, 2]) expect(await warned('addClaim', input, 'claim')).toEqual(['input.saidOn EARLY_YEAR']);
});
