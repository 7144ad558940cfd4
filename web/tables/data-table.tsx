// A table that sorts by its headings and is walked by keys: one stop for Tab, arrows between rows, Enter opens.
// It is a plain table of the page, so that 800 rows stay quick and a screen reader reads it as it reads any other.

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { messages } from '../messages.ts';
import type { Sort } from './sorting.ts';
import styles from './tables.module.css';

export interface Column<Row> {
  id: string;
  name: string;
  /** What can be pressed in it takes `tab`: only the row where the keyboard is has stops. */
  cell(row: Row, tab: 0 | -1): ReactNode;
  /** Numbers stand to the end of their column. */
  numeric?: boolean;
  sortable?: boolean;
  /** How much room the table must have for it: below that, other columns say the same or it is left out. */
  room?: 'some' | 'much';
}

export interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf(row: Row): string;
  selected: string | null;
  sort: Sort;
  onSort(sort: Sort): void;
  /** How many rows are drawn before somebody asks for more. */
  step?: number;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, idOf, selected, sort, onSort, step = 200 } = props;
  const [drawn, setDrawn] = useState(step);
  const [at, setAt] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = rows.slice(0, drawn);
  const ids = shown.map(idOf);
  const stop = [at, selected].find((id) => id !== null && ids.includes(id)) ?? ids[0];

  const walk = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    const list = [...(body.current?.rows ?? [])];
    const index = row ? list.indexOf(row as HTMLTableRowElement) : -1;
    const next = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: list.length - 1,
      PageDown: Math.min(index + 10, list.length - 1),
      PageUp: Math.max(index - 10, 0),
    }[event.key];
    const button = next === undefined ? undefined : list[next]?.querySelector<HTMLElement>('[data-row]');
    if (!button) return;
    event.preventDefault();
    button.focus();
  };

  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="unseen">{`${caption} ${messages.table.keys}`}</caption>
        <thead>
          <tr>
            {columns.map(({ id, name, numeric, sortable = true, room }) => {
              const order = sort.column === id ? (sort.descending ? 'descending' : 'ascending') : undefined;
              return (
                <th key={id} scope="col" aria-sort={order} data-numeric={numeric || undefined} data-room={room}>
                  {sortable ? (
                    <button
                      type="button"
                      onClick={() => onSort({ column: id, descending: order ? !sort.descending : numeric === true })}
                    >
                      {name}
                      <span aria-hidden="true" className={styles.order}>
                        {order === 'descending' ? '↓' : order === 'ascending' ? '↑' : ''}
                      </span>
                    </button>
                  ) : (
                    name
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={walk} onFocus={(event) => setAt(event.target.closest('tr')?.dataset.id ?? null)}>
          {shown.map((row) => {
            const id = idOf(row);
            const tab = id === stop ? 0 : -1;
            return (
              <tr key={id} data-id={id} data-selected={id === selected || undefined}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.id} scope="row" data-room={column.room}>
                      {column.cell(row, tab)}
                    </th>
                  ) : (
                    <td key={column.id} data-numeric={column.numeric || undefined} data-room={column.room}>
                      {column.cell(row, tab)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <button type="button" className={styles.next} onClick={() => setDrawn(drawn + step)}>
          {messages.table.next(Math.min(step, rows.length - shown.length))}
        </button>
      )}
    </div>
  );
}
