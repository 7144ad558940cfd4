// Time: windows keep what overlaps them; ranges, open ends and the undated are each treated as such.

import { expect } from 'vitest';
import type { ClaimFilter, Store } from '../../../server/store/store.ts';
import { actor, claim, source, target } from '../../fixtures/records.ts';
import { tallyOf } from '../../support/asking.ts';
import { save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

const DATES: Record<string, string | null> = {
  clm_day: '2021-06-15',
  clm_eve: '2020-12-31',
  clm_month: '2021-06',
  clm_none: null,
  clm_open: '2021-06-20/..',
  clm_until: '../2021-06-10',
  clm_winter: '2020-24',
  clm_year: '2021',
};

async function world(store: Store): Promise<void> {
  await save(store, actor(), actor({ id: 'act_b' }), source());
  await save(store, ...Object.entries(DATES).map(([id, saidOn]) => claim({ id, saidOn })));
}

async function within(store: Store, filter: ClaimFilter): Promise<string[]> {
  const { items } = await store.claims({ filter, order: 'RECORDED_ASC', limit: 100 });
  return items.map(({ id }) => id.slice(4));
}

export function timeCases(check: Check): void {
  check('keeps what overlaps a window, its days included', async (store) => {
    await world(store);
    expect(await within(store, { saidFrom: '2021-06-15', saidTo: '2021-06-15' })).toEqual(['day', 'month', 'year']);
    expect(await within(store, { saidFrom: '2021-06-10', saidTo: '2021-06-20' })).toEqual([
      'day',
      'month',
      'open',
      'until',
      'year',
    ]);
    expect(await within(store, { saidFrom: '2021-06-11', saidTo: '2021-06-14' })).toEqual(['month', 'year']);
    expect(await within(store, { saidFrom: '2022-01-01' })).toEqual(['open']);
    expect(await within(store, { saidTo: '2020-12-31' })).toEqual(['eve', 'until', 'winter']);
    expect(await within(store, { saidFrom: '2021-03-01', saidTo: '2021-02-28' })).toEqual([]);
  });

  check('keeps the undated without a window, and with one only when asked', async (store) => {
    await world(store);
    expect((await within(store, {})).length).toBe(8);
    expect((await within(store, { undated: 'EXCLUDE' })).length).toBe(7);
    expect(await within(store, { saidFrom: '2022-01-01', undated: 'INCLUDE' })).toEqual(['none', 'open']);
    expect(await within(store, { saidFrom: '2022-01-01', undated: 'ONLY' })).toEqual(['none']);
    expect(await within(store, { saidFrom: '2021-03-01', saidTo: '2021-02-28', undated: 'INCLUDE' })).toEqual(['none']);
  });

  check('groups by the days between which it was said', async (store) => {
    await world(store);
    await save(
      store,
      claim({ id: 'clm_range', saidOn: '2020-12-01/2021-02', targets: [target('act_b', 'OPPOSES')] }),
      claim({ id: 'clm_same', saidOn: '2021-06-15/2021-06-15', targets: [target('act_b', 'OPPOSES')] }),
      claim({ id: 'clm_ever', saidOn: '0001/9999' }),
    );
    const { rows } = await tallyOf(store, { filter: {}, by: ['said'], unit: 'CLAIMS' });
    const shown = rows.map(({ keys, n, opposes, first, last }) => [keys[0], n, opposes, first, last].join(' '));
    expect(shown).toEqual([
      ' 1 0  ',
      '../2021-06-10 1 0  2021-06-10',
      '0001-01-01/9999-12-31 1 0 0001-01-01 9999-12-31',
      '2020-12-01/2021-02-28 2 1 2020-12-01 2021-02-28',
      '2020-12-31 1 0 2020-12-31 2020-12-31',
      '2021-01-01/2021-12-31 1 0 2021-01-01 2021-12-31',
      '2021-06-01/2021-06-30 1 0 2021-06-01 2021-06-30',
      '2021-06-15 2 1 2021-06-15 2021-06-15',
      '2021-06-20/.. 1 0 2021-06-20 ',
    ]);
  });

  check('tells first and last known day of a group', async (store) => {
    await world(store);
    const only = async (filter: ClaimFilter) => {
      const { rows } = await tallyOf(store, { filter, by: [] });
      return [rows[0]?.n, rows[0]?.first, rows[0]?.last];
    };
    expect(await only({})).toEqual([8, '2020-12-01', '2021-12-31']);
    expect(await only({ undated: 'ONLY' })).toEqual([1, null, null]);
    expect(await only({ saidFrom: '2022-01-01' })).toEqual([1, '2021-06-20', null]);
  });
}
