// Claims and attributions: every field of the filter alone and together, orders with ties, both directions of paging.

import { expect } from 'vitest';
import { saidKey } from '../../../server/domain/dates.ts';
import { KINDS } from '../../../server/domain/kinds.ts';
import type { Claim } from '../../../server/domain/records.ts';
import { parseQuery } from '../../../server/domain/text.ts';
import type { Attribution, ClaimFilter, ClaimOrder, Store, Stored } from '../../../server/store/store.ts';
import { actor, batch, claim, event, quote, source, target, topic } from '../../fixtures/records.ts';
import { tallyOf } from '../../support/asking.ts';
import { meta, put, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

async function ids(store: Store, filter: ClaimFilter, order: ClaimOrder = 'RECORDED_ASC'): Promise<string[]> {
  const page = await store.claims({ filter, order, limit: 100, total: true });
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id.slice('clm_'.length));
}

function keysOf({ record, first, id }: Stored<'claim'>, order: ClaimOrder): (string | number)[] {
  return order.startsWith('SAID') ? [saidKey(KINDS.claim.bounds(record)), id] : [first, id];
}

async function walk(
  store: Store,
  filter: ClaimFilter,
  order: ClaimOrder,
  limit: number,
  backward: boolean,
): Promise<string[]> {
  const seen: string[] = [];
  let after: (string | number)[] | undefined;
  for (let more = true; more; ) {
    const page = await store.claims({ filter, order, limit, backward, after });
    const found = page.items.map(({ id }) => id);
    if (backward) seen.unshift(...found);
    else seen.push(...found);
    const edge = backward ? page.items[0] : page.items.at(-1);
    after = edge && keysOf(edge, order);
    more = page.more;
  }
  return seen;
}

/** Five claims that differ in every field of the filter. */
async function world(store: Store): Promise<void> {
  await save(
    store,
    ...['act_a', 'act_b', 'act_c'].map((id) => actor({ id })),
    topic(),
    topic({ id: 'top_b' }),
    event(),
    event({ id: 'evt_b' }),
    source({ publisher: 'P' }),
    source({ id: 'src_b', publisher: 'Q' }),
    source({ id: 'src_c' }),
    batch(),
  );
  const claims: Partial<Claim>[] = [
    {
      id: 'clm_1',
      speakers: ['act_a'],
      targets: [target('act_b', 'SUPPORTS')],
      proposition: 'Peace in our time',
      saidOn: '2021-01-01',
      directSpeech: true,
    },
    {
      id: 'clm_2',
      speakers: ['act_b'],
      targets: [target('act_a', 'OPPOSES'), target('top_a', 'MIXED')],
      kind: 'DEMAND',
      status: 'DISPUTED',
      statusReason: 'No.',
    },
    {
      id: 'clm_3',
      speakers: ['act_a', 'act_c'],
      targets: [target('evt_a', 'NEUTRAL')],
      quotes: [quote({ exact: 'Мир и дружба' }), quote({ source: 'src_b', exact: 'пиво' })],
      saidOn: '2021',
    },
    {
      id: 'clm_4',
      speakers: ['act_c'],
      targets: [target('clm_1', 'OPPOSES')],
      at: 'evt_b',
      quotes: [quote({ source: 'src_c' })],
      status: 'PROPOSED',
    },
    {
      id: 'clm_5',
      speakers: ['act_c'],
      targets: [target('act_c', 'MIXED'), target('top_b', 'SUPPORTS')],
      kind: 'THREAT',
      saidOn: '2022-05',
    },
  ];
  await save(store, ...claims.slice(0, 3).map((fields) => claim(fields)));
  await store.write(
    meta({ author: 'bob', batch: 'bat_a' }),
    claims.slice(3).map((fields) => put(claim(fields))),
  );
}

