// Every drawn relation: who about whom, how much, which way, from when to when. The row selects it, its number too.

import { useMemo } from 'react';
import { count, LANGUAGE, messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import type { Network, Selection } from '../view/slots.ts';
import { StanceBar, stanceText } from '../view/stance.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { type Sort, sorted, sortFrom, sortText, type Value } from './sorting.ts';
import styles from './tables.module.css';

type Edge = Network['edges'][number];
interface Row extends Edge {
  id: string;
  from: string;
  about: string;
}

export interface EdgesTableProps {
  network: Network;
  selection: Selection | null;
  sort: string | null;
  onSort(sort: string): void;
  onSelect(selection: Selection | null): void;
}

const USUAL: Sort = { column: 'n', descending: true };
const VALUES: Record<string, (row: Row) => Value> = {
  speaker: ({ from }) => from,
  target: ({ about }) => about,
  n: ({ n }) => n,
  balance: ({ balance }) => balance,
  first: ({ firstSaid }) => firstSaid,
  last: ({ lastSaid }) => lastSaid,
};

export function EdgesTable({ network, selection, sort: written, onSort, onSelect }: EdgesTableProps) {
  const sort = sortFrom(written, Object.keys(VALUES), USUAL);
  const rows = useMemo(() => {
    const names = new Map(network.nodes.map(({ id, name }) => [id, name]));
    return network.edges.map(
      (edge): Row => ({
        ...edge,
        id: `${edge.speaker}~${edge.target}`,
        from: names.get(edge.speaker) ?? edge.speaker,
        about: names.get(edge.target) ?? edge.target,
      }),
    );
  }, [network]);
  const value = VALUES[sort.column];
  const ordered = useMemo(
    () => sorted(rows, value ?? (() => null), ({ id }) => id, sort.descending, LANGUAGE),
    [rows, value, sort.descending],
  );
  const selected = selection?.kind === 'edge' ? `${selection.speaker}~${selection.target}` : null;
  const choose = ({ speaker, target }: Row) => onSelect({ kind: 'edge', speaker, target });
  const names = messages.table.columns;
  const columns: Column<Row>[] = [
    {
      id: 'speaker',
      name: names.speaker,
      cell: (row, tab) => (
        <button
          type="button"
          data-row
          tabIndex={tab}
          className={styles.name}
          aria-pressed={row.id === selected}
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
      wide: true,
      cell: ({ firstSaid }) => <span className={styles.date}>{dateText(firstSaid)}</span>,
    },
    {
      id: 'last',
      name: names.last,
      wide: true,
      cell: ({ lastSaid }) => <span className={styles.date}>{dateText(lastSaid)}</span>,
    },
  ];
  return (
    <DataTable
      caption={messages.table.tabs.edges}
      columns={columns}
      rows={ordered}
      idOf={({ id }) => id}
      selected={selected}
      sort={sort}
      onSort={(next) => onSort(sortText(next))}
    />
  );
}
