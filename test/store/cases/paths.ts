// Paths: shortest first, ties by the ids along them, through whom the filter lets them pass.

import { expect } from 'vitest';
import type { PathQuery, Store } from '../../../server/store/store.ts';
import { actor, claim, event, judgement, source, target, topic } from '../../fixtures/records.ts';
import { save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

/** `a>b` is a claim of act_a about act_b. */
async function graph(store: Store, ...edges: string[]): Promise<void> {
  const ids = new Set(edges.flatMap((edge) => edge.split('>')));
  await save(store, source(), ...[...ids].map((id) => actor({ id: `act_${id}` })));
  await save(
    store,
    ...edges.map((edge, index) => {
      const [speaker, about] = edge.split('>');
      return claim({
        id: `clm_${index}`,
        speakers: [`act_${speaker}`],
        targets: [target(`act_${about}`)],
        saidOn: `202${index % 10}-01-01`,
      });
    }),
  );
}

async function paths(store: Store, from: string, to: string, query: Partial<PathQuery> = {}): Promise<string[]> {
  const found = await store.paths({
    filter: {},
    from: `act_${from}`,
    to: `act_${to}`,
    maxHops: 6,
    limit: 5,
    exclude: [],
    ...query,
  });
  return found.map((path) => path.map((id) => id.slice(4)).join(' '));
}

export function pathCases(check: Check): void {
  check('gives shortest paths first, in either direction of speaking, ties by the ids along them', async (store) => {
    await graph(store, 'b>a', 'b>z', 'a>c', 'z>c', 'a>d', 'd>e', 'e>z');
    expect(await paths(store, 'a', 'z')).toEqual(['a b z', 'a c z', 'a d e z']);
    expect(await paths(store, 'z', 'a')).toEqual(['z b a', 'z c a', 'z e d a']);
    expect(await paths(store, 'a', 'z', { limit: 1 })).toEqual(['a b z']);
    expect(await paths(store, 'a', 'z', { maxHops: 2 })).toEqual(['a b z', 'a c z']);
    expect(await paths(store, 'a', 'z', { maxHops: 1 })).toEqual([]);
  });

  check('never visits a record twice', async (store) => {
    await graph(store, 'a>b', 'b>c', 'c>a', 'c>z', 'b>z', 'a>a', 'z>z');
    expect(await paths(store, 'a', 'z')).toEqual(['a b z', 'a c z', 'a b c z', 'a c b z']);
  });

  check('has none between the unjoined, the unknown and the same', async (store) => {
    await graph(store, 'a>b', 'c>d');
    expect(await paths(store, 'a', 'd')).toEqual([]);
    expect(await paths(store, 'a', 'none')).toEqual([]);
    expect(await paths(store, 'a', 'a')).toEqual([]);
  });

  check('goes round what is excluded', async (store) => {
    await graph(store, 'a>hub', 'hub>z', 'a>b', 'b>c', 'c>z');
    expect(await paths(store, 'a', 'z')).toEqual(['a hub z', 'a b c z']);
    expect(await paths(store, 'a', 'z', { exclude: ['act_hub'] })).toEqual(['a b c z']);
    expect(await paths(store, 'a', 'z', { exclude: ['act_a', 'act_z'] })).toEqual(['a hub z', 'a b c z']);
  });

  check('takes only claims that pass the filter', async (store) => {
    await graph(store, 'a>b', 'b>z', 'a>z');
    expect(await paths(store, 'a', 'z', { filter: { saidTo: '2021-12-31' } })).toEqual(['a b z']);
    expect(await paths(store, 'a', 'z', { filter: { asOf: 6 } })).toEqual(['a b z']);
    expect(await paths(store, 'a', 'z', { filter: { stances: ['OPPOSES'] } })).toEqual([]);
  });

  check('passes through events and topics, never through claims', async (store) => {
    await save(store, source(), actor(), actor({ id: 'act_b' }), event(), topic());
    await save(
      store,
      claim({ id: 'clm_1', targets: [target('evt_a')] }),
      claim({ id: 'clm_2', speakers: ['act_b'], targets: [target('evt_a')] }),
    );
    await save(
      store,
      claim({ id: 'clm_3', targets: [target('clm_1')] }),
      claim({ id: 'clm_4', speakers: ['act_b'], targets: [target('clm_1')] }),
    );
    expect(await store.paths({ filter: {}, from: 'act_a', to: 'act_b', maxHops: 6, limit: 5, exclude: [] })).toEqual([
      ['act_a', 'evt_a', 'act_b'],
    ]);
    expect(await store.paths({ filter: {}, from: 'act_a', to: 'clm_1', maxHops: 6, limit: 5, exclude: [] })).toEqual([
      ['act_a', 'clm_1'],
      ['act_a', 'evt_a', 'act_b', 'clm_1'],
    ]);
  });

  check('joins what is one record', async (store) => {
    await graph(store, 'a>b', 'c>z');
    await save(store, judgement({ records: ['act_b', 'act_c'] }));
    expect(await paths(store, 'a', 'z')).toEqual(['a b z']);
    expect(await paths(store, 'c', 'a')).toEqual(['b a']);
    expect(await paths(store, 'a', 'z', { filter: { asOf: 7 } })).toEqual([]);
  });
}