const ALL: ClaimFilter = { statuses: ['PROPOSED', 'ACCEPTED', 'DISPUTED', 'REJECTED', 'RETRACTED'] };
const ALONE: [ClaimFilter, string[]][] = [
  [{}, ['1', '2', '3', '5']],
  [ALL, ['1', '2', '3', '4', '5']],
  [{ statuses: ['PROPOSED'] }, ['4']],
  [{ statuses: ['REJECTED'] }, []],
  [{ speakers: ['act_a'] }, ['1', '3']],
  [{ speakers: ['act_a', 'act_b'] }, ['1', '2', '3']],
  [{ speakers: [] }, []],
  [{ speakers: ['act_none'] }, []],
  [{ speakers: ['act_none', 'act_b'] }, ['2']],
  [{ targets: ['act_a', 'evt_a'] }, ['2', '3']],
  [{ targets: ['clm_1'], ...ALL }, ['4']],
  [{ targetKinds: ['event', 'topic'] }, ['2', '3', '5']],
  [{ between: ['act_a', 'act_b'] }, ['1', '2']],
  [{ between: ['act_c'] }, ['5']],
  [{ about: ['act_b'] }, ['1', '2']],
  [{ about: ['evt_a', 'top_b'] }, ['3', '5']],
  [{ topics: ['top_a'] }, ['2']],
  [{ events: ['evt_a'] }, ['3']],
  [{ events: ['evt_b'], ...ALL }, ['4']],
  [{ sources: ['src_a'] }, ['1', '2', '3', '5']],
  [{ sources: ['src_b'] }, ['3']],
  [{ occasions: ['evt_a'] }, ['3']],
  [{ occasions: ['evt_b'], ...ALL }, ['4']],
  [{ alsoAbout: ['act_b'] }, ['1', '2']],
  [{ alsoEvents: ['evt_b'], ...ALL }, ['4']],
  [{ alsoSources: ['src_b'] }, ['3']],
  [{ occasions: [] }, []],
  [{ publishers: ['Q'] }, ['3']],
  [{ publishers: ['P', 'Q'] }, ['1', '2', '3', '5']],
  [{ publishers: ['none'] }, []],
  [{ stances: ['OPPOSES'] }, ['2']],
  [{ stances: ['MIXED', 'NEUTRAL'] }, ['2', '3', '5']],
  [{ kinds: ['DEMAND', 'THREAT'] }, ['2', '5']],
  [{ text: parseQuery('peace') }, ['1']],
  [{ text: parseQuery('time peace') }, ['1']],
  [{ text: parseQuery('дру') }, ['3']],
  [{ text: parseQuery('мир пиво') }, ['3']],
  [{ text: parseQuery('pea ') }, []],
  [{ directSpeech: true }, ['1']],
  [{ directSpeech: false }, ['2', '3', '5']],
  [{ curators: ['bob'], ...ALL }, ['4', '5']],
  [{ curators: ['none'] }, []],
  [{ batches: ['bat_a'] }, ['5']],
  [{ saidFrom: '2021-02-01', saidTo: '2021-12-31' }, ['3']],
  [{ saidTo: '2021-01-01' }, ['1', '3']],
  [{ undated: 'ONLY' }, ['2']],
];
const TOGETHER: [ClaimFilter, string[]][] = [
  // The event must be the target that the stance is towards; for what was said at it, any target will do.
  [{ occasions: ['evt_a'], stances: ['NEUTRAL'] }, ['3']],
  [{ occasions: ['evt_a'], stances: ['OPPOSES'] }, []],
  [{ occasions: ['evt_b'], stances: ['OPPOSES'], ...ALL }, ['4']],
  [{ about: ['act_a'], alsoAbout: ['act_b'] }, ['1', '2']],
  [{ about: ['act_a'], alsoAbout: ['act_c'] }, []],
  [{ speakers: ['act_b'], alsoAbout: ['top_a'] }, ['2']],
  [{ events: ['evt_a'], alsoEvents: ['evt_b'], ...ALL }, []],
  [{ sources: ['src_a'], alsoSources: ['src_b'] }, ['3']],
  [{ sources: ['src_c'], alsoSources: ['src_b'], ...ALL }, []],
  [{ speakers: ['act_b'], stances: ['MIXED'] }, ['2']],
  [{ speakers: ['act_b'], targets: ['act_a'], stances: ['MIXED'] }, []],
  [{ targets: ['act_a'], topics: ['top_a'] }, ['2']],
  [{ targets: ['act_a'], topics: ['top_a'], stances: ['OPPOSES'] }, ['2']],
  [{ targetKinds: ['topic'], stances: ['OPPOSES'] }, []],
  [{ about: ['act_a'], speakers: ['act_b', 'act_c'] }, ['2', '3'].filter((id) => id === '2')],
  [{ between: ['act_a', 'act_b', 'evt_a'], sources: ['src_b'] }, ['3']],
  [{ speakers: ['act_c'], publishers: ['Q'], saidFrom: '2021-06-01' }, ['3']],
  [{ text: parseQuery('peace'), speakers: ['act_b'] }, []],
  [
    {
      curators: ['bob'],
      topics: ['top_b'],
      kinds: ['THREAT'],
      directSpeech: false,
      batches: ['bat_a'],
      statuses: ['ACCEPTED'],
    },
    ['5'],
  ],
];

