// The explorer: filters above, the network or its tables, when it was said below, and the evidence beside.
// Everything it shows follows from the address, and everything one does to it goes there.

import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { FilterBar } from '../filters/filter-bar.tsx';
import { CoverageOf, HistogramOf } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { FailureState } from '../states/failure-state.tsx';
import { PartialNotice } from '../states/partial-notice.tsx';
import { LinesSkeleton, NetworkSkeleton } from '../states/skeleton.tsx';
import { TimeBrush } from '../time/time-brush.tsx';
import { useAnnounce } from '../view/announce.tsx';
import { routeOf } from '../view/pages.ts';
import { useShortcut } from '../view/shortcuts.ts';
import type { Selection } from '../view/slots.ts';
import { useTitle } from '../view/use-title.ts';
import { claimFilter, countsUndated, parseSelection, selectionText, type ViewState } from '../view/view-state.ts';
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
const loadPanel = () => import('../evidence/panel.tsx').then(({ Panel }) => ({ default: Panel }));
const Canvas = lazy(loadCanvas);
const Tables = lazy(loadTables);
const Panel = lazy(loadPanel);

/** Records that a filter names at most; more are drawn only on request, and then the tables hold all that pass. */
const MOST_IDS = 500;

export function ExplorePage() {
  const { state, set } = useViewState();
  const explored = useNetwork(state);
  const { network, shown } = explored;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const selection = useMemo(() => parseSelection(state.sel), [state.sel]);
  const filter = useMemo(() => claimFilter(state), [state]);
  const histogram = useAsk(HistogramOf, { filter: claimFilter(state, { window: false }) });
  useLoadAhead(state.view);
  const passing = useAsk(CoverageOf, { filter }, { enabled: state.view === 'table' });
  const expand = useExpand(set, explored, announce);
  useTitle(titleOf(selection, network));

  const select = (next: Selection | null) => {
    if (selectionText(next) !== state.sel) set({ sel: selectionText(next), tab: null, only: false });
  };
  const show = (view: ViewState['view']) => set({ view });
  useShortcut('t', () => show(state.view === 'graph' ? 'table' : 'graph'));
  useShortcut('Escape', () => select(null));

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
          <FilterBar state={state} onChange={(patch) => set(patch)} />
          <ViewSwitch view={state.view} onView={show} />
        </div>
        {explored.failure && network && <FailureLine failure={explored.failure} onRetry={explored.retry} />}
        <PartialNotice faults={explored.faults} onRetry={explored.retry} />
        <div className={styles.picture} aria-busy={explored.busy}>
          {network === undefined ? (
            explored.failure ? (
              <FailureState failure={explored.failure} onRetry={explored.retry} />
            ) : (
              <NetworkSkeleton />
            )
          ) : network.nodes.length === 0 ? (
            <EmptyNetwork state={state} busy={explored.busy} onChange={(patch) => set(patch)} />
          ) : state.view === 'graph' ? (
            <Suspense fallback={<NetworkSkeleton />}>
              <Canvas
                network={network}
                opened={state.open}
                more={explored.more}
                busy={explored.busy}
                selection={selection}
                onSelect={select}
                onOpen={(id) => {
                  const to = routeOf(id);
                  if (to !== null) void navigate({ to, params: { id } });
                }}
                onExpand={expand}
                onHide={(id) => set({ hide: [...state.hide, id] })}
                layout={state.layout}
                onLayout={(layout) => set({ layout, cam: null })}
                camera={state.cam}
                onCamera={(cam) => set({ cam }, { replace: true })}
                filter={filter}
                legend={state}
                onLegend={(patch) => set(patch)}
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
                onSelect={select}
                table={state.table}
                onTable={(table) => set({ table, sort: null, only: false })}
                only={state.only}
                onOnly={(only) => set({ only })}
                onOpen={(table, id) => set({ table, sort: null, sel: id, only: true })}
                sort={state.sort}
                onSort={(sort) => set({ sort }, { replace: true })}
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
            onRecords={() => set({ view: 'table', table: 'nodes', sort: null })}
            onClaims={() => set({ view: 'table', table: 'claims', sort: null, only: false })}
            announce={announce}
          />
        )}
      </section>
      <div className={styles.time}>
        <TimeBrush
          histogram={histogram.data?.histogram}
          failure={histogram.failure}
          onRetry={histogram.retry}
          time={state}
          countsUndated={countsUndated(state)}
          onlyUndated={state.undated === 'ONLY'}
          onWindow={(time) => set(time)}
          onUndated={(count) => set(({ from, to }) => ({ undated: undatedOf(count, from !== null || to !== null) }))}
          asOf={state.asOf}
        />
      </div>
      <aside className={styles.panel} aria-label={messages.explore.panel}>
        {selection === null ? (
          <Overview network={network} filter={filter} onSelect={select} />
        ) : (
          <Suspense fallback={<LinesSkeleton title lines={6} />}>
            <Panel
              selection={selection}
              filter={filter}
              tab={state.tab}
              onTab={(tab) => set({ tab }, { replace: true })}
              onSelect={select}
              onExpand={expand}
              onClose={() => select(null)}
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

/** What the switch means, left out of the address where it is the rule anyway. */
function undatedOf(count: boolean, windowed: boolean): ViewState['undated'] {
  if (count === !windowed) return null;
  return count ? 'INCLUDE' : 'EXCLUDE';
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
