// Reads CSV as RFC 4180 says it, and nothing else: fields in quotation marks, doubled ones within, CRLF.

export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length; ) {
    let field = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (at >= text.length) throw new Error('a quoted field does not end');
        if (text[at] !== '"') field += text[at];
        else if (text[at + 1] === '"') field += text[++at];
        else break;
      }
      at++;
    } else {
      const end = /[,\r\n"]|$/.exec(text.slice(at))?.index ?? 0;
      field = text.slice(at, at + end);
      at += end;
    }
    record.push(field);
    if (text[at] === ',') {
      at++;
      continue;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`neither a comma nor CRLF at ${at}`);
    at += 2;
    records.push(record);
    record = [];
  }
  return records;
}
