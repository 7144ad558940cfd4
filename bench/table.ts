// A Markdown table, printed row by row as it is measured: a run takes long, and may be cut short.

export interface Column {
  name: string;
  /** Words go to the left. Default: to the right. */
  words?: boolean;
}

/** Prints the head; then takes a row at a time. */
export function startTable(columns: readonly Column[]): (cells: readonly (string | number | null)[]) => void {
  const line = (cells: readonly string[]) => print(`| ${cells.join(' | ')} |`);
  print('');
  line(columns.map(({ name }) => name));
  line(columns.map(({ words }) => (words === true ? '---' : '--:')));
  return (cells) => line(cells.map((cell) => (cell === null ? '' : String(cell))));
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function megabytes(bytes: number): string {
  return whole(bytes / 1e6);
}

/** Milliseconds, or any other number of which two or three digits say enough. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : whole(value);
}

export function ratio(value: number, of: number): string {
  return (value / of).toFixed(value / of < 10 ? 2 : 0);
}
