// What each thing that one can do in the explorer does to its state, and to nothing else of it: known answers, by hand.

import { describe, expect, test } from 'vitest';
import * as view from '../../web/view/transitions.ts';
import { DEFAULTS, type ViewState, withoutDefaults } from '../../web/view/view-state.ts';

/** A state in which nothing has its default, so that a field that is lost or reset by mistake is seen. */
const FULL: ViewState = {
  open: ['act_a'],
  expand: { act_a: 50 },
  hide: ['act_h'],
  about: ['act_b'],
  speakers: ['act_c'],
  targets: ['act_d'],
  topics: ['top_e'],
  events: ['evt_f'],
  sources: ['src_g'],
  publishers: ['The Day'],
  stances: ['OPPOSES'],
  statuses: ['PROPOSED'],
  kinds: ['DEMAND'],
  text: 'border',
  minClaims: 3,
  targetKinds: ['ACTOR', 'TOPIC'],
  from: '2021-11-01',
  to: '2021-12-31',
  undated: 'INCLUDE',
  asOf: 7,
  sel: 'act_a~act_d',
  tab: 'why',
  layout: 'circle',
  view: 'table',
  table: 'edges',
  sort: '-n',
  only: true,
  cam: [1, 2, 0.5],
};

test('the state that is started from has a value of its own in every field', () => {
  expect(Object.keys(withoutDefaults(FULL))).toEqual(Object.keys(DEFAULTS));
});

/** The fields that a transition changes, from the full state. */
const changed = (transition: view.Transition): Partial<ViewState> => {
  const before = structuredClone(FULL);
  const next = transition(FULL);
  expect(FULL).toEqual(before);
  expect(Object.keys(next).sort()).toEqual(Object.keys(DEFAULTS).sort());
  const keys = Object.keys(DEFAULTS) as (keyof ViewState)[];
  return Object.fromEntries(keys.filter((key) => next[key] !== FULL[key]).map((key) => [key, next[key]]));
};

test.each<[string, view.Transition, Partial<ViewState>]>([
  [
    'selecting a record opens its first tab, and the tables list everything again',
    (state) => view.select(state, { kind: 'record', id: 'act_b' }),
    { sel: 'act_b', tab: null, only: false },
  ],
  [
    'selecting an edge writes both ends',
    (state) => view.select(state, { kind: 'edge', speaker: 'act_b', target: 'top_e' }),
    { sel: 'act_b~top_e', tab: null, only: false },
  ],
  ['closing the panel selects nothing', view.closePanel, { sel: null, tab: null, only: false }],
  ['opening a tab keeps the selection', (state) => view.openTab(state, 'time'), { tab: 'time' }],
  ['the first tab is none in the address', (state) => view.openTab(state, null), { tab: null }],
  ['hiding a record keeps the others hidden', (state) => view.hideRecord(state, 'act_x'), { hide: ['act_h', 'act_x'] }],
  [
    'a record that was searched for is the only focus, seen whole; filters hold',
    (state) => view.openAround(state, 'act_z'),
    { open: ['act_z'], expand: {}, hide: [], sel: 'act_z', cam: null, view: 'graph' },
  ],
  ['showing the network', (state) => view.showView(state, 'graph'), { view: 'graph' }],
  ['switching from the tables', view.switchView, { view: 'graph' }],
  [
    'another layout gives up the camera',
    (state) => view.chooseLayout(state, 'hierarchy'),
    { layout: 'hierarchy', cam: null },
  ],
  ['moving the camera', (state) => view.moveCamera(state, [9, 8, 2]), { cam: [9, 8, 2] }],
  [
    'another table begins in its own order, with all of its rows',
    (state) => view.showTable(state, 'claims'),
    { table: 'claims', sort: null, only: false },
  ],
  [
    'a number in a table leads to the rows of its record',
    (state) => view.showRowsOf(state, 'claims', 'act_b'),
    { table: 'claims', sort: null, sel: 'act_b' },
  ],
  ['the count of records leads to their table', view.listRecords, { table: 'nodes', sort: null }],
  ['the count of claims leads to all of them', view.listClaims, { table: 'claims', sort: null, only: false }],
  ['sorting', (state) => view.sortBy(state, 'name'), { sort: 'name' }],
  ['listing everything again', (state) => view.limitToSelection(state, false), { only: false }],
  ['the switches of the legend', (state) => view.setFilters(state, { stances: ['MIXED'] }), { stances: ['MIXED'] }],
  ['taking off words', (state) => view.removeFilter(state, 'text'), { text: '' }],
  ['taking off a list', (state) => view.removeFilter(state, 'speakers'), { speakers: [] }],
  ['taking off the least number of claims', (state) => view.removeFilter(state, 'minClaims'), { minClaims: 1 }],
  ['there is always a kind of target', (state) => view.removeFilter(state, 'targetKinds'), { targetKinds: ['ACTOR'] }],
  ['taking off the rule for undated claims', (state) => view.removeFilter(state, 'undated'), { undated: null }],
  ['reading as of now', (state) => view.removeFilter(state, 'asOf'), { asOf: null }],
  ['drawing what was hidden', (state) => view.removeFilter(state, 'hide'), { hide: [] }],
  [
    'a focus goes with what was expanded in it and where the camera was',
    (state) => view.removeFilter(state, 'open'),
    { open: [], expand: {}, cam: null },
  ],
  ['a window has two ends', (state) => view.removeFilter(state, 'window'), { from: null, to: null }],
  [
    'setting a window sets both ends, and nothing else of what is given',
    (state) => view.setWindow(state, { ...DEFAULTS, from: '2022-01-01', to: null }),
    { from: '2022-01-01', to: null },
  ],
])('%s', (_, transition, wanted) => {
  expect(changed(transition)).toEqual(wanted);
});

