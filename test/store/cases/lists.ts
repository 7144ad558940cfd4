// Lists of records: orders with ties, facets, windows, both directions of paging.

import { expect } from 'vitest';
import { saidKey } from '../../../server/domain/dates.ts';
import { specOf } from '../../../server/domain/kinds.ts';
import { TEXTS } from '../../../server/domain/limits.ts';
import type { Topic } from '../../../server/domain/records.ts';
import type { ListOrder, ListQuery, Store, Stored } from '../../../server/store/store.ts';
import { actor, claim, event, judgement, name, source, topic } from '../../fixtures/records.ts';
import { meta, remove, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

/** In order of code point; UTF-16 would put the emoji before the full-width letters. */
const TITLES = ['', ' ', 'A', 'Z', 'a', 'é', 'ЗЕ', '北', '\uff21', '\u{1f600}', '\u{1f601}'];

async function ids(store: Store, query: Partial<ListQuery> & Pick<ListQuery, 'kind'>): Promise<string[]> {
  return (await store.find({ order: 'RECORDED_ASC', limit: 100, ...query })).items.map(({ id }) => id);
}

function keysOf({ kind, record, first, id }: Stored, order: ListOrder): (string | number)[] {
  if (order.startsWith('RECORDED')) return [first, id];
  return [order.startsWith('TITLE') ? specOf(kind).title(record) : saidKey(specOf(kind).bounds(record)), id];
}

/** The whole list, page by page, forwards or backwards. */
async function walk(store: Store, query: ListQuery, backward: boolean): Promise<string[]> {
  const seen: string[] = [];
  let after: (string | number)[] | undefined;
  for (let more = true; more; ) {
    const page = await store.find({ ...query, backward, after });
    const found = page.items.map(({ id }) => id);
    if (backward) seen.unshift(...found);
    else seen.push(...found);
    const edge = backward ? page.items[0] : page.items.at(-1);
    after = edge && keysOf(edge, query.order);
    more = page.more;
  }
  return seen;
}

export function listCases(check: Check): void {
  check('orders titles by code point, ties by id, beyond U+FFFF too', async (store) => {
    const topics = TITLES.flatMap((text, index) => [
      topic({ id: `top_${index}b`, name: text }),
      topic({ id: `top_${index}a`, name: text }),
    ]);
    await save(store, ...topics.toReversed());
    const expected = TITLES.flatMap((_, index) => [`top_${index}a`, `top_${index}b`]);
    expect(await ids(store, { kind: 'topic', order: 'TITLE_ASC' })).toEqual(expected);
    expect(await ids(store, { kind: 'topic', order: 'TITLE_DESC' })).toEqual(expected.toReversed());
  });

  check('takes the longest names that there may be, in characters of any size', async (store) => {
    const long = ['a', 'я', '\uffee', '\u{10ffff}'].map((letter) => letter.repeat(TEXTS.name.max));
    await save(
      store,
      ...long.map((text, index) => topic({ id: `top_${index}`, name: text, names: [name(`${text.slice(4)}x`)] })),
    );
    const { items } = await store.find({ kind: 'topic', order: 'TITLE_DESC', limit: 10 });
    expect(items.map(({ record }) => (record as Topic).name)).toEqual(long.toReversed());
    expect(await store.verify()).toEqual([]);
  });

  check('walks every order page by page, both ways, each record once', async (store) => {
    const dates = [null, '2021', '2021-01-01', '../2021-01-01', '2021-01-01', null, '2020-12', '2022/..'];
    await save(
      store,
      ...dates.map((when, index) => event({ id: `evt_${index}`, when, name: index % 2 ? 'Same' : 'Other' })),
    );
    for (const order of [
      'TITLE_ASC',
      'TITLE_DESC',
      'DATE_ASC',
      'DATE_DESC',
      'RECORDED_ASC',
      'RECORDED_DESC',
    ] as const) {
      const whole = await ids(store, { kind: 'event', order });
      expect(whole.length).toBe(8);
      for (const limit of [1, 3]) {
        expect(await walk(store, { kind: 'event', order, limit }, false), order).toEqual(whole);
        expect(await walk(store, { kind: 'event', order, limit }, true), order).toEqual(whole);
      }
    }
    expect(await ids(store, { kind: 'event', order: 'DATE_ASC' })).toEqual([
      'evt_0',
      'evt_5',
      'evt_6',
      'evt_1',
      'evt_2',
      'evt_3',
      'evt_4',
      'evt_7',
    ]);
  });

  check('says whether more follow, and how many there are only when asked', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), actor({ id: 'act_c' }));
    const query = { kind: 'actor', order: 'TITLE_ASC', limit: 2 } as const;
    expect(await store.find(query)).toMatchObject({ more: true, total: null });
    expect(await store.find({ ...query, limit: 3, total: true })).toMatchObject({ more: false, total: 3 });
    expect(await store.find({ ...query, after: ['Actor b', 'act_b'], total: true })).toMatchObject({
      more: false,
      total: 3,
    });
    expect(await store.find({ ...query, backward: true, after: ['Actor b', 'act_b'] })).toMatchObject({ more: false });
  });

  check('filters by facets: any of the values, all of the fields', async (store) => {
    await save(
      store,
      source({ id: 'src_1', kind: 'ARTICLE', publisher: 'P', language: 'de' }),
      source({ id: 'src_2', kind: 'TREATY', publisher: 'P', authors: ['act_a'] }),
      source({ id: 'src_3', kind: 'ARTICLE', publisher: 'Q' }),
      actor({ externalIds: [{ scheme: 'wikidata', value: 'Q1' }] }),
      actor({ id: 'act_b', kind: 'PERSON', roles: [{ title: 'minister', in: 'act_a', from: null, to: null }] }),
    );
    expect(await ids(store, { kind: 'source', facets: { kind: ['ARTICLE'] } })).toEqual(['src_1', 'src_3']);
    expect(await ids(store, { kind: 'source', facets: { kind: ['ARTICLE', 'TREATY'], publisher: ['P'] } })).toEqual([
      'src_1',
      'src_2',
    ]);
    expect(await ids(store, { kind: 'source', facets: { author: ['act_a'] } })).toEqual(['src_2']);
    expect(await ids(store, { kind: 'actor', facets: { externalId: ['wikidata:Q1'] } })).toEqual(['act_a']);
    expect(await ids(store, { kind: 'actor', facets: { in: ['act_a'] } })).toEqual(['act_b']);
    expect(await ids(store, { kind: 'source', facets: { publisher: ['none'] } })).toEqual([]);
    expect(await ids(store, { kind: 'source', facets: { publisher: [] } })).toEqual([]);
    expect(
      (await store.find({ kind: 'source', order: 'TITLE_ASC', limit: 1, total: true, facets: { publisher: ['P'] } }))
        .total,
    ).toBe(2);
  });

  check('follows a record when its facets and titles change, and when it goes', async (store) => {
    await save(store, source({ publisher: 'P', title: 'One' }));
    await save(store, source({ publisher: 'Q', title: 'Two' }));
    expect(await ids(store, { kind: 'source', facets: { publisher: ['P'] } })).toEqual([]);
    expect(await ids(store, { kind: 'source', facets: { publisher: ['Q'] } })).toEqual(['src_a']);
    await store.write(meta(), [remove('src_a')]);
    expect(await ids(store, { kind: 'source' })).toEqual([]);
    expect(await ids(store, { kind: 'source', facets: { publisher: ['Q'] } })).toEqual([]);
  });

  check('keeps what overlaps a window, and the undated as asked', async (store) => {
    await save(
      store,
      ...[null, '2021-06-15', '2021', '2020', '2021-07/..', '../2021-03', '2022'].map((when, index) =>
        event({ id: `evt_${index}`, when }),
      ),
    );
    const within = (query: Partial<ListQuery>) => ids(store, { kind: 'event', ...query });
    expect(await within({ from: '2021-06-01', to: '2021-06-30' })).toEqual(['evt_1', 'evt_2']);
    expect(await within({ from: '2021-06-01' })).toEqual(['evt_1', 'evt_2', 'evt_4', 'evt_6']);
    expect(await within({ to: '2021-03-31' })).toEqual(['evt_2', 'evt_3', 'evt_5']);
    expect(await within({ to: '2020-12-31', undated: 'INCLUDE' })).toEqual(['evt_0', 'evt_3', 'evt_5']);
    expect(await within({ undated: 'ONLY' })).toEqual(['evt_0']);
    expect((await within({ undated: 'EXCLUDE' })).length).toBe(6);
    expect(await within({ from: '2022-01-01', to: '2021-01-01' })).toEqual([]);
  });

  check('leaves out records that another one stands for, unless asked', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), judgement());
    expect(await ids(store, { kind: 'actor' })).toEqual(['act_a']);
    expect(await ids(store, { kind: 'actor', canonicalOnly: false })).toEqual(['act_a', 'act_b']);
    await save(store, judgement({ withdrawn: true }));
    expect(await ids(store, { kind: 'actor' })).toEqual(['act_a', 'act_b']);
    expect(await ids(store, { kind: 'judgement', facets: { about: ['act_b'] } })).toEqual(['jdg_a']);
  });

  check('lists claims like other records', async (store) => {
    await save(
      store,
      actor(),
      actor({ id: 'act_b' }),
      source(),
      claim({ id: 'clm_1', saidOn: '2021' }),
      claim({ id: 'clm_2', links: [{ kind: 'DENIES', claim: 'clm_1' }] }),
    );
    expect(await ids(store, { kind: 'claim', facets: { link: ['clm_1'] } })).toEqual(['clm_2']);
    expect(await ids(store, { kind: 'claim', order: 'TITLE_DESC' })).toEqual(['clm_2', 'clm_1']);
    expect(await ids(store, { kind: 'claim', order: 'DATE_ASC' })).toEqual(['clm_2', 'clm_1']);
  });

  check('pages long lists through a facet that many have, and one that few have', async (store) => {
    const many = Array.from({ length: 3_000 }, (_, index) => {
      const kind = index % 1_000 === 7 ? 'PERSON' : 'STATE';
      return actor({
        id: `act_${String(index).padStart(4, '0')}`,
        name: `Name ${index % 10}`,
        kind,
        names: [name('Other')],
      });
    });
    await save(store, ...many);
    const expected = many
      .filter(({ kind }) => kind === 'STATE')
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
    expect(
      await walk(store, { kind: 'actor', order: 'TITLE_ASC', limit: 700, facets: { kind: ['STATE'] } }, false),
    ).toEqual(expected);
    expect(
      await walk(store, { kind: 'actor', order: 'TITLE_ASC', limit: 2, facets: { kind: ['PERSON'] } }, true),
    ).toEqual(['act_0007', 'act_1007', 'act_2007']);
  });
}
