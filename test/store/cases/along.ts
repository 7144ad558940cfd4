// What comes along with records, so that a page can be shown without asking again.

import { expect } from 'vitest';
import type { Along, Store } from '../../../server/store/store.ts';
import { actor, claim, event, judgement, quote, source, target, topic } from '../../fixtures/records.ts';
import { save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

/** `clm_top` answers `clm_a`; `act_old` is one with `act_a`, and `act_body` is what only it names. */
async function world(store: Store): Promise<void> {
  await save(
    store,
    ...['act_a', 'act_b', 'act_c', 'act_body', 'act_none'].map((id) => actor({ id })),
    actor({ id: 'act_old', roles: [{ title: 'member', in: 'act_body', from: null, to: null }] }),
    event(),
    topic(),
    topic({ id: 'top_b', broader: 'top_a' }),
    source(),
    source({ id: 'src_b', authors: ['act_c'] }),
  );
  await save(
    store,
    claim({ speakers: ['act_old'], targets: [target('top_b')], at: 'evt_a', quotes: [quote({ source: 'src_b' })] }),
    claim({ id: 'clm_top', speakers: ['act_b'], targets: [target('clm_a')], reporters: ['act_c'] }),
  );
  await save(store, judgement({ records: ['act_a', 'act_old'] }));
}

async function alongOf(store: Store, ids: string[], along: Along, asOf?: number): Promise<string[]> {
  const found = await store.getMany(ids, asOf, along);
  expect(found.slice(0, ids.length)).toEqual(await store.getMany(ids, asOf));
  const others = found.slice(ids.length).map((stored) => stored?.id ?? 'none');
  expect(found.slice(ids.length)).toEqual(await store.getMany(others, asOf));
  return others;
}

export function alongCases(check: Check): void {
  check('brings along what records are one with, and who said those that are claims', async (store) => {
    await world(store);
    expect(await alongOf(store, ['act_a'], 'SEEN')).toEqual(['act_old']);
    expect(await alongOf(store, ['act_old'], 'SEEN')).toEqual(['act_a']);
    expect(await alongOf(store, ['act_old', 'act_a', 'act_b'], 'SEEN')).toEqual([]);
    expect(await alongOf(store, ['clm_a', 'clm_none', 'clm_a'], 'SEEN')).toEqual(['act_a', 'act_old']);
    expect(await alongOf(store, ['clm_top'], 'SEEN')).toEqual(['act_b']);
    expect(await alongOf(store, ['clm_none'], 'NAMED')).toEqual([]);
  });

  check('brings along all that records name, and what that is seen by', async (store) => {
    await world(store);
    const named = ['act_a', 'act_old', 'evt_a', 'src_b', 'top_b'];
    expect(await alongOf(store, ['clm_a'], 'NAMED')).toEqual(named);
    expect(await alongOf(store, ['clm_top'], 'NAMED')).toEqual([
      'act_a',
      'act_b',
      'act_c',
      'act_old',
      'clm_a',
      'src_a',
    ]);
    expect(await alongOf(store, ['act_a'], 'NAMED')).toEqual(['act_body', 'act_old']);
    expect(await alongOf(store, ['top_b', 'src_b'], 'NAMED')).toEqual(['act_c', 'top_a']);
  });

  check('brings along what there was at a version', async (store) => {
    await world(store);
    const { datasetVersion } = await store.stats();
    await save(store, claim({ speakers: ['act_c'], targets: [target('act_b')] }));
    expect(await alongOf(store, ['clm_a'], 'SEEN', datasetVersion)).toEqual(['act_a', 'act_old']);
    expect(await alongOf(store, ['clm_a'], 'SEEN', datasetVersion - 1)).toEqual(['act_old']);
    expect(await alongOf(store, ['clm_a'], 'NAMED')).toEqual(['act_b', 'act_c', 'src_a']);
    expect(await alongOf(store, ['clm_a'], 'NAMED', datasetVersion - 4)).toEqual([]);
  });

  check('brings along what the records of a page name, and not those of the next one', async (store) => {
    await world(store);
    const idsOf = (records: readonly { id: string }[] | undefined) => records?.map(({ id }) => id);
    const query = { filter: {}, order: 'RECORDED_ASC', limit: 1, along: 'NAMED' } as const;
    const first = await store.claims({ ...query, total: true });
    expect([idsOf(first.items), first.more, first.total]).toEqual([['clm_a'], true, 2]);
    expect(idsOf(first.along)).toEqual(['act_a', 'act_old', 'evt_a', 'src_b', 'top_b']);
    const last = await store.claims({ ...query, backward: true, limit: 2 });
    expect([idsOf(last.items), last.more]).toEqual([['clm_a', 'clm_top'], false]);
    expect(last.along).not.toContainEqual(expect.objectContaining({ id: 'clm_a' }));
    const beyond = await store.claims({ ...query, total: true, after: [1_000] });
    expect(beyond).toEqual({ items: [], more: false, total: 2, along: [] });
    const none = await store.claims({ ...query, filter: { speakers: [] }, total: true });
    expect(none).toEqual({ items: [], more: false, total: 0, along: [] });
    const topics = await store.find({ kind: 'topic', order: 'TITLE_ASC', limit: 5, total: true, along: 'NAMED' });
    expect([idsOf(topics.items)?.length, topics.total, idsOf(topics.along)]).toEqual([2, 2, []]);
    const actors = await store.find({ kind: 'actor', order: 'RECORDED_ASC', limit: 1, total: true, along: 'NAMED' });
    expect([idsOf(actors.items), actors.total, idsOf(actors.along)]).toEqual([['act_a'], 5, ['act_body', 'act_old']]);
  });
}
