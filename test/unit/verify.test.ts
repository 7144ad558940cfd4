// What `verify` finds in a store that is not sound, and how it says so. No store takes such records: they are slipped in
// between the store and whoever reads it.

import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AnyRecord, Id, Source } from '../../server/domain/records.ts';
import { verify } from '../../server/services/transfer/verify.ts';
import { openMemory } from '../../server/store/memory/store.ts';
import type { Store, Stored } from '../../server/store/store.ts';
import { actor, claim, event, quote, source, topic } from '../fixtures/records.ts';
import { but } from '../support/altered-store.ts';
import { save } from '../support/writing.ts';

const TEXT = 'On Tuesday we support it, and on Wednesday we do not.';
const ANCHORED = quote({ start: 11, end: 24, state: 'EXACT', prefix: 'On Tuesday ', suffix: ', and on Wednesday' });

/** A source with this text and its checksum, as every store holds it. */
function withText(text: string, id = 'src_a'): Source {
  return source({ id, text, sha256: hash('sha256', text) });
}

async function sound(): Promise<Store> {
  const store = await openMemory();
  await save(
    store,
    ...[actor(), actor({ id: 'act_b' }), topic(), withText(TEXT), source({ id: 'src_b' })],
    event({ quotes: [quote({ source: 'src_b' })] }),
    claim({ quotes: [ANCHORED, quote({ source: 'src_b' })] }),
  );
  return store;
}

/** As if these stood in it, or (null) were gone. */
function holding(store: Store, records: Record<Id, AnyRecord | null>): Store {
  const altered = (stored: Stored): Stored[] => {
    const record = stored.id in records ? records[stored.id] : stored.record;
    return record ? [{ ...stored, record } as Stored] : [];
  };
  return but(store, {
    getMany: async (ids, ...more) =>
      (await store.getMany(ids, ...more)).map((stored) => (stored && altered(stored)[0]) ?? null),
    records: async function* (query) {
      for await (const page of store.records(query)) yield page.flatMap(altered);
    },
  });
}

test('a sound store: its records and the states of its quotes are counted, and nothing is wrong', async () => {
  const told: [number, number][] = [];
  expect(await verify(await sound(), (records, share) => told.push([records, share]))).toEqual({
    records: 7,
    quotes: { EXACT: 1, MOVED: 0, AMBIGUOUS: 0, LOST: 0, UNCHECKED: 2 },
    unsettled: [],
    problems: [],
  });
  expect(told.map(([, share]) => share)).toEqual(told.map(([, share]) => share).toSorted((a, b) => a - b));
});

test('every reference that leads nowhere is told with the record and the place that it stands in', async () => {
  const store = await sound();
  await save(store, topic({ id: 'top_under', broader: 'top_a' }));
  const { problems } = await verify(holding(store, { act_b: null, top_a: null }));
  expect(problems).toEqual([
    'top_under broader refers to top_a, which does not exist',
    'clm_a targets[0].target refers to act_b, which does not exist',
  ]);
});

test('a quote that does not stand as it says is told with both states; what has no text is left alone', async () => {
  const store = await sound();
  const { problems, quotes } = await verify(
    holding(store, {
      src_a: withText('Nobody spoke.'),
      src_b: withText('Today we support it.', 'src_b'),
    }),
  );
  expect(problems).toEqual([
    'evt_a quotes src_b as UNCHECKED, but its text says EXACT',
    'clm_a quotes src_a as EXACT, but its text says LOST',
    'clm_a quotes src_b as UNCHECKED, but its text says EXACT',
  ]);
  // What the records say, not what was found.
  expect(quotes).toEqual({ EXACT: 1, MOVED: 0, AMBIGUOUS: 0, LOST: 0, UNCHECKED: 2 });
});

test('a quote that waits for somebody to look is told with where it stood and where its words are', async () => {
  const store = await sound();
  const said = (state: 'EXACT' | 'MOVED' | 'AMBIGUOUS' | 'LOST') =>
    claim({ quotes: [{ ...ANCHORED, state }, quote({ source: 'src_b' })] });
  const told = async (text: string, state: 'EXACT' | 'MOVED' | 'AMBIGUOUS' | 'LOST') => {
    const { problems, unsettled } = await verify(holding(store, { src_a: withText(text), clm_a: said(state) }));
    return { problems, unsettled };
  };
  const waits = (text: string) => ({ problems: [], unsettled: [`clm_a quotes src_a: ${text}`] });
  expect(await told(`So: ${TEXT}`, 'MOVED')).toEqual(waits('MOVED, was at 11 to 24, is now at 15 to 28'));
  expect(await told('We say we support it. They say we support it.', 'AMBIGUOUS')).toEqual(
    waits('AMBIGUOUS, was at 11 to 24, is now at 7 to 20 or 31 to 44'),
  );
  expect(await told('Nobody spoke.', 'LOST')).toEqual(waits('LOST, was at 11 to 24, is nowhere now'));
  // What was AMBIGUOUS when the text was edited stays so until somebody decides; EXACT it is where nothing changed.
  expect(await told(`So: ${TEXT}`, 'AMBIGUOUS')).toMatchObject({ problems: [] });
  expect(await told(TEXT, 'EXACT')).toEqual({ problems: [], unsettled: [] });
  expect((await told(`So: ${TEXT}`, 'EXACT')).problems).toEqual([
    'clm_a quotes src_a as EXACT, but its text says MOVED',
  ]);
});

test('a record that its kind would refuse is told with what is at fault, and one that reads back otherwise', async () => {
  const store = await sound();
  const { problems } = await verify(
    holding(store, {
      act_a: { ...actor(), kind: 'PLANET' } as unknown as AnyRecord,
      src_a: { ...withText(TEXT), sha256: null },
    }),
  );
  expect(problems).toEqual([
    'act_a kind must be one of PERSON, STATE, ORGANIZATION, INSTITUTION, GROUP, OUTLET, not "PLANET"',
    'src_a does not read back as it is stored',
  ]);
});

test('a thousand problems are listed, the rest is counted, those that the store finds in itself among them', async () => {
  const store = await sound();
  const ofStore = Array.from({ length: 1_003 }, (_, number) => `page ${number} is damaged`);
  const { problems } = await verify(but(holding(store, { act_b: null }), { verify: async () => ofStore }));
  expect(problems).toHaveLength(1_001);
  expect(problems[0]).toBe('clm_a targets[0].target refers to act_b, which does not exist');
  expect(problems.slice(-2)).toEqual(['page 998 is damaged', 'and 4 more']);
});
