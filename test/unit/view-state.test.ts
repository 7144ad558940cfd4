// The address of the explorer: what is written is read again, what does not fit is left out and named, and the claim
// filter says what the address says.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch, splitList, stringifySearch } from '../../web/view/address.ts';
import {
  CLAIM_KINDS,
  claimFilter,
  countsUndated,
  DEFAULTS,
  type ExploreSearch,
  LAYOUTS,
  parseExploreParams,
  parseSelection,
  STANCES,
  STATUSES,
  selectionText,
  TABLES,
  TARGET_KINDS,
  viewState,
  withoutDefaults,
} from '../../web/view/view-state.ts';

const read = (address: string) => parseExploreParams(parseSearch(address));
/** Without the fields that stand as undefined because the address had something else there. */
const plain = (state: ExploreSearch) => JSON.parse(JSON.stringify(state));

const id = (prefix: string) => fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/).map((rest) => `${prefix}_${rest}`);
const node = fc.oneof(id('act'), id('evt'), id('top'), id('clm'));
const ids = (one: fc.Arbitrary<string>) => fc.uniqueArray(one, { maxLength: 5 });
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const state = fc
  .record(
    {
      open: ids(node),
      expand: fc.dictionary(node, fc.integer({ min: 1, max: 5000 }), { maxKeys: 4, noNullPrototype: true }),
      hide: ids(node),
      about: ids(node),
      speakers: ids(id('act')),
      targets: ids(node),
      topics: ids(id('top')),
      events: ids(id('evt')),
      sources: ids(id('src')),
      publishers: ids(
        fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => !/[\ud800-\udfff]/u.test(text)),
      ),
      stances: fc.subarray([...STANCES]),
      statuses: fc.subarray([...STATUSES]),
      kinds: fc.subarray([...CLAIM_KINDS]),
      targetKinds: fc.subarray([...TARGET_KINDS], { minLength: 1 }),
      minClaims: fc.integer({ min: 1, max: 1000 }),
      text: fc.string({ maxLength: 40 }).map((text) => text.trim()),
      window: fc.tuple(day, day).map((days) => days.sort()),
      undated: fc.constantFrom(null, 'INCLUDE' as const, 'EXCLUDE' as const, 'ONLY' as const),
      asOf: fc.option(fc.integer({ min: 1, max: 1e6 })),
      sel: fc.option(
        fc.oneof(
          node,
          fc.tuple(id('act'), node).map((ends) => ends.join('~')),
        ),
      ),
      layout: fc.constantFrom(...LAYOUTS),
      view: fc.constantFrom('graph' as const, 'table' as const),
      table: fc.constantFrom(...TABLES),
      sort: fc.constantFrom(null, 'name', '-claims'),
      cam: fc.option(fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer(), fc.constantFrom(0.5, 1, 2.25))),
    },
    { requiredKeys: [] },
  )
  .map(
    ({ window, ...rest }): ExploreSearch => ({
      ...rest,
      ...(window ? { from: window[0] ?? null, to: window[1] ?? null } : {}),
    }),
  );

describe('the address', () => {
  test('gives back every state that it was made from', () => {
    fc.assert(
      fc.property(state, (given) => {
        const search = withoutDefaults(given);
        const { state: back, faults } = read(stringifySearch(search));
        expect(faults).toEqual([]);
        expect(plain(back)).toEqual(plain(search));
      }),
    );
  });

  test('is the same for the same state, whatever order it was made in', () => {
    const one = withoutDefaults({ stances: ['OPPOSES'], open: ['act_russia'] });
    const other = withoutDefaults({ open: ['act_russia'], stances: ['OPPOSES'] });
    expect(stringifySearch(one)).toBe('?open=act_russia&stances=opposes');
    expect(stringifySearch(other)).toBe(stringifySearch(one));
  });

  test('is empty for the first view', () => {
    expect(stringifySearch(withoutDefaults(DEFAULTS))).toBe('');
  });

  test('reads the two spellings of an enum', () => {
    expect(plain(read('?stances=opposes,SUPPORTS').state)).toEqual({ stances: ['OPPOSES', 'SUPPORTS'] });
  });

  test('keeps a publisher with a comma and a tilde as one', () => {
    const address = stringifySearch({ publishers: ['Smith, Jones ~ Sons', 'BBC'] });
    expect(plain(read(address).state)).toEqual({ publishers: ['Smith, Jones ~ Sons', 'BBC'] });
    expect(splitList('a~.b,c~~d')).toEqual(['a,b', 'c~d']);
  });

  test('of twelve filters with long ids stays under 2,000 characters', () => {
    const many = Array.from({ length: 6 }, (_, index) => `act_ministry-of-foreign-affairs-${index}`);
    const search = withoutDefaults({
      open: many,
      about: many,
      speakers: many,
      targets: many,
      hide: many,
      stances: ['OPPOSES'],
    });
    expect(stringifySearch(search).length).toBeLessThan(2000);
  });
});

