// Nobody reads the words of a fault: with every message replaced, the same inputs are refused at the same fields and lines
// with the same codes, replays and conflicts are met as before, and only the messages differ.

import { afterAll, expect, test } from 'vitest';
import { OnRecordError } from '../../server/domain/errors.ts';
import { MESSAGES } from '../../server/domain/faults/messages.ts';
import { faultField, faultProblem } from '../../server/domain/faults/text.ts';
import { importRows } from '../../server/services/transfer/import.ts';
import { readRows } from '../../server/services/transfer/rows.ts';
import { actor, claim, judgement, source, target, topic } from '../fixtures/records.ts';
import type { UserError, World } from '../support/world.ts';
import { CLAIM, openWorld } from '../support/world.ts';

/** What a case came to, with each message apart from what must not depend on it. */
interface Outcome {
  met: unknown[];
  messages: string[];
}

type Case = (world: World) => Promise<Outcome>;

const WORDS = { ...MESSAGES };
afterAll(() => void Object.assign(MESSAGES, WORDS));

function withoutWords(): void {
  for (const code of Object.keys(MESSAGES)) Object.assign(MESSAGES, { [code]: () => code });
}

async function mutated(...payloads: Promise<{ userErrors: UserError[] }>[]): Promise<Outcome> {
  const outcome: Outcome = { met: [], messages: [] };
  for (const payload of await Promise.all(payloads)) {
    const { userErrors, ...answer } = payload;
    outcome.met.push({ ...answer, refused: userErrors.map(({ field, code }) => [field, code]) });
    outcome.messages.push(...userErrors.map(({ message }) => message));
  }
  return outcome;
}

async function imported({ store }: World, ...rows: object[]): Promise<Outcome> {
  const text = rows
    .map((row) => ('text' in row && 'broken' in row ? String(row.text) : JSON.stringify(row)))
    .join('\n');
  const file = {
    name: 'rows.jsonl',
    open: async function* () {
      yield Buffer.from(text);
    },
  };
  const options = { author: 'ada', time: '2026-01-01T00:00:00.000Z', name: 'a batch', reason: null };
  const error = await importRows(store, readRows([file]), { ...options, keepStatus: false, dryRun: false }).catch(
    (reason: unknown) => reason,
  );
  if (!(error instanceof OnRecordError)) throw new Error(`expected a refusal, not ${error}`);
  return { met: [error.code, ...error.faults.map(faultField)], messages: error.faults.map(faultProblem) };
}

const row = (record: string, fields: object) => ({ record, ...fields });
const editOf = async ({ store }: World, id: string) => ({ id, baseVersion: (await store.getMany([id]))[0]?.version });

