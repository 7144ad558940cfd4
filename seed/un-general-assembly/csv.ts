// Reads a whole CSV table (RFC 4180, first line names the columns) into rows by column name. Only convert.ts needs it, for
// tables of a few megabytes.

export type Row = Record<string, string>;

const FIELD = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;

export function readCsv(text: string): Row[] {
  const rows: string[][] = [];
  let fields: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const at = FIELD.lastIndex;
    const match = FIELD.exec(text);
    if (match === null) throw new Error(`not CSV from character ${at}: ${text.slice(at, at + 40)}`);
    const [, field = '', stop] = match;
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (stop === ',') continue;
    rows.push(fields);
    fields = [];
  }
  const [columns = [], ...body] = rows;
  return body.map((cells, index) => {
    if (cells.length !== columns.length)
      throw new Error(`row ${index + 1} has ${cells.length} fields, not ${columns.length}`);
    return Object.fromEntries(columns.map((column, position) => [column, cells[position] ?? '']));
  });
}
