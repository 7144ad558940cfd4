// Order of rows by a column, ties by id, so that the same rows always stand in the same order.

export interface Sort {
  column: string;
  descending: boolean;
}

export const sortFrom = (text: string | null, columns: readonly string[], usual: Sort): Sort => {
  const column = text?.replace(/^-/, '') ?? '';
  return text !== null && columns.includes(column) ? { column, descending: text.startsWith('-') } : usual;
};

export const sortText = ({ column, descending }: Sort): string => (descending ? `-${column}` : column);

export type Value = string | number | null;

/** A new list; rows without a value stand last whichever way. */
export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => Value,
  id: (row: Row) => string,
  descending: boolean,
  language: string,
): Row[] {
  const names = new Intl.Collator(language);
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'string' || typeof b === 'string' ? names.compare(String(a), String(b)) : a - b;
  return rows
    .map((row) => ({ row, value: value(row), id: id(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) {
        if (a.value !== b.value) return a.value === null ? 1 : -1;
      } else {
        const order = compare(a.value, b.value);
        if (order !== 0) return descending ? -order : order;
      }
      return a.id < b.id ? -1 : 1;
    })
    .map(({ row }) => row);
}
