// Every drawn relation: who about whom, how much, which way, from when to when. The row selects it, its number too.

import { useMemo } from 'react';
import { count, LANGUAGE, messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import type { Network, Selection } from '../view/contracts.ts';
import { StanceBar, stanceText } from '../view/stance.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { type Sort, sorted, sortFrom, sortText, type Value } from './sorting.ts';
import styles from './tables.module.css';

export interface Edge
  extends Pick<
    Network['edges'][number],
    'speaker' | 'target' | 'n' | 'supports' | 'opposes' | 'neutral' | 'mixed' | 'balance' | 'firstSaid' | 'lastSaid'
  > {
  /** Names of the speaker and of the target. */
  from: string;
  about: string;
}

export interface EdgesTableProps {
  edges: readonly Edge[];
  selection: Selection | null;
  /** Undefined: they stand in the order of the API, of which this may be only the beginning. */
  sorting?: { sort: string | null; onSort(sort: string): void };
  onSelect(selection: Selection | null): void;
}

const USUAL: Sort = { column: 'n', descending: true };
const VALUES: Record<string, (edge: Edge) => Value> = {
  speaker: ({ from }) => from,
  target: ({ about }) => about,
  n: ({ n }) => n,
  balance: ({ balance }) => balance,
  first: ({ firstSaid }) => firstSaid,
  last: ({ lastSaid }) => lastSaid,
};
const idOf = ({ speaker, target }: Edge) => `${speaker}~${target}`;

export function EdgesTable({ edges, selection, sorting, onSelect }: EdgesTableProps) {
  const sort = sortFrom(sorting?.sort ?? null, Object.keys(VALUES), USUAL);
  const value = VALUES[sort.column];
  const sortable = sorting !== undefined;
  const ordered = useMemo(
    () => (sortable ? sorted(edges, value ?? (() => null), idOf, sort.descending, LANGUAGE) : edges),
    [edges, value, sort.descending, sortable],
  );
  const selected = selection?.kind === 'edge' ? `${selection.speaker}~${selection.target}` : null;
  const choose = ({ speaker, target }: Edge) => onSelect({ kind: 'edge', speaker, target });
  const names = messages.table.columns;
  const columns: Column<Edge>[] = [
    {
      id: 'speaker',
      name: names.speaker,
      cell: (row, tab) => (
        <button
          type="button"
          data-row
          tabIndex={tab}
          className={styles.name}
          aria-pressed={idOf(row) === selected}
          aria-label={messages.overview.open(row.from, row.about, row.n)}
          onClick={() => choose(row)}
        >
          {row.from}
        </button>
      ),
    },
    { id: 'target', name: names.target, cell: ({ about }) => <span className={styles.target}>{about}</span> },
    {
      id: 'n',
      name: names.n,
      numeric: true,
      cell: (row, tab) => (
        <button
          type="button"
          tabIndex={tab}
          className={styles.number}
          aria-label={messages.overview.open(row.from, row.about, row.n)}
          onClick={() => choose(row)}
        >
          {count(row.n)}
        </button>
      ),
    },
    {
      id: 'balance',
      name: names.balance,
      cell: (row) => (
        <span className={styles.stance}>
          <StanceBar counts={row} />
          <span className={styles.stanceWords} aria-hidden="true">
            {stanceText(row)}
          </span>
        </span>
      ),
    },
    {
      id: 'first',
      name: names.first,
      room: 'much',
      cell: ({ firstSaid }) => <span className={styles.date}>{dateText(firstSaid)}</span>,
    },
    {
      id: 'last',
      name: names.last,
      room: 'much',
      cell: ({ lastSaid }) => <span className={styles.date}>{dateText(lastSaid)}</span>,
    },
  ];
  return (
    <DataTable
      caption={messages.table.tabs.edges}
      columns={sortable ? columns : columns.map((column) => ({ ...column, sortable: false }))}
      rows={ordered}
      idOf={idOf}
      selected={selected}
      sort={sort}
      onSort={(next) => sorting?.onSort(sortText(next))}
      step={sortable ? 200 : Number.POSITIVE_INFINITY}
    />
  );
}

/** The edges of a network with the names of their ends. */
export function edgesOf(network: Network): Edge[] {
  const names = new Map(network.nodes.map(({ id, name }) => [id, name]));
  return network.edges.map((edge) => ({
    ...edge,
    from: names.get(edge.speaker) ?? edge.speaker,
    about: names.get(edge.target) ?? edge.target,
  }));
}