describe('what does not fit', () => {
  test.each([
    ['?layout=spiral', {}, ['layout: spiral']],
    ['?stances=opposed,mixed', { stances: ['MIXED'] }, ['stances: opposed']],
    ['?open=act_russia,russia,src_x,act_nato', { open: ['act_russia', 'act_nato'] }, ['open: src_x', 'open: russia']],
    ['?from=2022-13-01&to=2022-02-30', {}, ['to: 2022-02-30', 'from: 2022-13-01']],
    ['?from=2022-02-01&to=2022-01-01', { from: '2022-02-01' }, ['to: 2022-01-01']],
    ['?sel=act_a~act_b~act_c', {}, ['sel: act_a~act_b~act_c']],
    ['?sel=top_a~act_b', {}, ['sel: top_a~act_b']],
    ['?expand=act_a:25,act_b:many', { expand: { act_a: 25 } }, ['expand: act_b:many']],
    ['?cam=1,2', {}, ['cam: 1,2']],
    ['?minClaims=0', {}, ['minClaims: 0']],
    ['?asOf=soon', {}, ['asOf: soon']],
    ['?stance=opposes', {}, ['stance: opposes']],
    ['?utm_source=letter&fbclid=1', {}, []],
    ['?targetKinds=', {}, []],
  ])('%s is read as %o and named', (address, wanted, faults) => {
    const parsed = read(address);
    expect(plain(parsed.state)).toEqual(wanted);
    expect(parsed.faults).toEqual(faults);
  });

  test('stands as undefined, so that what was read before cannot come through', () => {
    expect(read('?from=nonsense').state).toHaveProperty('from', undefined);
    expect(viewState(read('?from=nonsense').state).from).toBeNull();
  });

  test('never stops the rest from being read', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(DEFAULTS), 'x'), fc.string(), { noNullPrototype: true }),
        (raw) => {
          const { state: parsed } = parseExploreParams({ ...raw, view: 'table' });
          expect(parsed.view).toBe('table');
          expect(read(stringifySearch(withoutDefaults(parsed))).faults).toEqual([]);
        },
      ),
    );
  });
});

describe('the claim filter', () => {
  test('holds what narrows and nothing else', () => {
    const given = viewState({
      open: ['act_a'],
      speakers: ['act_b'],
      stances: ['MIXED'],
      from: '2021-01-01',
      layout: 'circle',
      text: 'gas',
    });
    expect(claimFilter(given)).toEqual({
      speakers: ['act_b'],
      stances: ['MIXED'],
      saidFrom: '2021-01-01',
      text: 'gas',
    });
    expect(claimFilter(given, { window: false })).toEqual({ speakers: ['act_b'], stances: ['MIXED'], text: 'gas' });
  });

  test('lets undated claims count by the rule of the API unless it is told', () => {
    expect(countsUndated(viewState({}))).toBe(true);
    expect(countsUndated(viewState({ from: '2021-01-01' }))).toBe(false);
    expect(countsUndated(viewState({ from: '2021-01-01', undated: 'INCLUDE' }))).toBe(true);
    expect(countsUndated(viewState({ undated: 'EXCLUDE' }))).toBe(false);
    expect(countsUndated(viewState({ undated: 'ONLY' }))).toBe(true);
  });
});

test('a selection is an edge or a record', () => {
  for (const text of ['act_a', 'src_b', 'act_a~top_b']) expect(selectionText(parseSelection(text))).toBe(text);
  expect(parseSelection('act_a~act_b')).toEqual({ kind: 'edge', speaker: 'act_a', target: 'act_b' });
  expect(parseSelection('act_a~src_b')).toBeNull();
});
