// Every drawn record with its counts. Its name selects it; its numbers open the claims they count.

import { useMemo } from 'react';
import { count, LANGUAGE, messages } from '../messages.ts';
import type { Network, Selection } from '../view/contracts.ts';
import { type Column, DataTable } from './data-table.tsx';
import { type Sort, sorted, sortFrom, sortText, type Value } from './sorting.ts';
import styles from './tables.module.css';

type Node = Network['nodes'][number];

export interface NodesTableProps {
  network: Network;
  selection: Selection | null;
  sort: string | null;
  onSort(sort: string): void;
  onSelect(selection: Selection | null): void;
  /** Shows the claims, or the relations, of a record. */
  onOpen(table: 'claims' | 'edges', id: string): void;
}

const USUAL: Sort = { column: 'claims', descending: true };
const VALUES: Record<string, (node: Node) => Value> = {
  name: ({ name }) => name,
  kind: ({ kind, actorKind }) => kindName({ kind, actorKind }),
  claims: ({ claims }) => claims,
  neighbours: ({ neighbours }) => neighbours,
};

const kindName = ({ kind, actorKind }: Pick<Node, 'kind' | 'actorKind'>) =>
  actorKind === null ? messages.recordKind[kind] : messages.actorKind[actorKind];

export function NodesTable({ network, selection, sort: written, onSort, onSelect, onOpen }: NodesTableProps) {
  const sort = sortFrom(written, Object.keys(VALUES), USUAL);
  const value = VALUES[sort.column] ?? VALUES.claims;
  const ordered = useMemo(
    () => sorted(network.nodes, value ?? (() => null), ({ id }) => id, sort.descending, LANGUAGE),
    [network, value, sort.descending],
  );
  const names = messages.table.columns;
  const number = (id: string, table: 'claims' | 'edges', n: number, tab: 0 | -1, label: string) =>
    n === 0 ? (
      '0'
    ) : (
      <button
        type="button"
        tabIndex={tab}
        className={styles.number}
        aria-label={label}
        onClick={() => onOpen(table, id)}
      >
        {count(n)}
      </button>
    );
  const columns: Column<Node>[] = [
    {
      id: 'name',
      name: names.name,
      cell: ({ id, name }, tab) => (
        <button
          type="button"
          data-row
          tabIndex={tab}
          className={styles.name}
          aria-pressed={selection?.kind === 'record' && selection.id === id}
          onClick={() => onSelect({ kind: 'record', id })}
        >
          {name}
        </button>
      ),
    },
    { id: 'kind', name: names.kind, cell: kindName, room: 'much' },
    {
      id: 'claims',
      name: names.claims,
      numeric: true,
      cell: ({ id, name, claims }, tab) => number(id, 'claims', claims, tab, `${name}: ${messages.claims(claims)}`),
    },
    {
      id: 'neighbours',
      name: names.neighbours,
      numeric: true,
      cell: ({ id, name, neighbours }, tab) =>
        number(id, 'edges', neighbours, tab, messages.table.neighbours(name, neighbours)),
    },
  ];
  return (
    <DataTable
      caption={messages.table.tabs.nodes}
      columns={columns}
      rows={ordered}
      idOf={({ id }) => id}
      selected={selection?.kind === 'record' ? selection.id : null}
      sort={sort}
      onSort={(next) => onSort(sortText(next))}
    />
  );
}
