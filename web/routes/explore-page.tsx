// The explorer: filters above, the network or its tables, when it was said below, and the evidence beside.
// Everything it shows follows from the address, and everything one does to it goes there.

import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { FilterBar } from '../filters/filter-bar.tsx';
import { CoverageOf, HistogramOf } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { FailureState } from '../states/failure-state.tsx';
import { PartialNotice } from '../states/partial-notice.tsx';
import { LinesSkeleton, NetworkSkeleton } from '../states/skeleton.tsx';
import { TimeBrush } from '../time/time-brush.tsx';
import { useAnnounce } from '../view/announce.tsx';
import type { Selection } from '../view/contracts.ts';
import { routeOf } from '../view/pages.ts';
import { useShortcut } from '../view/shortcuts.ts';
import {
  chooseLayout,
  closePanel,
  countUndated,
  hideRecord,
  limitToSelection,
  listClaims,
  listRecords,
  moveCamera,
  openTab,
  removeFilter,
  select,
  setFilters,
  setWindow,
  showRowsOf,
  showTable,
  showView,
  sortBy,
  switchView,
} from '../view/transitions.ts';
import { useTitle } from '../view/use-title.ts';
import { claimFilter, countsUndated, parseSelection, type ViewState } from '../view/view-state.ts';
import { EmptyNetwork } from './empty-network.tsx';
import styles from './explore-page.module.css';
import { Overview } from './overview.tsx';
import { TruthLine } from './truth-line.tsx';
import { useExpand } from './use-expand.ts';
import { useNetwork } from './use-network.ts';
import { useViewState } from './use-view-state.ts';
import { ViewSwitch } from './view-switch.tsx';

const loadCanvas = () => import('../graph/canvas.tsx').then(({ Canvas }) => ({ default: Canvas }));
const loadTables = () => import('../tables/tables.tsx').then(({ Tables }) => ({ default: Tables }));
const loadPanel = () => import('../records/panel.tsx').then(({ Panel }) => ({ default: Panel }));
const Canvas = lazy(loadCanvas);
const Tables = lazy(loadTables);
const Panel = lazy(loadPanel);

/** Records that a filter names at most; more are drawn only on request, and then the tables hold all that pass. */
const MOST_IDS = 500;

