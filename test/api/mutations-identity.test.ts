import { afterEach, beforeEach, expect, test } from 'vitest';
import { actor } from '../fixtures/records.ts';
import type { World } from '../support/world.ts';
import { CLAIM, openWorld } from '../support/world.ts';
import { save } from '../support/writing.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const judge = (verdict: string, keep: string, other: string) =>
  world.mutate(
    'judgeIdentity',
    { verdict, keep, other, reason: `${keep} and ${other}: ${verdict}.` },
    'judgement { id verdict reason withdrawn version records { id } }',
  );
const judged = async (verdict: string, keep: string, other: string) => {
  const { judgement, userErrors } = await judge(verdict, keep, other);
  expect(userErrors).toEqual([]);
  return judgement as { id: string; version: number };
};
const refused = async (verdict: string, keep: string, other: string): Promise<string> => {
  const { judgement, userErrors } = await judge(verdict, keep, other);
  expect(judgement).toBeNull();
  expect(userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  return userErrors[0].message;
};
const withdraw = ({ id, version }: { id: string; version: number }) =>
  world.mutate(
    'withdrawJudgement',
    { id, baseVersion: version, reason: 'Two men after all.' },
    'judgement { withdrawn reason version }',
  );
const network = async () =>
  (
    await world.ask(
      '{ relations(orderBy: ENDS_ASC) { nodes { speaker { id mergedIds } target { ... on Actor { id } } n } } }',
    )
  ).data.relations.nodes;

test('SAME makes one record that reads find by either id, and withdrawing it restores both with every claim', async () => {
  await world.mutate('addClaim', CLAIM);
  await world.mutate('addClaim', { ...CLAIM, speakers: ['act_cy'] });
  const before = await network();
  const judgement = await judged('SAME', 'act_ada', 'act_cy');
  expect(await network()).toEqual([
    { speaker: { id: 'act_ada', mergedIds: ['act_cy'] }, target: { id: 'act_bo' }, n: 2 },
  ]);
  const { data } = await world.ask('{ actor(id: "act_cy") { id names { text } } }');
  expect(data.actor).toEqual({ id: 'act_ada', names: [{ text: 'Actor cy' }] });
  const payload = await withdraw(judgement);
  expect(payload.userErrors).toEqual([]);
  expect(payload.judgement).toMatchObject({ withdrawn: true, reason: 'act_ada and act_cy: SAME.' });
  expect(await network()).toEqual(before);
  const { data: history } = await world.ask('query ($id: ID!) { history(id: $id) { nodes { reason } } }', {
    id: judgement.id,
  });
  expect(history.history.nodes).toEqual([{ reason: 'Two men after all.' }, { reason: 'act_ada and act_cy: SAME.' }]);
});

test('records that are one already are not judged again, by however many steps they became one', async () => {
  const first = await judged('SAME', 'act_ada', 'act_bo');
  const second = await judged('SAME', 'act_bo', 'act_cy');
  expect(await refused('SAME', 'act_cy', 'act_ada')).toContain(second.id);
  const told = await refused('DIFFERENT', 'act_ada', 'act_cy');
  expect(told).toContain(first.id);
  expect(told).toContain(second.id);
  expect(told).toContain('withdraw one of these first');
});

test('DIFFERENT in force stops SAME, also across what was joined since, until it is withdrawn', async () => {
  const different = await judged('DIFFERENT', 'act_ada', 'act_cy');
  expect(await refused('SAME', 'act_cy', 'act_ada')).toContain(different.id);
  await judged('SAME', 'act_ada', 'act_bo');
  expect(await refused('SAME', 'act_bo', 'act_cy')).toContain(
    `${different.id}, by which act_ada and act_cy are DIFFERENT`,
  );
  expect((await withdraw(different)).userErrors).toEqual([]);
  await judged('SAME', 'act_bo', 'act_cy');
});

test('the same verdict twice is refused; UNSURE may be decided later', async () => {
  const unsure = await judged('UNSURE', 'act_ada', 'act_bo');
  expect(await refused('UNSURE', 'act_bo', 'act_ada')).toContain(unsure.id);
  await judged('SAME', 'act_ada', 'act_bo');
});

test('of two that contradict each other and come at once, one is in force', async () => {
  const payloads = await Promise.all([
    judge('SAME', 'act_ada', 'act_bo'),
    judge('DIFFERENT', 'act_bo', 'act_ada'),
    judge('SAME', 'act_bo', 'act_ada'),
  ]);
  expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  expect((await world.store.stats()).counts.judgement).toBe(1);
});

test('a pair of two kinds, of one record, or of what does not exist is refused at its field', async () => {
  const faults = async (keep: string, other: string) =>
    (await judge('SAME', keep, other)).userErrors.map(({ field, code }: { field: string; code: string }) => [
      field,
      code,
    ]);
  expect(await faults('act_ada', 'top_border')).toEqual([['input.other', 'INVALID']]);
  expect(await faults('act_ada', 'act_ada')).toEqual([['input.other', 'INVALID']]);
  expect(await faults('act_nobody', 'act_noone')).toEqual([
    ['input.keep', 'INVALID'],
    ['input.other', 'INVALID'],
  ]);
  expect(await faults('src_said', 'src_unread')).toEqual([
    ['input.keep', 'INVALID'],
    ['input.other', 'INVALID'],
  ]);
});

test('a judgement is withdrawn once, from the version that was read', async () => {
  const judgement = await judged('SAME', 'act_ada', 'act_bo');
  expect((await withdraw({ ...judgement, version: judgement.version - 1 })).userErrors).toMatchObject([
    { code: 'CONFLICT' },
  ]);
  const { judgement: withdrawn } = await withdraw(judgement);
  expect((await withdraw({ ...judgement, version: withdrawn.version })).userErrors).toMatchObject([
    { field: 'input.id', code: 'CONFLICT' },
  ]);
});

test('records that do not exist are named, be it one or both', async () => {
  for (const [keep, other] of [
    ['act_ada', 'act_nobody'],
    ['act_nobody', 'act_ada'],
    ['act_nobody', 'act_noone'],
  ] as const) {
    const { judgement, userErrors } = await judge('SAME', keep, other);
    expect(judgement).toBeNull();
    expect(userErrors.length).toBeGreaterThan(0);
    for (const { message, code } of userErrors) {
      expect(code).toMatch(/^(INVALID|NOT_FOUND)$/);
      expect(message).toMatch(/act_no(body|one)/);
    }
  }
});

test('lists show the one record with the names that only the other has, as it shows by itself', async () => {
  const cy = await world.mutate(
    'editActor',
    { id: 'act_cy', baseVersion: 3, description: 'Of Sildavia.' },
    'actor { id }',
  );
  expect(cy.userErrors).toEqual([]);
  await judged('SAME', 'act_bo', 'act_cy');
  const fields = 'id description names { text }';
  const { data } = await world.ask(`{ actor(id: "act_bo") { ${fields} } actors { nodes { ${fields} } } }`);
  expect(data.actor).toEqual({ id: 'act_bo', description: 'Of Sildavia.', names: [{ text: 'Actor cy' }] });
  expect(data.actors.nodes).toContainEqual(data.actor);
  expect(data.actors.nodes).toHaveLength(2);
});

test('a mutation answers with the one record, as reading it would', async () => {
  await judged('SAME', 'act_bo', 'act_cy');
  const [stored] = await world.store.getMany(['act_bo']);
  const edit = { id: 'act_bo', baseVersion: stored?.version, description: 'Of Borduria.' };
  const fields = 'id description names { text }';
  const { actor } = await world.mutate('editActor', edit, `actor { ${fields} }`);
  expect(actor).toEqual({ id: 'act_bo', description: 'Of Borduria.', names: [{ text: 'Actor cy' }] });
  expect((await world.ask(`{ actor(id: "act_bo") { ${fields} } }`)).data.actor).toEqual(actor);
});

test('what a network is to include is the one record, whichever of its ids the filter names', async () => {
  for (const [target, proposition] of [
    ['act_bo', 'Ada agrees with Borduria.'],
    ['act_eve', 'Ada agrees with Eve.'],
    ['act_eve', 'Ada agrees with Eve again.'],
  ] as const) {
    if (target === 'act_eve') await save(world.store, actor({ id: target }));
    const targets = [{ target: { actor: target }, stance: 'SUPPORTS' }];
    const { userErrors } = await world.mutate('addClaim', { ...CLAIM, targets, proposition }, 'claim { id }');
    expect(userErrors).toEqual([]);
  }
  await judged('SAME', 'act_bo', 'act_cy');
  const asked = async (include: string) => {
    const filter = '{ about: ["act_ada"], targets: ["act_cy", "act_eve"] }';
    const query = `{ network(filter: ${filter}, include: [${include}], limit: 1) { edges { speaker target n } } }`;
    return (await world.ask(query)).data.network.edges;
  };
  expect(await asked('')).toEqual([{ speaker: 'act_ada', target: 'act_eve', n: 2 }]);
  expect(await asked('"act_bo"')).toEqual([{ speaker: 'act_ada', target: 'act_bo', n: 1 }]);
});
