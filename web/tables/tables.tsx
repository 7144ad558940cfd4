// The network as tables: the same filter, the same selection, and every number leads to its claims.

import { useCallback, useEffect, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { ClaimFilter, TargetKind } from '../gql/generated.ts';
import { messages } from '../messages.ts';
import type { Network, Selection } from '../view/contracts.ts';
import { TABLES, type TableName } from '../view/view-state.ts';
import { ClaimsTable } from './claims-table.tsx';
import { EdgesPages } from './edges-pages.tsx';
import { EdgesTable, edgesOf } from './edges-table.tsx';
import { NodesTable } from './nodes-table.tsx';
import styles from './tables.module.css';

export interface TablesProps {
  network: Network;
  /** The filter of the claims behind what is drawn. */
  filter: ClaimFilter;
  /** Whether there are relations beyond those of the network, to be read page by page. */
  pages: { targetKinds: readonly TargetKind[]; minClaims: number } | null;
  /** Claims that pass the filters, but are about what is not drawn. */
  beyond: number;
  selection: Selection | null;
  onSelect(selection: Selection | null): void;
  table: TableName;
  onTable(table: TableName): void;
  /** Only what belongs to the selection. */
  only: boolean;
  onOnly(only: boolean): void;
  /** Goes to another table, to what belongs to a record there. */
  onOpen(table: TableName, id: string): void;
  sort: string | null;
  onSort(sort: string): void;
  announce(message: string): void;
}

export function Tables(props: TablesProps) {
  const { network, filter, pages, selection, onSelect, table, onTable, sort, onSort, announce } = props;
  const [claims, setClaims] = useState<number | null>(null);
  const [read, setRead] = useState<{ shown: number; total: number } | null>(null);
  const countRead = useCallback((shown: number, total: number) => setRead({ shown, total }), []);
  const name = useName(network);
  const limit = props.only ? selection : null;
  const edges = useMemo(() => edgesOf(limit ? ofSelection(network, limit) : network), [network, limit]);
  const shown = shownText();
  useEffect(() => {
    if (shown !== null) announce(shown);
  }, [shown, announce]);

  function shownText(): string | null {
    const words = messages.table;
    if (table === 'nodes') return words.shown(network.nodes.length, network.totalNodes, words.records);
    if (table === 'claims') return claims === null ? null : messages.claims(claims);
    if (pages) return read && words.shown(read.shown, read.total, words.relations);
    return words.shown(edges.length, limit ? edges.length : network.totalEdges, words.relations);
  }

  const only = (text: (what: string) => string) =>
    selection && (
      <label className={styles.only}>
        <input type="checkbox" checked={props.only} onChange={(event) => props.onOnly(event.target.checked)} />
        {text(
          selection.kind === 'edge' ? `${name(selection.speaker)} → ${name(selection.target)}` : name(selection.id),
        )}
      </label>
    );

  return (
    <Tabs
      className={styles.tables}
      selectedKey={table}
      onSelectionChange={(key) => onTable(TABLES.find((one) => one === key) ?? 'nodes')}
    >
      <div className={styles.head}>
        <TabList aria-label={messages.table.label} className={styles.tabs ?? ''}>
          {TABLES.map((id) => (
            <Tab key={id} id={id} className={styles.tab ?? ''}>
              {messages.table.tabs[id]}
            </Tab>
          ))}
        </TabList>
        <p className={styles.count}>{shown}</p>
      </div>
      <TabPanel id="nodes" className={styles.panel ?? ''}>
        {pages && <p className={styles.note}>{messages.table.strongest}</p>}
        <NodesTable {...{ network, selection, sort, onSort, onSelect }} onOpen={props.onOpen} />
      </TabPanel>
      <TabPanel id="edges" className={styles.panel ?? ''}>
        {only(messages.table.onlyRelations)}
        {pages ? (
          <EdgesPages
            {...pages}
            filter={limit ? restrictToSelection(filter, limit) : filter}
            selection={selection}
            onSelect={onSelect}
            onCount={countRead}
          />
        ) : (
          <EdgesTable edges={edges} selection={selection} sorting={{ sort, onSort }} onSelect={onSelect} />
        )}
      </TabPanel>
      <TabPanel id="claims" className={styles.panel ?? ''}>
        {only(messages.table.onlySelected)}
        {!limit && props.beyond > 0 && <p className={styles.note}>{messages.table.beyond(props.beyond)}</p>}
        <ClaimsTable
          filter={limit ? restrictToSelection(filter, limit) : filter}
          sort={sort}
          onSort={onSort}
          onCount={setClaims}
        />
      </TabPanel>
    </Tabs>
  );
}

function useName({ nodes }: Network): (id: string) => string {
  return useCallback((id: string) => nodes.find((node) => node.id === id)?.name ?? id, [nodes]);
}

/** The relations of a record, or the two between the ends of an edge. */
const ofSelection = (network: Network, selection: Selection): Network => ({
  ...network,
  edges: network.edges.filter(({ speaker, target }) =>
    selection.kind === 'record'
      ? speaker === selection.id || target === selection.id
      : [speaker, target].every((end) => end === selection.speaker || end === selection.target),
  ),
});

/** The claims of an edge, or of a record as speaker or target, among those of the filter. */
function restrictToSelection(filter: ClaimFilter, selection: Selection): ClaimFilter {
  if (selection.kind === 'edge') return { ...filter, speakers: [selection.speaker], targets: [selection.target] };
  return selection.id.startsWith('src_')
    ? { ...filter, sources: [selection.id] }
    : { ...filter, about: [selection.id] };
}