export function ExplorePage() {
  const { state, change } = useViewState();
  const explored = useNetwork(state);
  const { network, shown } = explored;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const selection = useMemo(() => parseSelection(state.sel), [state.sel]);
  const filter = useMemo(() => claimFilter(state), [state]);
  const histogram = useQueryState(HistogramOf, { filter: claimFilter(state, { window: false }) });
  useLoadAhead(state.view);
  const passing = useQueryState(CoverageOf, { filter }, { enabled: state.view === 'table' });
  const expand = useExpand(change, explored, announce);
  useTitle(titleOf(selection, network));

  // A question that the server cannot take, such as one as of a version that is still to come: told once, not by every part.
  const refused = network === undefined && explored.failure?.sort === 'invalid';

  const onSelect = (next: Selection | null) => change((last) => select(last, next));
  useShortcut('t', () => change(switchView));
  useShortcut('Escape', () => change(closePanel));

  // The tables hold what is drawn: the claims between the drawn records, not all that pass the filter. Of a network that
  // is too large to be drawn they hold everything, page by page.
  const whole = state.open.length === 0 && state.hide.length === 0;
  const everything = whole && network !== undefined && !network.complete;
  const drawnFilter = useMemo(
    () =>
      network === undefined || everything || network.nodes.length > MOST_IDS
        ? filter
        : { ...filter, between: network.nodes.map(({ id }) => id) },
    [network, filter, everything],
  );

  return (
    <div className={styles.explore} data-selected={selection !== null || undefined}>
      <h1 className="unseen">{messages.explore.heading}</h1>
      <section className={styles.stage} aria-label={messages.explore.heading}>
        <div className={styles.top}>
          <FilterBar state={state} change={change} />
          <ViewSwitch view={state.view} onView={(view) => change((last) => showView(last, view))} />
        </div>
        {explored.failure && network && <FailureLine failure={explored.failure} onRetry={explored.retry} />}
        <PartialNotice faults={explored.faults} onRetry={explored.retry} />
        <div className={styles.picture} aria-busy={explored.busy}>
          {network === undefined ? (
            explored.failure ? (
              <FailureState failure={explored.failure} onRetry={explored.retry}>
                {refused && state.asOf !== null && (
                  <button type="button" onClick={() => change((last) => removeFilter(last, 'asOf'))}>
                    {messages.explore.readNewest}
                  </button>
                )}
              </FailureState>
            ) : (
              <NetworkSkeleton />
            )
          ) : network.nodes.length === 0 ? (
            <EmptyNetwork state={state} busy={explored.busy} change={change} />
          ) : state.view === 'graph' ? (
            <Suspense fallback={<NetworkSkeleton />}>
              <Canvas
                network={network}
                opened={state.open}
                more={explored.more}
                busy={explored.busy}
                selection={selection}
                onSelect={onSelect}
                onOpen={(id) => {
                  const to = routeOf(id);
                  if (to !== null) void navigate({ to, params: { id } });
                }}
                onExpand={expand}
                onHide={(id) => change((last) => hideRecord(last, id))}
                layout={state.layout}
                onLayout={(layout) => change((last) => chooseLayout(last, layout))}
                camera={state.cam}
                onCamera={(camera) => change((last) => moveCamera(last, camera), { replace: true })}
                filter={filter}
                legend={state}
                onLegend={(switched) => change((last) => setFilters(last, switched))}
                announce={announce}
              />
            </Suspense>
          ) : (
            <Suspense fallback={<NetworkSkeleton />}>
              <Tables
                network={network}
                filter={drawnFilter}
                pages={everything ? { targetKinds: state.targetKinds, minClaims: state.minClaims } : null}
                beyond={
                  whole && !everything ? Math.max(0, (passing.data?.coverage.claims ?? 0) - network.totalClaims) : 0
                }
                selection={selection}
                onSelect={onSelect}
                table={state.table}
                onTable={(table) => change((last) => showTable(last, table))}
                only={state.only}
                onOnly={(only) => change((last) => limitToSelection(last, only))}
                onOpen={(table, id) => change((last) => showRowsOf(last, table, id))}
                sort={state.sort}
                onSort={(sort) => change((last) => sortBy(last, sort), { replace: true })}
                announce={announce}
              />
            </Suspense>
          )}
        </div>
        {network && network.nodes.length > 0 && shown && (
          <TruthLine
            shown={shown}
            onlyActors={state.targetKinds.join() === 'ACTOR'}
            edges={{ drawn: network.edges.length, total: network.totalEdges }}
            onRecords={() => change(listRecords)}
            onClaims={() => change(listClaims)}
            announce={announce}
          />
        )}
      </section>
      <div className={styles.time}>
        {!refused && (
          <TimeBrush
            histogram={histogram.data?.histogram}
            failure={histogram.failure}
            onRetry={histogram.retry}
            time={state}
            countsUndated={countsUndated(state)}
            onlyUndated={state.undated === 'ONLY'}
            onWindow={(time) => change((last) => setWindow(last, time))}
            onUndated={(count) => change((last) => countUndated(last, count))}
            asOf={state.asOf}
          />
        )}
      </div>
      <aside className={styles.panel} aria-label={messages.explore.panel}>
        {refused ? null : selection === null ? (
          <Overview network={network} filter={filter} countsUndated={countsUndated(state)} onSelect={onSelect} />
        ) : (
          <Suspense fallback={<LinesSkeleton title lines={6} />}>
            <Panel
              selection={selection}
              filter={filter}
              tab={state.tab}
              onTab={(tab) => change((last) => openTab(last, tab), { replace: true })}
              onSelect={onSelect}
              onExpand={expand}
              onClose={() => change(closePanel)}
              announce={announce}
            />
          </Suspense>
        )}
      </aside>
    </div>
  );
}

/** Code comes while the network is read, not after it; the panel next, so that the first press on an edge finds it there. */
function useLoadAhead(view: ViewState['view']) {
  useEffect(() => {
    const first = view === 'graph' ? loadCanvas() : loadTables();
    // What fails here fails again where it is needed, and is said there.
    void first.then(loadPanel).catch(() => {});
  }, [view]);
}

function titleOf(
  selection: Selection | null,
  network: { nodes: { id: string; name: string }[] } | undefined,
): string | null {
  if (selection === null || network === undefined) return null;
  const name = (id: string) => network.nodes.find((node) => node.id === id)?.name;
  const names = selection.kind === 'edge' ? [name(selection.speaker), name(selection.target)] : [name(selection.id)];
  return names.every((one) => one !== undefined) ? names.join(' → ') : null;
}