const CASES: Record<string, Case> = {
  'an import: rows that cannot be read, break the rules, come twice, refer to nothing or come too late': (world) =>
    imported(
      world,
      { broken: true, text: '{"record":"actor"' },
      row('planet', {}),
      row('actor', { ...actor({ id: 'act_x' }), kind: 'PLANET' }),
      row('actor', actor({ id: 'act_ada', name: 'Ada' })),
      row('actor', actor({ id: 'act_ada', name: 'Another' })),
      // What refers to a row that was refused is put right with that row.
      row('topic', topic({ id: 'top_1', broader: 'top_none' })),
      row('actor', actor({ id: 'act_y', roles: [{ title: 'x', in: 'act_x', from: null, to: null }] })),
      row('actor', actor({ id: 'act_z', roles: [{ title: 'x', in: 'act_none', from: null, to: null }] })),
      row('claim', claim({ id: 'clm_1', speakers: ['act_ada'], targets: [target('act_bo')], saidOn: 'soon' })),
      row('claim', {
        ...CLAIM,
        id: 'clm_2',
        targets: [target('act_bo')],
        quotes: [{ source: 'src_late', exact: 'x' }],
      }),
      row('source', source({ id: 'src_late', text: 'y' })),
      row('judgement', judgement({ records: ['act_ada', 'act_bo'] })),
    ),
  'a claim that breaks many rules': ({ mutate }) =>
    mutated(mutate('addClaim', { ...CLAIM, speakers: [], saidOn: 'soon', confidence: 7, language: 'german!' })),
  'a reference to nothing, in the second claim of several': ({ mutate }) =>
    mutated(mutate('proposeClaims', { claims: [CLAIM, { ...CLAIM, speakers: ['act_nobody'], at: 'evt_never' }] })),
  'quotes that are lost, ambiguous or elsewhere': ({ mutate }) =>
    mutated(
      ...[{ exact: 'We agree with Syldavia.' }, { exact: 'we agree' }, { exact: 'Later', start: 0, end: 5 }].map(
        (quote) => mutate('addClaim', { ...CLAIM, quotes: [{ source: 'src_said', ...quote }] }),
      ),
    ),
  'an id that is taken, and one that is removed meanwhile': async ({ mutate, store }) => {
    const input = { kind: 'PERSON', name: 'Dora', id: 'act_dora' };
    const first = await mutated(mutate('addActor', input), mutate('addActor', input));
    const gone = { kind: 'actor', id: 'act_dora', record: null, expect: 'ANY' } as const;
    await store.write({ author: 'ada', time: '2026-01-01T00:00:00.000Z', reason: null, batch: null }, [gone]);
    const second = await mutated(mutate('editActor', { id: 'act_dora', baseVersion: 8, name: 'D' }));
    // Which of two at once is first, is no matter.
    first.met.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return { met: [...first.met, ...second.met], messages: [...first.messages, ...second.messages] };
  },
  'an edit of an old version': async (world) => {
    const edit = await editOf(world, 'act_ada');
    await world.mutate('editActor', { ...edit, name: 'Ada the Elder' });
    return mutated(world.mutate('editActor', { ...edit, name: 'Ada the Younger' }));
  },
  'a claim that is recorded already, and one whose status cannot change so': async ({ mutate }) => {
    const { claim: known } = await mutate('addClaim', CLAIM, 'claim { id version }');
    const review = { id: known.id, baseVersion: known.version, status: 'REJECTED', statusReason: 'No.' };
    return mutated(mutate('addClaim', CLAIM), mutate('reviewClaims', { reviews: [review] }));
  },
  'judgements that contradict': async ({ mutate }) => {
    await mutate('judgeIdentity', { verdict: 'DIFFERENT', keep: 'act_ada', other: 'act_bo', reason: 'x' });
    const same = { verdict: 'SAME', keep: 'act_ada', reason: 'x' };
    return mutated(
      mutate('judgeIdentity', { ...same, other: 'act_bo' }),
      mutate('judgeIdentity', { ...same, other: 'act_ada' }),
      mutate('judgeIdentity', { ...same, other: 'top_border' }),
      mutate('judgeIdentity', { ...same, keep: 'act_none', other: 'act_never' }),
    );
  },
  'a batch that others rely on': async (world) => {
    const { batch } = await world.mutate('createBatch', { name: 'Monday' }, 'batch { id }');
    await world.mutate('addActor', { kind: 'PERSON', name: 'Dora', id: 'act_dora', batch: batch.id });
    const edit = await editOf(world, 'act_cy');
    const roles = [{ title: 'x', in: 'act_dora' }];
    await world.mutate('editActor', { ...edit, roles });
    return mutated(world.mutate('revertBatch', { id: batch.id, reason: 'Wrong.' }));
  },
  'a key that was used for something else, and one that comes often at once': async ({ mutate, store }) => {
    const add = (name: string, key: string) => mutate('addTopic', { name, idempotencyKey: key }, 'topic { name }');
    const often = await mutated(...Array.from({ length: 10 }, () => add('Peace', 'often')));
    const other = await mutated(add('War', 'often'));
    const { topic: topics } = (await store.stats()).counts;
    return { met: [topics, ...often.met, ...other.met], messages: other.messages };
  },
};

test.each(Object.entries(CASES))('%s', async (_name, run) => {
  const outcomes: Outcome[] = [];
  for (const reword of [() => void Object.assign(MESSAGES, WORDS), withoutWords]) {
    reword();
    const world = await openWorld();
    outcomes.push(await run(world).finally(() => world.close()));
  }
  const [worded, bare] = outcomes as [Outcome, Outcome];
  expect(bare.met).toEqual(worded.met);
  expect(worded.messages.length).toBeGreaterThan(0);
  for (const message of worded.messages) expect(message).toMatch(/ /);
  // A field, if any, and the code: no word of ours has stayed.
  for (const message of bare.messages) expect(message).toMatch(/^(\S+ )?[A-Z_0-9]+$/);
});
