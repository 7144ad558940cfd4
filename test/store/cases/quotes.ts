// Quotes in their context: what becomes of them when the text of their source is edited, in one write with it. The store keeps and
// finds them; what must come of them is written down by hand.

import { expect } from 'vitest';
import type { Claim, Event, Quote } from '../../../server/domain/records.ts';
import { importRows } from '../../../server/services/transfer/import.ts';
import { verify } from '../../../server/services/transfer/verify.ts';
import { createWriteServices } from '../../../server/services/write-services.ts';
import type { Store } from '../../../server/store/store.ts';
import { actor, claim, event, quote, source, target } from '../../fixtures/records.ts';
import { meta, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

const line = (who: string) => `Member ${who}: I agree.\n`;
const minutes = (...who: string[]) => who.map(line).join('');
const AUTHORSHIP = { author: 'ada' };

/** Two actors, the minutes of A, B and C, and B quoted three times: with the name before the words, with their position, in an event. */
async function quoted(store: Store) {
  await save(store, actor(), actor({ id: 'act_b' }), source({ text: minutes('A', 'B', 'C'), sha256: null }));
  const { curation } = createWriteServices(store, 'x'.repeat(32));
  const ofB = { source: 'src_a', exact: 'I agree.' };
  const { id: _, quotes: __, ...said } = claim({ targets: [target('act_b', 'SUPPORTS')] });
  await curation.add('claim', { ...said, id: 'clm_given', quotes: [{ ...ofB, prefix: 'Member B: ' }] }, AUTHORSHIP);
  const proposition = 'B agrees, by position.';
  await curation.add(
    'claim',
    { ...said, id: 'clm_recorded', proposition, quotes: [{ ...ofB, start: 29, end: 37 }] },
    AUTHORSHIP,
  );
  const { id: ___, ...happened } = event({ quotes: [] });
  await curation.add(
    'event',
    { ...happened, id: 'evt_vote', quotes: [{ ...ofB, exact: 'Member B: I agree.' }] },
    AUTHORSHIP,
  );
  return {
    curation,
    async edit(text: string | null) {
      const [held] = await store.getMany(['src_a']);
      return curation.edit('source', 'src_a', held?.version ?? 0, { text }, AUTHORSHIP);
    },
  };
}

async function quotesOf(store: Store, asOf?: number): Promise<(Quote | undefined)[]> {
  const held = await store.getMany(['clm_given', 'clm_recorded', 'evt_vote'], asOf);
  return held.map((stored) => (stored?.record as Claim | Event | undefined)?.quotes[0]);
}

const RECORDED: Quote[] = [
  quote({
    exact: 'I agree.',
    prefix: 'Member B: ',
    suffix: '\nMember C: I agree.\n',
    start: 29,
    end: 37,
    state: 'EXACT',
    contextGiven: 'PREFIX',
  }),
  quote({
    exact: 'I agree.',
    prefix: 'Member A: I agree.\nMember B: ',
    suffix: '\nMember C: I agree.\n',
    start: 29,
    end: 37,
    state: 'EXACT',
  }),
  quote({
    exact: 'Member B: I agree.',
    prefix: 'Member A: I agree.\n',
    suffix: '\nMember C: I agree.\n',
    start: 19,
    end: 37,
    state: 'EXACT',
  }),
];
const inStates = (...states: Quote['state'][]) => RECORDED.map((one, index) => ({ ...one, state: states[index] }));

export function quoteCases(check: Check): void {
  check('context that was given is kept as it was given, the rest is taken from the text', async (store) => {
    await quoted(store);
    expect(await quotesOf(store)).toEqual(RECORDED);
  });

  check(
    'a line is removed: quotes move with their words in the same write, and the past stays as it was',
    async (store) => {
      const { edit } = await quoted(store);
      const { datasetVersion: before } = await store.stats();
      await edit(minutes('B', 'C'));
      expect(await quotesOf(store)).toEqual(inStates('MOVED', 'MOVED', 'MOVED'));
      expect(await quotesOf(store, before)).toEqual(RECORDED);
      const { items } = await store.changes({ after: before, limit: 10 });
      expect(items.map(({ id }) => id).toSorted()).toEqual(['clm_given', 'clm_recorded', 'evt_vote', 'src_a']);
      expect(await verify(store)).toMatchObject({
        problems: [],
        unsettled: [
          'evt_vote quotes src_a: MOVED, was at 19 to 37, is now at 0 to 18',
          'clm_given quotes src_a: MOVED, was at 29 to 37, is now at 10 to 18',
          'clm_recorded quotes src_a: MOVED, was at 29 to 37, is now at 10 to 18',
        ],
      });
    },
  );

  check(
    'lines are swapped and swapped back: what was given decides, what was recorded does not, nobody guesses',
    async (store) => {
      const { edit } = await quoted(store);
      await edit(minutes('B', 'A', 'C'));
      expect(await quotesOf(store)).toEqual(inStates('MOVED', 'AMBIGUOUS', 'MOVED'));
      await edit(minutes('A', 'B', 'C'));
      expect(await quotesOf(store)).toEqual(RECORDED);
    },
  );

  check('the line itself is removed, and the text is taken away and comes back', async (store) => {
    const { edit } = await quoted(store);
    await edit(minutes('A', 'C'));
    expect(await quotesOf(store)).toEqual(inStates('LOST', 'AMBIGUOUS', 'LOST'));
    await edit(minutes('A', 'B', 'C'));
    expect(await quotesOf(store)).toEqual(RECORDED);
    await edit(null);
    expect((await quotesOf(store)).map((one) => `${one?.state} ${one?.start}`)).toEqual(
      Array(3).fill('UNCHECKED null'),
    );
    await edit(minutes('A', 'B', 'C'));
    expect(await quotesOf(store)).toEqual(RECORDED);
  });

  check('an import that edits the text does the same, and a refused quote comes with the places', async (store) => {
    await quoted(store);
    const bring = (...values: object[]) => {
      const rows = values.map((value, index) => ({
        file: 'a.jsonl',
        line: index + 1,
        value,
        fault: null,
        length: 100,
      }));
      const { time } = meta();
      return importRows(store, rows, { author: 'ada', time, name: 'a', reason: null, keepStatus: true, dryRun: false });
    };
    await bring({ record: 'source', ...source({ text: minutes('B', 'A', 'C'), sha256: null }) });
    expect(await quotesOf(store)).toEqual(inStates('MOVED', 'AMBIGUOUS', 'MOVED'));
    const row = { record: 'claim', ...claim({ id: 'clm_new', targets: [target('act_b', 'OPPOSES')] }) };
    const refused = bring({ ...row, quotes: [{ source: 'src_a', exact: 'I agree.', prefix: 'Member D: ' }] });
    await expect(refused).rejects.toMatchObject({
      faults: [{ code: 'QUOTE_OUT_OF_CONTEXT', offers: [{ start: 10 }, { start: 29 }, { start: 48 }] }],
    });
    await bring({ ...row, quotes: [{ source: 'src_a', exact: 'I agree.', start: 29, end: 37 }] });
    const [held] = await store.getMany(['clm_new']);
    expect(held?.record).toMatchObject({
      quotes: [{ state: 'EXACT', start: 29, prefix: 'Member B: I agree.\nMember A: ' }],
    });
    expect((await verify(store)).problems).toEqual([]);
  });
}
