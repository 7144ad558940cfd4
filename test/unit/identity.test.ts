import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, mergeRecords } from '../../server/domain/identity.ts';
import type { Id, Verdict } from '../../server/domain/records.ts';
import { actor, claim, event, name, quote, topic } from '../fixtures/records.ts';

interface Judged {
  verdict: Verdict;
  records: [Id, Id];
  withdrawn: boolean;
}

const same = (a: Id, b: Id, withdrawn = false): Judged => ({ verdict: 'SAME', records: [a, b], withdrawn });

describe('clusters', () => {
  it('keep the id of the first record', () => {
    const { canonical, members } = clusters([same('act_b', 'act_a')]);
    expect([...canonical]).toEqual([['act_a', 'act_b']]);
    expect(members('act_b')).toEqual(['act_b', 'act_a']);
    expect(members('act_c')).toEqual(['act_c']);
  });

  it('reach through chains, and list members in order of id', () => {
    const { canonical, members } = clusters([same('act_c', 'act_z'), same('act_c', 'act_b'), same('act_m', 'act_b')]);
    expect([...canonical].sort()).toEqual([
      ['act_b', 'act_m'],
      ['act_c', 'act_m'],
      ['act_z', 'act_m'],
    ]);
    expect(members('act_m')).toEqual(['act_m', 'act_b', 'act_c', 'act_z']);
  });

  it('survive a circle', () => {
    const { canonical } = clusters([same('act_a', 'act_b'), same('act_b', 'act_a')]);
    expect([...canonical]).toEqual([['act_b', 'act_a']]);
  });

  it('heed neither other verdicts nor withdrawn judgements', () => {
    const { canonical } = clusters([
      { verdict: 'DIFFERENT', records: ['act_a', 'act_b'], withdrawn: false },
      { verdict: 'UNSURE', records: ['act_a', 'act_c'], withdrawn: false },
      same('act_a', 'act_d', true),
    ]);
    expect(canonical.size).toBe(0);
  });

  const id = fc.nat(7).map((number) => `act_${number}`);
  const judgements = fc.array(
    fc.record({
      verdict: fc.constantFrom<Verdict>('SAME', 'DIFFERENT'),
      records: fc.tuple(id, id),
      withdrawn: fc.boolean(),
    }),
    { maxLength: 12 },
  );

  it('are what the judgements in force connect, however they were made', () => {
    fc.assert(
      fc.property(judgements, (made) => {
        const { canonical, members } = clusters(made);
        const root = (of: Id) => canonical.get(of) ?? of;
        const all = Array.from({ length: 8 }, (_, number) => `act_${number}`);
        for (const one of all) {
          // Found by walking, not by union and find.
          const reached = new Set([one]);
          for (let grown = -1; grown !== reached.size; ) {
            grown = reached.size;
            for (const { verdict, records, withdrawn } of made)
              if (verdict === 'SAME' && !withdrawn && records.some((record) => reached.has(record)))
                for (const record of records) reached.add(record);
          }
          expect(new Set(members(root(one)))).toEqual(reached);
          expect(root(root(one))).toBe(root(one));
        }
      }),
    );
  });

  it('are as before when a judgement is withdrawn', () => {
    fc.assert(
      fc.property(judgements, judgements, id, id, (before, after, a, b) => {
        const withdrawn = clusters([...before, same(a, b, true), ...after]);
        expect(withdrawn.canonical).toEqual(clusters([...before, ...after]).canonical);
      }),
    );
  });
});

describe('merged records', () => {
  it('have every name, external id and role, and the first known description', () => {
    const role = { title: 'President', in: 'act_ua', from: null, to: null };
    const kept = actor({
      id: 'act_a',
      kind: 'PERSON',
      name: 'Volodymyr Zelenskyy',
      names: [name('Zelenskyi')],
      externalIds: [{ scheme: 'wikidata', value: 'Q1' }],
      roles: [role],
    });
    const other = actor({
      id: 'act_b',
      name: 'Wolodymyr Selenskyj',
      names: [
        name('Zelenskyi', { language: 'en' }),
        name('Ze', { kind: 'PREFERRED', language: 'uk' }),
        name('The president', { kind: 'METONYM' }),
      ],
      description: 'President of Ukraine.',
      externalIds: [
        { scheme: 'wikidata', value: 'Q1' },
        { scheme: 'isni', value: '2' },
      ],
      roles: [role, { ...role, title: 'Chair' }, { ...role, in: 'act_a' }],
    });
    expect(mergeRecords(kept, [other, actor({ id: 'act_c', name: 'Ze', description: 'Later.' })])).toEqual({
      ...kept,
      description: 'President of Ukraine.',
      names: [
        name('Zelenskyi'),
        name('Wolodymyr Selenskyj'),
        name('Ze', { language: 'uk' }),
        name('The president', { kind: 'METONYM' }),
      ],
      externalIds: [
        { scheme: 'wikidata', value: 'Q1' },
        { scheme: 'isni', value: '2' },
      ],
      roles: [role, { ...role, title: 'Chair' }],
    });
  });

  it('of events have everyone who took part', () => {
    const kept = event({ participants: [{ actor: 'act_a', role: null }], affected: ['act_c'], quotes: [quote()] });
    const other = event({
      id: 'evt_b',
      name: 'Event a',
      when: '2021',
      place: 'Minsk',
      participants: [
        { actor: 'act_a', role: null },
        { actor: 'act_b', role: 'host' },
      ],
      affected: ['act_c', 'act_d'],
      quotes: [quote(), quote({ source: 'src_b' })],
    });
    expect(mergeRecords(kept, [other])).toEqual({
      ...kept,
      when: '2021',
      place: 'Minsk',
      participants: other.participants,
      affected: ['act_c', 'act_d'],
      quotes: other.quotes,
    });
  });

  it('of topics are never broader than themselves', () => {
    const merged = mergeRecords(topic({ broader: 'top_b' }), [
      topic({ id: 'top_b', broader: 'top_a' }),
      topic({ id: 'top_c', broader: 'top_d' }),
    ]);
    expect(merged.broader).toBe('top_d');
  });

  it('are the record itself without others, and for kinds without identity', () => {
    expect(mergeRecords(actor(), [])).toEqual(actor());
    expect(mergeRecords(claim(), [claim({ id: 'clm_b' })])).toEqual(claim());
  });
});
