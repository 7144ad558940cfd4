// Every change of the explorer, by name: a pure function from one view state to the next. Components name what happened
// and the address follows, so that what a click does can be read, and tested, without a browser.

import {
  type Camera,
  DEFAULTS,
  type FilterField,
  type Layout,
  type Selection,
  selectionText,
  type TableName,
  type ViewState,
} from './view-state.ts';

export type Transition = (state: ViewState) => ViewState;

/** How many more neighbours of a record one expansion draws. */
export const EXPAND_STEP = 25;

/** Shows the evidence of a record or an edge, from its first tab; what is selected already stays as it is. */
export function select(state: ViewState, selection: Selection | null): ViewState {
  const sel = selectionText(selection);
  return sel === state.sel ? state : { ...state, sel, tab: null, only: false };
}

export const closePanel = (state: ViewState): ViewState => select(state, null);
export const openTab = (state: ViewState, tab: string | null): ViewState => ({ ...state, tab });

/** Draws the next neighbours of a record; `complete`: every relation is drawn already, so that only a focus can change. */
export function expandRecord(state: ViewState, id: string, complete: boolean): ViewState {
  const { open, hide, expand } = state;
  // A record on which nothing was opened yet becomes one more focus, where there is a focus at all.
  if (open.length > 0 && !open.includes(id)) return { ...state, open: [...open, id] };
  if (open.length === 0 && complete)
    return hide.length > 0 ? { ...state, hide: [] } : { ...state, open: [id], sel: id };
  const drawn = expand[id] ?? (open.includes(id) ? EXPAND_STEP : 0);
  return { ...state, expand: { ...expand, [id]: drawn + EXPAND_STEP } };
}

export const hideRecord = (state: ViewState, id: string): ViewState => ({ ...state, hide: [...state.hide, id] });

/** The network around one record. Filters hold; the last focus, selection and camera belonged to another question. */
export const openAround = (state: ViewState, id: string): ViewState => ({
  ...state,
  open: [id],
  expand: {},
  hide: [],
  sel: id,
  cam: null,
  view: 'graph',
});

export const showView = (state: ViewState, view: ViewState['view']): ViewState => ({ ...state, view });
export const switchView = (state: ViewState): ViewState => showView(state, state.view === 'graph' ? 'table' : 'graph');

/** Another layout moves everything, so that the camera no longer points at anything. */
export const chooseLayout = (state: ViewState, layout: Layout): ViewState => ({ ...state, layout, cam: null });
export const moveCamera = (state: ViewState, cam: Camera): ViewState => ({ ...state, cam });

/** Another table begins in its own order, with all of its rows. */
export const showTable = (state: ViewState, table: TableName): ViewState => ({
  ...state,
  table,
  sort: null,
  only: false,
});
/** Another table with only the rows of one record. */
export const showRowsOf = (state: ViewState, table: TableName, id: string): ViewState => ({
  ...showTable(state, table),
  sel: id,
  only: true,
});
export const listRecords = (state: ViewState): ViewState => ({ ...state, view: 'table', table: 'nodes', sort: null });
export const listClaims = (state: ViewState): ViewState => showView(showTable(state, 'claims'), 'table');
export const sortBy = (state: ViewState, sort: string): ViewState => ({ ...state, sort });
export const limitToSelection = (state: ViewState, only: boolean): ViewState => ({ ...state, only });

/** Filters that have an editor. */
export type EditableFilter = FilterField | 'minClaims' | 'targetKinds';
/** Whatever can be taken off again, and what else it brought. */
export type FilterKey = EditableFilter | 'open' | 'hide' | 'undated' | 'asOf' | 'window';

export const setFilters = (state: ViewState, values: Partial<Pick<ViewState, EditableFilter>>): ViewState => ({
  ...state,
  ...values,
});

export function removeFilter(state: ViewState, key: FilterKey): ViewState {
  if (key === 'open') return { ...state, open: DEFAULTS.open, expand: DEFAULTS.expand, cam: DEFAULTS.cam };
  if (key === 'window') return setWindow(state, { from: null, to: null });
  return { ...state, [key]: DEFAULTS[key] };
}

/** Takes off every filter; the focus and the way of looking at it stay. */
export const removeAllFilters = ({ view, table, layout, open }: ViewState): ViewState => ({
  ...DEFAULTS,
  view,
  table,
  layout,
  open,
});

export type TimeWindow = Pick<ViewState, 'from' | 'to'>;

export const setWindow = (state: ViewState, { from, to }: TimeWindow): ViewState => ({ ...state, from, to });

/** Whether claims without a date count: left out of the address where it is the rule anyway. */
export function countUndated(state: ViewState, count: boolean): ViewState {
  const windowed = state.from !== null || state.to !== null;
  return { ...state, undated: count === !windowed ? null : count ? 'INCLUDE' : 'EXCLUDE' };
}
