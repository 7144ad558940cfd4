// The network as tables: the same filter, the same selection, and every number leads to its claims.

import { useCallback, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { ClaimFilter } from '../gql/generated.ts';
import { messages } from '../messages.ts';
import type { Network, Selection } from '../view/slots.ts';
import { TABLES, type TableName } from '../view/view-state.ts';
import { ClaimsTable } from './claims-table.tsx';
import { EdgesTable } from './edges-table.tsx';
import { NodesTable } from './nodes-table.tsx';
import styles from './tables.module.css';

export interface TablesProps {
  network: Network;
  /** The filter of the claims behind what is drawn. */
  filter: ClaimFilter;
  /** Claims that pass the filters, but are about what is not drawn. */
  beyond: number;
  selection: Selection | null;
  onSelect(selection: Selection | null): void;
  table: TableName;
  onTable(table: TableName): void;
  /** Goes to another table, with something selected. */
  onOpen(table: TableName, selection: Selection): void;
  sort: string | null;
  onSort(sort: string): void;
  announce(message: string): void;
}

export function Tables(props: TablesProps) {
  const { network, filter, selection, onSelect, table, onTable, sort, onSort, announce } = props;
  const [claims, setClaims] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const name = useName(network);
  const narrowed = all ? null : selection;
  const shown =
    table === 'nodes'
      ? messages.table.shown(network.nodes.length, network.totalNodes, messages.table.records)
      : table === 'edges'
        ? messages.table.shown(network.edges.length, network.totalEdges, messages.table.relations)
        : claims === null
          ? null
          : messages.claims(claims);
  useEffect(() => {
    if (shown !== null) announce(shown);
  }, [shown, announce]);

  const only = (text: (what: string) => string) =>
    selection && (
      <label className={styles.only}>
        <input type="checkbox" checked={!all} onChange={(event) => setAll(!event.target.checked)} />
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
        <NodesTable
          {...{ network, selection, sort, onSort, onSelect }}
          onOpen={(next, id) => {
            setAll(false);
            props.onOpen(next, { kind: 'record', id });
          }}
        />
      </TabPanel>
      <TabPanel id="edges" className={styles.panel ?? ''}>
        {!network.complete && <p className={styles.note}>{messages.table.strongest}</p>}
        {only(messages.table.onlyRelations)}
        <EdgesTable
          {...{ network: narrowed ? ofSelection(network, narrowed) : network, selection, sort, onSort, onSelect }}
        />
      </TabPanel>
      <TabPanel id="claims" className={styles.panel ?? ''}>
        {only(messages.table.onlySelected)}
        {!narrowed && props.beyond > 0 && <p className={styles.note}>{messages.table.beyond(props.beyond)}</p>}
        <ClaimsTable
          filter={narrowed ? narrow(filter, narrowed) : filter}
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
function narrow(filter: ClaimFilter, selection: Selection): ClaimFilter {
  if (selection.kind === 'edge') return { ...filter, speakers: [selection.speaker], targets: [selection.target] };
  return selection.id.startsWith('src_')
    ? { ...filter, sources: [selection.id] }
    : { ...filter, about: [selection.id] };
}
