// Counts by groups: every dimension, unit and order, and pages of them.

import { expect } from 'vitest';
import type { ClaimFilter, Dimension, Store, Tally, TallyResult, TallyRow } from '../../../server/store/store.ts';
import { actor, claim, event, quote, source, target, topic } from '../../fixtures/records.ts';
import { tallyOf } from '../../support/asking.ts';
import { save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

async function world(store: Store): Promise<void> {
  await save(
    store,
    ...['act_a', 'act_b', 'act_c'].map((id) => actor({ id })),
    topic(),
    event(),
    source({ publisher: 'P' }),
    source({ id: 'src_b', publisher: 'P' }),
    source({ id: 'src_c' }),
    claim({
      id: 'clm_1',
      targets: [target('act_b'), target('top_a', 'OPPOSES')],
      saidOn: '2021-01-01',
      quotes: [quote(), quote({ source: 'src_b' }), quote({ source: 'src_c' })],
    }),
    claim({
      id: 'clm_2',
      speakers: ['act_a', 'act_b'],
      targets: [target('act_b', 'MIXED')],
      kind: 'DEMAND',
      saidOn: '2022-01-01',
    }),
    claim({
      id: 'clm_3',
      speakers: ['act_c'],
      targets: [target('evt_a', 'NEUTRAL')],
      status: 'DISPUTED',
      statusReason: 'No.',
    }),
    claim({ id: 'clm_4', speakers: ['act_c'], targets: [target('clm_1')], quotes: [quote({ source: 'src_c' })] }),
  );
}

async function groups(store: Store, query: Partial<Tally> & { by: Dimension[] }): Promise<string[]> {
  return (await tallyOf(store, { filter: {}, ...query })).rows.map(show);
}

/** `keys n`, and the stances where they do not go without saying. */
function show({ keys, n }: TallyRow): string {
  return [...keys.map(String), n].join(' ');
}

export function tallyCases(check: Check): void {
  check('groups by every dimension', async (store) => {
    await world(store);
    const expected: Partial<Record<Dimension, string[]>> = {
      speaker: ['act_a 3', 'act_b 1', 'act_c 2'],
      target: ['act_b 3', 'clm_1 1', 'evt_a 1', 'top_a 1'],
      targetKind: ['actor 3', 'claim 1', 'event 1', 'topic 1'],
      stance: ['MIXED 2', 'NEUTRAL 1', 'OPPOSES 1', 'SUPPORTS 2'],
      status: ['ACCEPTED 5', 'DISPUTED 1'],
      claimKind: ['DEMAND 2', 'STATEMENT 4'],
      source: ['src_a 5', 'src_b 2', 'src_c 3'],
      publisher: ['null 3', 'P 5'],
      joint: ['1 4', '2 2'],
      claim: ['clm_1 2', 'clm_2 2', 'clm_3 1', 'clm_4 1'],
      said: ['null 2', '2021-01-01 2', '2022-01-01 2'],
    };
    for (const [dimension, rows] of Object.entries(expected))
      expect([dimension, await groups(store, { by: [dimension as Dimension] })]).toEqual([dimension, rows]);
    expect(await groups(store, { by: [] })).toEqual(['6']);
    // Each source beside its own publisher, however many sources a claim cites.
    expect(await groups(store, { by: ['source', 'publisher'] })).toEqual(['src_a P 5', 'src_b P 2', 'src_c null 3']);
    expect(await groups(store, { by: ['speaker', 'stance', 'said'] })).toEqual([
      'act_a MIXED 2022-01-01 1',
      'act_a OPPOSES 2021-01-01 1',
      'act_a SUPPORTS 2021-01-01 1',
      'act_b MIXED 2022-01-01 1',
      'act_c NEUTRAL null 1',
      'act_c SUPPORTS null 1',
    ]);
  });

  check('counts claims once in a group, however many of their attributions fall there', async (store) => {
    await world(store);
    const claims = { unit: 'CLAIMS' } as const;
    expect(await groups(store, { by: [], ...claims })).toEqual(['4']);
    expect(await groups(store, { by: ['speaker'], ...claims })).toEqual(['act_a 2', 'act_b 1', 'act_c 2']);
    expect(await groups(store, { by: ['publisher'], ...claims })).toEqual(['null 2', 'P 3']);
    expect(await groups(store, { by: ['source'], ...claims })).toEqual(['src_a 3', 'src_b 1', 'src_c 2']);
    expect(await groups(store, { by: ['stance'], ...claims })).toEqual([
      'MIXED 1',
      'NEUTRAL 1',
      'OPPOSES 1',
      'SUPPORTS 2',
    ]);
    const { rows } = await tallyOf(store, { filter: {}, by: [], unit: 'CLAIMS' });
    expect(rows[0]).toEqual({
      keys: [],
      n: 4,
      supports: 2,
      opposes: 1,
      neutral: 1,
      mixed: 1,
      first: '2021-01-01',
      last: '2022-01-01',
    });
  });

  check('counts stances beside the number', async (store) => {
    await world(store);
    const { rows } = await tallyOf(store, { filter: {}, by: ['target'] });
    expect(rows[0]).toEqual({
      keys: ['act_b'],
      n: 3,
      supports: 1,
      opposes: 0,
      neutral: 0,
      mixed: 2,
      first: '2021-01-01',
      last: '2022-01-01',
    });
    expect(rows[2]).toEqual({
      keys: ['evt_a'],
      n: 1,
      supports: 0,
      opposes: 0,
      neutral: 1,
      mixed: 0,
      first: null,
      last: null,
    });
  });

  check('gives the neighbours of one record, itself for what it says of itself', async (store) => {
    await world(store);
    expect(await groups(store, { by: ['other'], filter: { about: ['act_b'] } })).toEqual(['act_a 2', 'act_b 1']);
    expect(await groups(store, { by: ['other', 'stance'], filter: { about: ['act_a'] }, unit: 'CLAIMS' })).toEqual([
      'act_b MIXED 1',
      'act_b SUPPORTS 1',
      'top_a OPPOSES 1',
    ]);
  });

  check('counts by either end: attributions, claims and others', async (store) => {
    await world(store);
    expect(await groups(store, { by: ['end'] })).toEqual([
      'act_a 3',
      'act_b 3',
      'act_c 2',
      'clm_1 1',
      'evt_a 1',
      'top_a 1',
    ]);
    expect(await groups(store, { by: ['end'], unit: 'CLAIMS' })).toEqual([
      'act_a 2',
      'act_b 2',
      'act_c 2',
      'clm_1 1',
      'evt_a 1',
      'top_a 1',
    ]);
    expect(await groups(store, { by: ['end'], unit: 'OTHERS' })).toEqual([
      'act_a 2',
      'act_b 1',
      'act_c 2',
      'clm_1 1',
      'evt_a 1',
      'top_a 1',
    ]);
    expect(await groups(store, { by: ['end'], ends: ['act_b', 'top_a', 'act_none'] })).toEqual(['act_b 3', 'top_a 1']);
    expect(await groups(store, { by: ['end'], ends: [] })).toEqual([]);
  });

  check('gives a record that only speaks of itself no others', async (store) => {
    await save(store, actor(), source(), claim({ targets: [target('act_a')] }));
    expect(await groups(store, { by: ['end'], unit: 'OTHERS' })).toEqual(['act_a 0']);
    expect(await groups(store, { by: ['end'], unit: 'OTHERS', withoutSelf: true })).toEqual([]);
    expect(await groups(store, { by: ['end'], unit: 'OTHERS', minimum: 1 })).toEqual([]);
  });

  check('looks at chosen pairs only, and leaves out what is said of oneself', async (store) => {
    await world(store);
    expect(
      await groups(store, {
        by: ['speaker', 'target'],
        pairs: [
          ['act_a', 'act_b'],
          ['act_c', 'evt_a'],
          ['act_b', 'act_a'],
          ['act_none', 'act_b'],
        ],
      }),
    ).toEqual(['act_a act_b 2', 'act_c evt_a 1']);
    expect(await groups(store, { by: [], pairs: [] })).toEqual(['0']);
    expect(
      await groups(store, { by: ['speaker', 'target'], withoutSelf: true, filter: { targets: ['act_b'] } }),
    ).toEqual(['act_a act_b 2']);
  });

  check('orders by keys or by count, and pages through either', async (store) => {
    await world(store);
    const byCount = ['act_b 3', 'clm_1 1', 'evt_a 1', 'top_a 1'];
    const query = { filter: {}, by: ['target'] as Dimension[], order: 'COUNT' as const };
    expect(await groups(store, query)).toEqual(byCount);
    for (const order of ['COUNT', 'KEYS'] as const) {
      const seen: string[] = [];
      let after: Tally['after'];
      for (let more = true; more; ) {
        const page = await tallyOf(store, { ...query, order, limit: 1, after, total: true });
        expect(page.groups).toBe(4);
        seen.push(...page.rows.map(show));
        after = page.rows.at(-1);
        more = page.more;
      }
      expect(seen).toEqual(byCount);
    }
    expect(await groups(store, { by: ['publisher'], order: 'COUNT' })).toEqual(['P 5', 'null 3']);
    expect(await groups(store, { by: ['publisher'], after: { n: 3, keys: [null] } })).toEqual(['P 5']);
    expect(await groups(store, { by: ['target'], after: { n: 0, keys: ['b'] } })).toEqual([
      'clm_1 1',
      'evt_a 1',
      'top_a 1',
    ]);
  });

  check('leaves out small groups and still counts the rest', async (store) => {
    await world(store);
    const {
      rows,
      more,
      groups: total,
    } = await tallyOf(store, { filter: {}, by: ['speaker'], minimum: 2, limit: 1, total: true });
    expect([rows.map(show), more, total]).toEqual([['act_a 3'], true, 2]);
    expect((await tallyOf(store, { filter: {}, by: ['speaker'] })).groups).toBeNull();
  });

  check('orders words by code point, beyond U+FFFF too', async (store) => {
    const publishers = ['a', 'é', '\uff21', '\u{1f600}'];
    await save(
      store,
      actor(),
      actor({ id: 'act_b' }),
      ...publishers.map((publisher, index) => source({ id: `src_${index}`, publisher })),
    );
    await save(
      store,
      ...publishers.map((_, index) => claim({ id: `clm_${index}`, quotes: [quote({ source: `src_${3 - index}` })] })),
    );
    expect((await tallyOf(store, { filter: {}, by: ['publisher'] })).rows.map(({ keys }) => keys[0])).toEqual(
      publishers,
    );
  });

  check('gives one row of nothing for everything, and no groups of nothing', async (store) => {
    const { rows } = await tallyOf(store, { filter: {}, by: [] });
    expect(rows).toEqual([{ keys: [], n: 0, supports: 0, opposes: 0, neutral: 0, mixed: 0, first: null, last: null }]);
    expect(await tallyOf(store, { filter: {}, by: ['speaker'], total: true })).toEqual({
      rows: [],
      more: false,
      groups: 0,
      version: 0,
    });
    expect((await tallyOf(store, { filter: { speakers: [] }, by: [] })).rows.length).toBe(1);
  });

  check('follows the publisher that a source had at a version', async (store) => {
    await world(store);
    await save(store, source({ id: 'src_c', publisher: 'Q' }));
    expect(await groups(store, { by: ['publisher'], filter: { targets: ['clm_1'] } })).toEqual(['Q 1']);
    expect(await groups(store, { by: ['publisher'], filter: { targets: ['clm_1'], asOf: 12 } })).toEqual(['null 1']);
  });

  check('answers many at once as it answers each alone, whatever they have in common', async (store) => {
    await world(store);
    await save(
      store,
      claim({ id: 'clm_5', speakers: ['act_b'], targets: [target('act_a')], saidOn: '2021-01/2021-03' }),
    );
    const filters: ClaimFilter[] = [
      {},
      { speakers: ['act_a'] },
      { speakers: ['act_a'], saidFrom: '2021-06-01' },
      { asOf: 11 },
      { topics: ['top_a'] },
      { stances: [] },
    ];
    const asked = filters.flatMap((filter): Tally[] => [
      { filter, by: [], unit: 'CLAIMS' },
      { filter, by: ['speaker', 'target'], pairs: [['act_a', 'act_b']] },
      { filter, by: ['end'], unit: 'OTHERS', ends: ['act_a', 'act_b'] },
      { filter, by: ['said'], order: 'COUNT', limit: 1, total: true },
      { filter, by: ['publisher', 'source'] },
    ]);
    const alone: unknown[] = [];
    for (const tally of asked) alone.push(await tallyOf(store, tally));
    expect(await store.tally(asked)).toEqual(alone);
    const { datasetVersion } = await store.stats();
    expect((alone as TallyResult[]).map(({ version }) => version)).toEqual(
      asked.map(({ filter }) => filter.asOf ?? datasetVersion),
    );
    expect(await store.tally([])).toEqual([]);
  });

  check('reads all that is asked at once at one version, while others write', async (store) => {
    const versions = await countedWhileWriting(store, ({ version }) => version);
    expect(versions.filter((seen) => new Set(seen).size > 1)).toEqual([]);
  });
}

/** Long and short in turns, so that what is asked in two parts has them begin at different times. */
const COUNTED: Dimension[][] = [[], ['source', 'speaker'], [], ['source', 'target'], [], ['source'], [], ['publisher']];
const BEFORE = 2_000;
const ROUNDS = 20;
const READERS = 3;

/** Several readers beside a writer of one claim after the other: what each of their calls was answered. */
export async function countedWhileWriting<T>(store: Store, pick: (answer: TallyResult) => T): Promise<T[][]> {
  await save(store, actor(), actor({ id: 'act_b' }), source());
  await save(store, ...Array.from({ length: BEFORE }, (_, n) => claim({ id: `clm_before${n}` })));
  const seen: T[][] = [];
  const read = async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await store.tally(COUNTED.map((by) => ({ filter: {}, by })));
      seen.push((answers as TallyResult[]).map(pick));
    }
  };
  const readers = Array.from({ length: READERS }, read);
  let n = 0;
  for (const all = Promise.all(readers).then(() => true); !(await Promise.race([all, written()])); n++);
  return seen;

  async function written(): Promise<false> {
    await save(store, claim({ id: `clm_${n}` }));
    return false;
  }
}
