// Records related to others, so that a page can be shown without asking again.

import { expect } from 'vitest';
import type { Related, Store } from '../../../server/store/store.ts';
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

async function relatedTo(store: Store, ids: string[], related: Related, asOf?: number): Promise<string[]> {
  const found = await store.getMany(ids, asOf, related);
  expect(found.slice(0, ids.length)).toEqual(await store.getMany(ids, asOf));
  const others = found.slice(ids.length).map((stored) => stored?.id ?? 'none');
  expect(found.slice(ids.length)).toEqual(await store.getMany(others, asOf));
  return others;
}

export function relatedCases(check: Check): void {
  check('gives what records are displayed by: those they are one with, and the speakers of claims', async (store) => {
    await world(store);
    expect(await relatedTo(store, ['act_a'], 'DISPLAYED')).toEqual(['act_old']);
    expect(await relatedTo(store, ['act_old'], 'DISPLAYED')).toEqual(['act_a']);
    expect(await relatedTo(store, ['act_old', 'act_a', 'act_b'], 'DISPLAYED')).toEqual([]);
    expect(await relatedTo(store, ['clm_a', 'clm_none', 'clm_a'], 'DISPLAYED')).toEqual(['act_a', 'act_old']);
    expect(await relatedTo(store, ['clm_top'], 'DISPLAYED')).toEqual(['act_b']);
    expect(await relatedTo(store, ['clm_none'], 'REFERENCED')).toEqual([]);
  });

  check('gives all that records refer to, and what that is displayed by', async (store) => {
    await world(store);
    const named = ['act_a', 'act_old', 'evt_a', 'src_b', 'top_b'];
    expect(await relatedTo(store, ['clm_a'], 'REFERENCED')).toEqual(named);
    expect(await relatedTo(store, ['clm_top'], 'REFERENCED')).toEqual([
      'act_a',
      'act_b',
      'act_c',
      'act_old',
      'clm_a',
      'src_a',
    ]);
    expect(await relatedTo(store, ['act_a'], 'REFERENCED')).toEqual(['act_body', 'act_old']);
    expect(await relatedTo(store, ['top_b', 'src_b'], 'REFERENCED')).toEqual(['act_c', 'top_a']);
  });

  check('gives related records as they were at a version', async (store) => {
    await world(store);
    const { datasetVersion } = await store.stats();
    await save(store, claim({ speakers: ['act_c'], targets: [target('act_b')] }));
    expect(await relatedTo(store, ['clm_a'], 'DISPLAYED', datasetVersion)).toEqual(['act_a', 'act_old']);
    expect(await relatedTo(store, ['clm_a'], 'DISPLAYED', datasetVersion - 1)).toEqual(['act_old']);
    expect(await relatedTo(store, ['clm_a'], 'REFERENCED')).toEqual(['act_b', 'act_c', 'src_a']);
    expect(await relatedTo(store, ['clm_a'], 'REFERENCED', datasetVersion - 4)).toEqual([]);
  });

  check('gives what the records of a page refer to, and not those of the next one', async (store) => {
    await world(store);
    const idsOf = (records: readonly { id: string }[] | undefined) => records?.map(({ id }) => id);
    const query = { filter: {}, order: 'RECORDED_ASC', limit: 1, related: 'REFERENCED' } as const;
    const first = await store.claims({ ...query, total: true });
    expect([idsOf(first.items), first.more, first.total]).toEqual([['clm_a'], true, 2]);
    expect(idsOf(first.related)).toEqual(['act_a', 'act_old', 'evt_a', 'src_b', 'top_b']);
    const last = await store.claims({ ...query, backward: true, limit: 2 });
    expect([idsOf(last.items), last.more]).toEqual([['clm_a', 'clm_top'], false]);
    expect(last.related).not.toContainEqual(expect.objectContaining({ id: 'clm_a' }));
    const beyond = await store.claims({ ...query, total: true, after: [1_000] });
    expect(beyond).toEqual({ items: [], more: false, total: 2, related: [] });
    const none = await store.claims({ ...query, filter: { speakers: [] }, total: true });
    expect(none).toEqual({ items: [], more: false, total: 0, related: [] });
    const topics = await store.find({
      kind: 'topic',
      order: 'TITLE_ASC',
      limit: 5,
      total: true,
      related: 'REFERENCED',
    });
    expect([idsOf(topics.items)?.length, topics.total, idsOf(topics.related)]).toEqual([2, 2, []]);
    const actors = await store.find({
      kind: 'actor',
      order: 'RECORDED_ASC',
      limit: 1,
      total: true,
      related: 'REFERENCED',
    });
    expect([idsOf(actors.items), actors.total, idsOf(actors.related)]).toEqual([['act_a'], 5, ['act_body', 'act_old']]);
  });
}
