// Time: windows keep what overlaps them; ranges, open ends and the undated are each treated as such.

import { expect } from 'vitest';
import type { ClaimFilter, Dimension, Store } from '../../../server/store/store.ts';
import { actor, claim, source } from '../../fixtures/records.ts';
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

async function bins(store: Store, by: Dimension, filter: ClaimFilter = {}): Promise<string[]> {
  const { rows } = await tallyOf(store, { filter, by: [by], unit: 'CLAIMS' });
  return rows.map(({ keys, n }) => `${keys[0]} ${n}`);
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

  check('counts a range in every bin that it touches', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), source());
    await save(
      store,
      claim({ id: 'clm_1', saidOn: '2021-01-30/2021-02-02' }),
      claim({ id: 'clm_2', saidOn: '2021-01-31' }),
      claim({ id: 'clm_3' }),
    );
    expect(await bins(store, 'day')).toEqual([
      'null 1',
      '2021-01-30 1',
      '2021-01-31 2',
      '2021-02-01 1',
      '2021-02-02 1',
    ]);
    expect(await bins(store, 'week')).toEqual(['null 1', '2021-W04 2', '2021-W05 1']);
    expect(await bins(store, 'month')).toEqual(['null 1', '2021-01 2', '2021-02 1']);
    expect(await bins(store, 'year')).toEqual(['null 1', '2021 2']);
  });

  check('lets an open end reach to the outermost known day of the filtered claims', async (store) => {
    await world(store);
    expect(await bins(store, 'year')).toEqual(['null 1', '2020 3', '2021 6']);
    expect(await bins(store, 'month', { saidFrom: '2021-06-01', saidTo: '2021-08-31' })).toEqual([
      ...['01', '02', '03', '04', '05'].map((month) => `2021-${month} 2`),
      '2021-06 5',
      ...['07', '08', '09', '10', '11', '12'].map((month) => `2021-${month} 2`),
    ]);
  });

  check('names ISO weeks with the year they belong to', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), source());
    await save(
      store,
      ...['2021-01-03', '2021-01-04', '2020-12-31', '2018-12-31'].map((saidOn, index) =>
        claim({ id: `clm_${index}`, saidOn }),
      ),
    );
    expect(await bins(store, 'week')).toEqual(['2019-W01 1', '2020-W53 2', '2021-W01 1']);
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

  check('refuses to spread a range over bins without end', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), source(), claim({ saidOn: '0001/9999' }));
    await expect(tallyOf(store, { filter: {}, by: ['day'] })).rejects.toMatchObject({ code: 'LIMIT' });
    expect((await tallyOf(store, { filter: {}, by: ['year'] })).rows.length).toBe(9_999);
  });
}