test('taking off every filter keeps the focus and the way of looking at it', () => {
  expect(withoutDefaults(view.removeAllFilters(FULL))).toEqual({
    open: ['act_a'],
    layout: 'circle',
    view: 'table',
    table: 'edges',
  });
});

test('what is selected already stays as it is, its tab too: no step for Back', () => {
  expect(view.select(FULL, { kind: 'edge', speaker: 'act_a', target: 'act_d' })).toBe(FULL);
  expect(view.closePanel(DEFAULTS)).toBe(DEFAULTS);
});

test('the counts under the picture lead to the tables', () => {
  expect(withoutDefaults(view.listRecords({ ...DEFAULTS, table: 'claims' }))).toEqual({ view: 'table' });
  expect(withoutDefaults(view.listClaims(DEFAULTS))).toEqual({ view: 'table', table: 'claims' });
});

test('switching the view goes to and fro', () => {
  expect(view.switchView(DEFAULTS).view).toBe('table');
  expect(view.switchView(view.switchView(FULL))).toEqual(FULL);
});

describe('expanding a record', () => {
  const expand = (state: Partial<ViewState>, id: string, complete: boolean) =>
    withoutDefaults(view.expandRecord({ ...DEFAULTS, ...state }, id, complete));

  test('in a whole network that is all drawn makes it the focus', () => {
    expect(expand({}, 'act_a', true)).toEqual({ open: ['act_a'], sel: 'act_a' });
  });

  test('in a whole network with hidden records draws those first', () => {
    expect(expand({ hide: ['act_x'] }, 'act_a', true)).toEqual({});
  });

  test('in a network too large to be drawn asks for its first 25, then 25 more', () => {
    expect(expand({}, 'act_a', false)).toEqual({ expand: { act_a: 25 } });
    expect(expand({ expand: { act_a: 25, act_b: 50 } }, 'act_a', false)).toEqual({ expand: { act_a: 50, act_b: 50 } });
  });

  test('that is a focus has its first 25 drawn: the next are 50', () => {
    expect(expand({ open: ['act_a'] }, 'act_a', true)).toEqual({ open: ['act_a'], expand: { act_a: 50 } });
    expect(expand({ open: ['act_a'], expand: { act_a: 50 } }, 'act_a', false)).toEqual({
      open: ['act_a'],
      expand: { act_a: 75 },
    });
  });

  test('beside a focus makes it one more', () => {
    expect(expand({ open: ['act_a'] }, 'act_b', true)).toEqual({ open: ['act_a', 'act_b'] });
  });
});

describe('whether claims without a date count', () => {
  const undated = (state: Partial<ViewState>, count: boolean) =>
    view.countUndated({ ...DEFAULTS, ...state }, count).undated;

  test('is left to the rule where it says the same', () => {
    expect(undated({ undated: 'EXCLUDE' }, true)).toBeNull();
    expect(undated({ from: '2021-01-01', undated: 'INCLUDE' }, false)).toBeNull();
    expect(undated({ to: '2021-01-01', undated: 'INCLUDE' }, false)).toBeNull();
  });

  test('is said where it goes against the rule', () => {
    expect(undated({}, false)).toBe('EXCLUDE');
    expect(undated({ to: '2021-01-01' }, true)).toBe('INCLUDE');
  });
});
