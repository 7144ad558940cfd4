// The nine things that always hold (as far as a store alone can show them; quotes against texts are the services' to check).

import { expect } from 'vitest';
import { deriveAttributions } from '../../../server/domain/attributions.ts';
import { KINDS } from '../../../server/domain/kinds.ts';
import type { Claim } from '../../../server/domain/records.ts';
import { actor, claim, event, judgement, quote, smallWorld, source, target, topic } from '../../fixtures/records.ts';
import { tallyOf } from '../../support/asking.ts';
import { meta, put, refusal, remove, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

export function invariantCases(check: Check): void {
  check('1: a claim stands on speakers, targets and sources that exist, or nothing is written', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), source());
    for (const broken of [
      claim({ speakers: ['act_x'] }),
      claim({ targets: [target('evt_x')] }),
      claim({ quotes: [quote({ source: 'src_x' })] }),
    ]) {
      expect((await refusal(store.write(meta(), [put(topic()), put(broken)]))).code).toBe('INVALID');
      expect((await store.stats()).datasetVersion).toBe(3);
    }
  });

  check('2: a quote comes back with the offsets and state it was given', async (store) => {
    const anchored = quote({
      exact: '\u{1f600} “so”',
      prefix: 'a',
      suffix: 'b',
      start: 7,
      end: 13,
      state: 'EXACT',
      locator: 'p. 3',
    });
    await save(store, ...smallWorld(), claim({ quotes: [anchored, quote({ state: 'LOST' })] }));
    const [held] = await store.getMany(['clm_a']);
    expect((held?.record as Claim | undefined)?.quotes).toEqual([anchored, quote({ state: 'LOST' })]);
  });

  check(
    '3: every change is a version with its author, time, reason and batch, and each can be read again',
    async (store) => {
      await save(store, ...smallWorld());
      await store.write(meta({ author: 'eve', time: '2026-05-01T00:00:00.000Z', reason: 'Wrong.' }), [
        put(claim({ status: 'RETRACTED', statusReason: 'Wrong.' })),
      ]);
      await store.write(meta(), [remove('clm_a')]);
      const { items } = await store.history('clm_a', { limit: 5 });
      expect(items.map(({ outcome, author, reason }) => [outcome, author, reason])).toEqual([
        ['REMOVED', 'ada', null],
        ['CHANGED', 'eve', 'Wrong.'],
        ['ADDED', 'ada', null],
      ]);
      expect((await store.getMany(['clm_a'], 6))[0]?.record).toEqual(claim());
      expect((await tallyOf(store, { filter: { asOf: 6 }, by: [] })).rows[0]?.n).toBe(1);
      expect((await tallyOf(store, { filter: {}, by: [] })).rows[0]?.n).toBe(0);
    },
  );

  check('4: a judgement taken back leaves no trace in any record or count', async (store) => {
    await save(
      store,
      ...smallWorld(),
      claim({ id: 'clm_b', speakers: ['act_b'], targets: [target('act_a', 'OPPOSES')] }),
    );
    const state = async () => ({
      rows: (await tallyOf(store, { filter: {}, by: ['speaker', 'target', 'claim'] })).rows,
      flat: (await store.attributions({ filter: {}, order: 'SAID_ASC', limit: 50 })).items,
      records: (await store.getMany(['act_a', 'act_b', 'clm_a', 'clm_b'])).map((one) => [
        one?.record,
        one?.version,
        one?.canonical,
        one?.members,
      ]),
    });
    const before = await state();
    await save(store, judgement());
    expect(await state()).not.toEqual(before);
    await save(store, judgement({ withdrawn: true }));
    expect(await state()).toEqual(before);
  });

  check('5: what is proposed counts in no network', async (store) => {
    await save(
      store,
      ...smallWorld(),
      claim({ id: 'clm_b', status: 'PROPOSED' }),
      claim({ id: 'clm_c', status: 'REJECTED', statusReason: 'No.' }),
      claim({ id: 'clm_d', status: 'DISPUTED', statusReason: 'Hm.' }),
    );
    expect((await tallyOf(store, { filter: {}, by: ['status'] })).rows.map(({ keys }) => keys[0])).toEqual([
      'ACCEPTED',
      'DISPUTED',
    ]);
  });

  check('6: the claims behind any number, counted again, give that number', async (store) => {
    await save(store, ...smallWorld(), actor({ id: 'act_c' }));
    await save(
      store,
      ...Array.from({ length: 25 }, (_, index) =>
        claim({
          id: `clm_${index}`,
          speakers: index % 3 ? ['act_a'] : ['act_a', 'act_c'],
          targets:
            index % 2
              ? [target('act_b', index % 5 ? 'OPPOSES' : 'MIXED')]
              : [target('top_a'), target('act_c', 'NEUTRAL')],
          saidOn: index % 4 ? `2021-0${(index % 9) + 1}` : null,
        }),
      ),
      judgement({ records: ['act_b', 'act_c'] }),
    );
    const { rows } = await tallyOf(store, { filter: {}, by: ['speaker', 'target'], unit: 'CLAIMS' });
    expect(rows.length).toBeGreaterThan(3);
    for (const { keys, ...counts } of rows) {
      const [speaker, about] = keys as [string, string];
      const { items } = await store.claims({
        filter: { speakers: [speaker], targets: [about] },
        order: 'SAID_DESC',
        limit: 100,
      });
      const canonical = (id: string) => (id === 'act_c' ? 'act_b' : id);
      const derived = items
        .flatMap(({ record }) => deriveAttributions(record, canonical))
        .filter((row) => row.speaker === speaker && row.target === about);
      const of = (stance: string) =>
        new Set(derived.filter((row) => row.stance === stance).map((row) => row.claim)).size;
      const days = items.map(({ record }) => KINDS.claim.bounds(record));
      expect({ keys, ...counts }).toEqual({
        keys,
        n: items.length,
        supports: of('SUPPORTS'),
        opposes: of('OPPOSES'),
        neutral: of('NEUTRAL'),
        mixed: of('MIXED'),
        first:
          days
            .map((bounds) => bounds?.earliest)
            .filter(Boolean)
            .sort()[0] ?? null,
        last:
          days
            .map((bounds) => bounds?.latest)
            .filter(Boolean)
            .sort()
            .at(-1) ?? null,
      });
    }
  });

  check('7: whatever was cut says so', async (store) => {
    await save(store, ...smallWorld(), claim({ id: 'clm_b', targets: [target('act_a')] }));
    expect((await store.claims({ filter: {}, order: 'SAID_DESC', limit: 1 })).more).toBe(true);
    expect((await store.attributions({ filter: {}, order: 'SAID_DESC', limit: 1 })).more).toBe(true);
    expect((await store.find({ kind: 'actor', order: 'TITLE_ASC', limit: 1 })).more).toBe(true);
    expect((await tallyOf(store, { filter: {}, by: ['target'], limit: 1 })).more).toBe(true);
    expect((await store.history('act_a', { limit: 1 })).more).toBe(false);
    expect((await store.changes({ after: 0, limit: 6 })).more).toBe(true);
    expect((await store.changes({ after: 0, limit: 7 })).more).toBe(false);
  });

  check('8: the same input twice is the same graph, in one write or in many', async (store) => {
    await save(store, ...smallWorld());
    for (const record of smallWorld()) expect((await save(store, record)).unchanged).toBe(1);
    expect(
      (
        await store.write(
          meta(),
          [...smallWorld(), ...smallWorld()].map((record) => put(record)),
        )
      ).unchanged,
    ).toBe(12);
    expect((await store.stats()).datasetVersion).toBe(6);
  });

  check('9: every order is specified, so the order of writing does not show', async (store) => {
    const claims = ['b', 'a', 'c'].map((id) =>
      claim({ id: `clm_${id}`, saidOn: '2021-01-01', targets: [target('top_a'), target('act_b'), target('evt_a')] }),
    );
    await save(store, event(), source(), topic(), actor({ id: 'act_b' }), actor(), ...claims);
    expect((await store.claims({ filter: {}, order: 'SAID_ASC', limit: 9 })).items.map(({ id }) => id)).toEqual([
      'clm_a',
      'clm_b',
      'clm_c',
    ]);
    expect(
      (await tallyOf(store, { filter: {}, by: ['target'], order: 'COUNT' })).rows.map(({ keys }) => keys[0]),
    ).toEqual(['act_b', 'evt_a', 'top_a']);
  });

  check('verifies itself', async (store) => {
    await save(store, ...smallWorld(), judgement());
    const seen: [number, number][] = [];
    expect(await store.verify((done, total) => seen.push([done, total]))).toEqual([]);
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1]);
  });
}
