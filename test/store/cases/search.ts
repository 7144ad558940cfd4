// Search: classes of match in any script, the order within each, pages, and what merging does to it.

import { expect } from 'vitest';
import type { RecordKind } from '../../../server/domain/record-kinds.ts';
import { parseQuery } from '../../../server/domain/text.ts';
import type { Store } from '../../../server/store/store.ts';
import { actor, claim, event, judgement, name, quote, source, target, topic } from '../../fixtures/records.ts';
import { searchOf } from '../../support/asking.ts';
import { meta, remove, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

const KINDS: RecordKind[] = ['actor', 'event', 'topic', 'source', 'claim'];

async function hits(store: Store, text: string, kinds = KINDS): Promise<string[]> {
  const found = await searchOf(store, { query: parseQuery(text), kinds, limit: 50 });
  return found.hits.map(({ id, match }) => `${id} ${match}`);
}

export function searchCases(check: Check): void {
  check('finds one man by any spelling of his name', async (store) => {
    await save(
      store,
      actor({
        id: 'act_zelenskyy',
        kind: 'PERSON',
        name: 'Volodymyr Zelenskyy',
        names: [name('Wolodymyr Selenskyj'), name('Zelenskyi'), name('Володимир Зеленський', { language: 'uk' })],
      }),
      actor({ id: 'act_other', name: 'Other' }),
    );
    for (const text of [
      'selenskyj',
      'Zelenskyi',
      'ЗЕЛЕНСЬКИЙ',
      'зеленський володимир',
      'zelenskyy volodymyr',
      'SELENSKYJ wolodymyr',
      'lenskyy',
      'Žéléńskÿÿ',
    ])
      expect([text, await hits(store, text)]).toEqual([text, [expect.stringContaining('act_zelenskyy')]]);
    expect(await hits(store, 'zelensky')).toEqual(['act_zelenskyy NAME_START']);
  });

  check('finds names in scripts without spaces, and in Arabic, by part', async (store) => {
    await save(
      store,
      actor({ id: 'act_china', name: '中华人民共和国' }),
      actor({ id: 'act_nasser', name: 'جمال عبد الناصر' }),
      topic({ id: 'top_nato', name: '北约东扩' }),
    );
    expect(await hits(store, '人民')).toEqual(['act_china PART']);
    expect(await hits(store, '国')).toEqual(['act_china PART']);
    expect(await hits(store, '中华')).toEqual(['act_china NAME_START']);
    expect(await hits(store, 'الناصر')).toEqual(['act_nasser WORD']);
    expect(await hits(store, 'ناصر')).toEqual(['act_nasser PART']);
    expect(await hits(store, '东扩')).toEqual(['top_nato PART']);
  });

  check('orders by class: whole name, its start, words, parts, text', async (store) => {
    await save(
      store,
      topic({ id: 'top_text', name: 'Gas', description: 'About peace.' }),
      topic({ id: 'top_part', name: 'Unpeaceful' }),
      topic({ id: 'top_word', name: 'A lasting peace' }),
      topic({ id: 'top_start', name: 'Peace treaty' }),
      topic({ id: 'top_name', name: 'PEACE' }),
    );
    expect(await hits(store, 'peace')).toEqual([
      'top_name NAME',
      'top_start NAME_START',
      'top_word WORD',
      'top_part PART',
      'top_text TEXT',
    ]);
    expect(await hits(store, 'peace ')).toEqual([
      'top_name NAME',
      'top_start NAME_START',
      'top_word WORD',
      'top_part PART',
      'top_text TEXT',
    ]);
  });

  check('takes the best of several names', async (store) => {
    await save(
      store,
      topic({ id: 'top_1', name: 'Peace', names: [name('Unpeaceful'), name('Lasting peace')] }),
      topic({ id: 'top_2', name: 'Unpeaceful', names: [name('Lasting peace'), name('Peace')] }),
    );
    expect(await hits(store, 'peace')).toEqual(['top_1 NAME', 'top_2 NAME']);
  });

  check('orders names by claims, then title by code point, then id', async (store) => {
    const names: [string, string][] = [
      ['act_1', 'Ann \u{10330}'],
      ['act_2', 'Ann \uff21'],
      ['act_3', 'Ann B'],
      ['act_4', 'Ann B'],
      ['act_5', 'Ann Z'],
      ['act_6', 'Ann Y'],
    ];
    await save(store, source(), ...names.map(([id, text]) => actor({ id, name: text })));
    await save(
      store,
      claim({ id: 'clm_1', speakers: ['act_5'], targets: [target('act_6')] }),
      claim({ id: 'clm_2', speakers: ['act_6'], targets: [target('act_6')] }),
      claim({ id: 'clm_3', speakers: ['act_1'], targets: [target('act_6')], status: 'PROPOSED' }),
    );
    const { hits } = await searchOf(store, { query: parseQuery('ann'), kinds: ['actor'], limit: 50 });
    expect(hits.map(({ id, claims }) => [id, claims])).toEqual([
      ['act_6', 2],
      ['act_5', 1],
      ['act_3', 0],
      ['act_4', 0],
      ['act_2', 0],
      ['act_1', 0],
    ]);
  });

  check('keeps the number of claims in step with edits, retraction and removal', async (store) => {
    await save(store, source(), actor(), actor({ id: 'act_b' }), claim({ id: 'clm_1' }), claim({ id: 'clm_2' }));
    const counted = async () =>
      (await searchOf(store, { query: parseQuery('actor b'), kinds: ['actor'], limit: 5 })).hits.map(
        ({ claims }) => claims,
      );
    expect(await counted()).toEqual([2]);
    await save(store, claim({ id: 'clm_1', status: 'RETRACTED', statusReason: 'Wrong.' }));
    expect(await counted()).toEqual([1]);
    await store.write(meta(), [remove('clm_2')]);
    expect(await counted()).toEqual([0]);
  });

  check('finds text in propositions, quotes, descriptions and sources, newest version first', async (store) => {
    await save(
      store,
      source({ id: 'src_a', text: 'The missiles were moved at night.' }),
      actor({ description: 'Counts missiles.' }),
      actor({ id: 'act_b' }),
      claim({ id: 'clm_1', quotes: [quote({ exact: 'no missiles here' })] }),
      claim({ id: 'clm_2', proposition: 'Missiles must go.' }),
    );
    expect(await hits(store, 'missiles')).toEqual(['clm_2 TEXT', 'clm_1 TEXT', 'act_a TEXT', 'src_a TEXT']);
    await save(store, actor({ description: 'Missiles again.' }));
    expect(await hits(store, 'missiles')).toEqual(['act_a TEXT', 'clm_2 TEXT', 'clm_1 TEXT', 'src_a TEXT']);
    expect(await hits(store, 'missiles here')).toEqual(['clm_1 TEXT']);
    expect(await hits(store, 'miss')).toEqual(['act_a TEXT', 'clm_2 TEXT', 'clm_1 TEXT', 'src_a TEXT']);
    expect(await hits(store, 'miss ')).toEqual([]);
    expect(await hits(store, 'missiles', ['claim'])).toEqual(['clm_2 TEXT', 'clm_1 TEXT']);
    await save(store, claim({ id: 'clm_2', proposition: 'They must go.' }));
    await store.write(meta(), [remove('clm_1')]);
    expect(await hits(store, 'missiles')).toEqual(['act_a TEXT', 'src_a TEXT']);
  });

  check('pages through all classes without a gap', async (store) => {
    await save(
      store,
      ...Array.from({ length: 12 }, (_, index) =>
        topic({
          id: `top_${index}`,
          name: index % 3 ? `Peace ${index % 4}` : 'Other',
          description: index % 2 ? 'peace' : null,
        }),
      ),
    );
    const query = { query: parseQuery('peace'), kinds: KINDS };
    const whole = (await searchOf(store, { ...query, limit: 50 })).hits.map(({ id }) => id);
    expect(whole.length).toBe(10);
    for (const limit of [1, 4]) {
      const seen: string[] = [];
      let after: (string | number)[] | undefined;
      for (let more = true; more; ) {
        const page = await searchOf(store, { ...query, limit, after });
        seen.push(...page.hits.map(({ id }) => id));
        after = page.hits.at(-1)?.keys;
        more = page.more;
      }
      expect(seen).toEqual(whole);
    }
  });

  check('finds a record that another stands for as that one, once', async (store) => {
    await save(
      store,
      actor({ name: 'Kremlin', description: 'walls' }),
      actor({ id: 'act_b', name: 'Russia', description: 'walls' }),
      actor({ id: 'act_c', description: 'walls' }),
    );
    await save(store, judgement({ records: ['act_b', 'act_a'] }));
    expect(await hits(store, 'kremlin')).toEqual(['act_b NAME']);
    expect(await hits(store, 'walls')).toEqual(['act_c TEXT', 'act_b TEXT']);
    const { hits: first } = await searchOf(store, { query: parseQuery('walls'), kinds: KINDS, limit: 1 });
    expect(
      (await searchOf(store, { query: parseQuery('walls'), kinds: KINDS, limit: 5, after: first[0]?.keys })).hits.map(
        ({ id }) => id,
      ),
    ).toEqual(['act_b']);
    await save(store, judgement({ records: ['act_b', 'act_a'], withdrawn: true }));
    expect(await hits(store, 'kremlin')).toEqual(['act_a NAME']);
  });

  check('forgets old names', async (store) => {
    await save(store, event({ name: 'Minsk', names: [name('Second Minsk agreement')] }));
    await save(store, event({ name: 'Paris' }));
    expect(await hits(store, 'minsk')).toEqual([]);
    expect(await hits(store, 'paris')).toEqual(['evt_a NAME']);
  });

  check('takes whatever people type as words', async (store) => {
    await save(store, topic({ name: 'AND OR NOT NEAR' }), topic({ id: 'top_b', name: 'a"b*c' }));
    for (const text of [
      'and or not near',
      'NEAR(',
      '"a',
      'b* c',
      'terms:and',
      "'; DROP TABLE version; --",
      '^a',
      '{a b}',
      'a AND',
    ])
      await searchOf(store, { query: parseQuery(text), kinds: KINDS, limit: 5 });
    expect(await hits(store, 'not near')).toEqual(['top_a WORD']);
    expect(await hits(store, '"A" b')).toEqual(['top_b NAME_START']);
  });

  check('answers many at once as it answers each alone', async (store) => {
    await save(
      store,
      actor({ name: 'Wall', description: 'walls' }),
      actor({ id: 'act_b', name: 'Walls and doors' }),
      topic({ name: 'Doors', description: 'of walls' }),
    );
    const queries = ['wall', 'walls', 'doors', 'none'].flatMap((text) =>
      [1, 5].flatMap((limit) =>
        [KINDS, ['topic'] as const].map((kinds) => ({ query: parseQuery(text), kinds, limit })),
      ),
    );
    const alone: unknown[] = [];
    for (const query of queries) alone.push(await searchOf(store, query));
    expect(await store.search(queries)).toEqual(alone);
    expect(await store.search([])).toEqual([]);
  });
}
