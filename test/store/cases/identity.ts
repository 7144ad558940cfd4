// Identity is a judgement, not a rewrite: it moves every count, leaves every record, and can be taken back.

import { expect } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { actor, claim, event, judgement, source, target, topic } from '../../fixtures/records.ts';
import { tallyOf } from '../../support/asking.ts';
import { meta, put, remove, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

async function relations(store: Store, asOf?: number): Promise<string[]> {
  const { rows } = await tallyOf(store, { filter: { asOf }, by: ['speaker', 'target'] });
  return rows.map(({ keys, n }) => `${keys.join('>')} ${n}`);
}

async function world(store: Store): Promise<void> {
  await save(
    store,
    actor(),
    actor({ id: 'act_b' }),
    actor({ id: 'act_c' }),
    source(),
    claim({ id: 'clm_1', speakers: ['act_a'], targets: [target('act_b')] }),
    claim({ id: 'clm_2', speakers: ['act_c'], targets: [target('act_a', 'OPPOSES')] }),
    claim({
      id: 'clm_3',
      speakers: ['act_a', 'act_b'],
      targets: [target('act_c', 'NEUTRAL'), target('act_b', 'SUPPORTS')],
    }),
  );
}

const APART = ['act_a>act_b 2', 'act_a>act_c 1', 'act_b>act_b 1', 'act_b>act_c 1', 'act_c>act_a 1'];

export function identityCases(check: Check): void {
  check('makes two records one in every count, and two again when taken back', async (store) => {
    await world(store);
    expect(await relations(store)).toEqual(APART);
    await save(store, judgement({ records: ['act_a', 'act_b'] }));
    const together = ['act_a>act_a 2', 'act_a>act_c 1', 'act_c>act_a 1'];
    expect(await relations(store)).toEqual(together);
    await save(store, judgement({ records: ['act_a', 'act_b'], withdrawn: true }));
    expect(await relations(store)).toEqual(APART);
    expect(await Promise.all([7, 8, 9].map((asOf) => relations(store, asOf)))).toEqual([APART, together, APART]);
    expect(await store.verify()).toEqual([]);
  });

  check('keeps the first record: the other way round gives the other id', async (store) => {
    await world(store);
    await save(store, judgement({ records: ['act_b', 'act_a'] }));
    expect(await relations(store)).toEqual(['act_b>act_b 2', 'act_b>act_c 1', 'act_c>act_b 1']);
    const [a, b] = await store.getMany(['act_a', 'act_b']);
    expect([a?.canonical, a?.members, b?.canonical, b?.members]).toEqual([
      'act_b',
      ['act_a'],
      'act_b',
      ['act_b', 'act_a'],
    ]);
  });

  check('counts joint speakers and stances of what became one', async (store) => {
    await world(store);
    await save(store, judgement({ records: ['act_a', 'act_b'] }));
    const { items } = await store.attributions({ filter: {}, order: 'SAID_ASC', limit: 10 });
    expect(
      items.map(({ claim, speaker, target, speakerAs, targetAs, joint }) => [
        claim,
        speaker,
        target,
        speakerAs,
        targetAs,
        joint,
      ]),
    ).toEqual([
      ['clm_1', 'act_a', 'act_a', 'act_a', 'act_b', 1],
      ['clm_2', 'act_c', 'act_a', 'act_c', 'act_a', 1],
      ['clm_3', 'act_a', 'act_a', 'act_a', 'act_b', 1],
      ['clm_3', 'act_a', 'act_c', 'act_a', 'act_c', 1],
    ]);
  });

  check('takes either id in a filter, at the version read', async (store) => {
    await world(store);
    await save(store, judgement({ records: ['act_a', 'act_b'] }));
    const spoken = async (id: string, asOf?: number) =>
      (await store.claims({ filter: { speakers: [id], asOf }, order: 'RECORDED_ASC', limit: 9 })).items.map(
        (item) => item.id,
      );
    expect(await spoken('act_a')).toEqual(['clm_1', 'clm_3']);
    expect(await spoken('act_b')).toEqual(['clm_1', 'clm_3']);
    expect(await spoken('act_b', 7)).toEqual(['clm_3']);
  });

  check('joins chains, and parts them again in the middle', async (store) => {
    await world(store);
    await save(
      store,
      judgement({ id: 'jdg_1', records: ['act_a', 'act_b'] }),
      judgement({ id: 'jdg_2', records: ['act_b', 'act_c'] }),
    );
    expect(await relations(store)).toEqual(['act_a>act_a 4']);
    expect((await store.getMany(['act_a']))[0]?.members).toEqual(['act_a', 'act_b', 'act_c']);
    await store.write(meta(), [remove('jdg_1')]);
    expect(await relations(store)).toEqual(['act_a>act_b 3', 'act_b>act_a 1', 'act_b>act_b 2']);
    expect((await store.getMany(['act_c', 'act_a'])).map((one) => one?.canonical)).toEqual(['act_b', 'act_a']);
    expect(await store.verify()).toEqual([]);
  });

  check('lets DIFFERENT and UNSURE change nothing', async (store) => {
    await world(store);
    await save(
      store,
      judgement({ verdict: 'DIFFERENT' }),
      judgement({ id: 'jdg_b', verdict: 'UNSURE', records: ['act_a', 'act_c'] }),
    );
    expect(await relations(store)).toEqual(APART);
    expect((await store.stats()).counts.actor).toBe(3);
  });

  check('changes over when a judgement is edited from one pair to another', async (store) => {
    await world(store);
    await save(store, judgement({ records: ['act_a', 'act_b'] }));
    await save(store, judgement({ records: ['act_c', 'act_b'] }));
    expect(await relations(store)).toEqual(['act_a>act_c 3', 'act_c>act_a 1', 'act_c>act_c 2']);
    expect((await store.stats()).counts.actor).toBe(2);
    expect(await store.verify()).toEqual([]);
  });

  check('works on events and topics, and on the event at which something was said', async (store) => {
    await save(
      store,
      actor(),
      source(),
      event({ id: 'evt_1' }),
      event({ id: 'evt_2' }),
      topic({ id: 'top_1' }),
      topic({ id: 'top_2' }),
    );
    await save(store, claim({ targets: [target('top_2')], at: 'evt_2' }));
    await save(
      store,
      judgement({ id: 'jdg_1', records: ['evt_1', 'evt_2'] }),
      judgement({ id: 'jdg_2', records: ['top_1', 'top_2'] }),
    );
    const found = async (filter: object) =>
      (await store.claims({ filter, order: 'SAID_ASC', limit: 5, total: true })).total;
    expect(await found({ events: ['evt_1'] })).toBe(1);
    expect(await found({ events: ['evt_2'] })).toBe(1);
    expect(await found({ topics: ['top_1'] })).toBe(1);
    expect(await found({ events: ['evt_1'], asOf: 7 })).toBe(0);
    expect(await found({ events: ['evt_2'], asOf: 7 })).toBe(1);
    await save(store, judgement({ id: 'jdg_1', records: ['evt_1', 'evt_2'], withdrawn: true }));
    expect(await found({ events: ['evt_1'] })).toBe(0);
  });

  check('applies to what is written later, and with it in one write', async (store) => {
    await world(store);
    await save(store, judgement({ records: ['act_a', 'act_b'] }));
    await save(store, claim({ id: 'clm_4', speakers: ['act_b'], targets: [target('act_c')] }));
    expect(await relations(store)).toContain('act_a>act_c 2');
    await store.write(meta(), [
      put(claim({ id: 'clm_5', speakers: ['act_d'], targets: [target('act_c')] })),
      put(judgement({ id: 'jdg_2', records: ['act_d', 'act_c'] })),
      put(actor({ id: 'act_d' })),
      put(claim({ id: 'clm_6', speakers: ['act_c'], targets: [target('act_d')] })),
    ]);
    expect(await relations(store)).toEqual(['act_a>act_a 2', 'act_a>act_d 2', 'act_d>act_a 1', 'act_d>act_d 2']);
    expect(await store.verify()).toEqual([]);
  });

  check('does not let go of a record that a judgement names', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), judgement());
    await expect(store.write(meta(), [remove('act_b')])).rejects.toMatchObject({ code: 'INVALID' });
    await store.write(meta(), [remove('act_b'), remove('jdg_a')]);
    expect((await store.getMany(['act_a']))[0]?.members).toEqual(['act_a']);
    expect((await store.stats()).counts).toMatchObject({ actor: 1, judgement: 0 });
  });
}