export function claimCases(check: Check): void {
  check('filters by each field alone', async (store) => {
    await world(store);
    for (const [filter, expected] of ALONE) expect([filter, await ids(store, filter)]).toEqual([filter, expected]);
  });

  check('filters by several fields: of one attribution, or of the claim', async (store) => {
    await world(store);
    for (const [filter, expected] of TOGETHER) expect([filter, await ids(store, filter)]).toEqual([filter, expected]);
  });

  check('gives the same claims in every order, and counts them alike', async (store) => {
    await world(store);
    for (const [filter, expected] of [...ALONE, ...TOGETHER]) {
      for (const order of ['SAID_ASC', 'SAID_DESC', 'RECORDED_DESC'] as const)
        expect((await ids(store, filter, order)).sort()).toEqual(expected);
      const { rows } = await tallyOf(store, { filter, by: [], unit: 'CLAIMS' });
      expect([filter, rows.map(({ n }) => n)]).toEqual([filter, [expected.length]]);
    }
  });

  check('knows who changed a claim, and in which batch, as of a version', async (store) => {
    await world(store);
    await store.write(meta({ author: 'eve' }), [put(claim({ id: 'clm_1', proposition: 'Edited' }))]);
    expect(await ids(store, { curators: ['eve'] })).toEqual(['1']);
    expect(await ids(store, { curators: ['ada'] })).toEqual(['1', '2', '3']);
    expect(await ids(store, { curators: ['eve'], asOf: 16 })).toEqual([]);
    expect(await ids(store, { text: parseQuery('peace') })).toEqual([]);
    expect(await ids(store, { text: parseQuery('peace'), asOf: 16 })).toEqual(['1']);
  });

  check('follows the publisher of a source, as of a version', async (store) => {
    await world(store);
    await save(store, source({ id: 'src_b', publisher: 'R' }));
    expect(await ids(store, { publishers: ['Q'] })).toEqual([]);
    expect(await ids(store, { publishers: ['R'] })).toEqual(['3']);
    expect(await ids(store, { publishers: ['Q'], asOf: 16 })).toEqual(['3']);
  });

  check('orders by the day said, undated lowest, ties by id, and walks it both ways', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), actor({ id: 'act_c' }), source());
    const dates = ['2021-01-01', null, '2021', '../2021-01-01', '2020-12', '2021-01-01', null, '2021-01-02'];
    await save(
      store,
      ...dates.map((saidOn, index) => claim({ id: `clm_${(index * 5) % 8}`, saidOn, speakers: ['act_a', 'act_c'] })),
    );
    const ascending = ['clm_5', 'clm_6', 'clm_4', 'clm_0', 'clm_1', 'clm_2', 'clm_7', 'clm_3'];
    const filters: ClaimFilter[] = [
      {},
      { speakers: ['act_c'] },
      { about: ['act_b', 'act_c'] },
      { targets: ['act_b'] },
      { sources: ['src_a'] },
      { kinds: ['STATEMENT'] },
    ];
    for (const filter of filters)
      for (const limit of [1, 3, 8]) {
        expect(await walk(store, filter, 'SAID_ASC', limit, false)).toEqual(ascending);
        expect(await walk(store, filter, 'SAID_ASC', limit, true)).toEqual(ascending);
        expect(await walk(store, filter, 'SAID_DESC', limit, false)).toEqual(ascending.toReversed());
        expect(await walk(store, filter, 'SAID_DESC', limit, true)).toEqual(ascending.toReversed());
      }
    const recorded = dates.map((_, index) => `clm_${(index * 5) % 8}`);
    expect(await walk(store, {}, 'RECORDED_ASC', 3, false)).toEqual(recorded);
    expect(await walk(store, {}, 'RECORDED_DESC', 3, true)).toEqual(recorded.toReversed());
    expect(await walk(store, { speakers: ['act_a'] }, 'RECORDED_DESC', 1, false)).toEqual(recorded.toReversed());
  });

  check('gives each claim once while others are written', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), source());
    await save(
      store,
      ...Array.from({ length: 30 }, (_, index) => claim({ id: `clm_${10 + index}`, saidOn: '2021-01-01' })),
    );
    const seen: string[] = [];
    let after: (string | number)[] | undefined;
    for (let more = true; more; ) {
      const page = await store.claims({ filter: {}, order: 'SAID_DESC', limit: 7, after });
      seen.push(...page.items.map(({ id }) => id));
      after = ['2021-01-01', seen.at(-1) as string];
      more = page.more;
      await save(store, claim({ id: `clm_z${seen.length}`, saidOn: '2021-01-01' }));
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `clm_${39 - index}`));
  });

  check('gives the flat table row by row, in order of all its keys', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), topic(), source());
    await save(
      store,
      claim({
        id: 'clm_1',
        speakers: ['act_b', 'act_a'],
        targets: [target('top_a'), target('act_b', 'MIXED'), target('act_a', 'NEUTRAL')],
        saidOn: '2021-05',
      }),
      claim({ id: 'clm_2', targets: [target('act_b', 'OPPOSES')], directSpeech: true, kind: 'DENIAL' }),
    );
    const { items } = await store.attributions({ filter: {}, order: 'SAID_ASC', limit: 10 });
    expect(items.map(({ claim, speaker, target, stance }) => [claim, speaker, target, stance].join(' '))).toEqual([
      'clm_2 act_a act_b OPPOSES',
      'clm_1 act_a act_a NEUTRAL',
      'clm_1 act_a act_b MIXED',
      'clm_1 act_a top_a SUPPORTS',
      'clm_1 act_b act_a NEUTRAL',
      'clm_1 act_b act_b MIXED',
      'clm_1 act_b top_a SUPPORTS',
    ]);
    expect(items[0]).toEqual({
      claim: 'clm_2',
      speaker: 'act_a',
      target: 'act_b',
      speakerAs: 'act_a',
      targetAs: 'act_b',
      stance: 'OPPOSES',
      status: 'ACCEPTED',
      claimKind: 'DENIAL',
      earliest: null,
      latest: null,
      dated: false,
      said: '',
      joint: 1,
    } satisfies Attribution);
    expect(items[1]).toMatchObject({
      earliest: '2021-05-01',
      latest: '2021-05-31',
      dated: true,
      said: '2021-05-01',
      joint: 2,
    });
    for (const backward of [false, true])
      for (const order of ['SAID_ASC', 'SAID_DESC'] as const) {
        const seen: Attribution[] = [];
        let after: (string | number)[] | undefined;
        for (let more = true; more; ) {
          const page = await store.attributions({ filter: {}, order, limit: 2, backward, after });
          if (backward) seen.unshift(...page.items);
          else seen.push(...page.items);
          const edge = backward ? page.items[0] : page.items.at(-1);
          after = edge && [edge.said, edge.claim, edge.speaker, edge.target, edge.stance];
          more = page.more;
        }
        expect(seen).toEqual(order === 'SAID_ASC' ? items : items.toReversed());
      }
    expect(
      (await store.attributions({ filter: { stances: ['MIXED'] }, order: 'SAID_ASC', limit: 1, total: true })).total,
    ).toBe(2);
  });

  check('reads a version that is still to come as now', async (store) => {
    await world(store);
    expect(await ids(store, { asOf: 1_000_000 })).toEqual(await ids(store, {}));
    expect(await ids(store, { asOf: 0 })).toEqual([]);
  });

  check('takes hundreds of ids in a list', async (store) => {
    const many = Array.from({ length: 500 }, (_, index) => `act_${index}`);
    await save(
      store,
      ...many.map((id) => actor({ id })),
      source(),
      ...[3, 250, 499].map((index) =>
        claim({
          id: `clm_${index}`,
          speakers: [`act_${index}`],
          targets: [target('act_0')],
          saidOn: `2021-01-0${(index % 7) + 1}`,
        }),
      ),
    );
    expect(await ids(store, { speakers: many.slice(1) }, 'SAID_DESC')).toEqual(
      ['250', '3', '499'].sort((a, b) => (Number(b) % 7) - (Number(a) % 7)),
    );
    expect(await ids(store, { between: many })).toEqual(['3', '250', '499']);
  });
}
