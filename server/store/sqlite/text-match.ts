// The terms of a question as FTS5 and as SQL put it. What a user typed reaches MATCH only as quoted terms.

import { KINDS } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Claim } from '../../domain/records.ts';
import type { TextQuery } from '../../domain/text.ts';
import { terms } from '../../domain/text.ts';
import type { Connection } from './connection.ts';

/** Sorts after every character that a term may hold. */
const END = '\u{10ffff}';
/** FTS5 gathers all rows of a beginning before it gives the first; a few whole words it walks as it goes. */
const MOST_WORDS = 64;

export function matching(connection: Connection, { terms: asked, lastIsPrefix }: TextQuery): string {
  const whole = lastIsPrefix ? asked.slice(0, -1) : asked;
  const parts = whole.map(quoted);
  const last = asked.at(-1);
  if (lastIsPrefix && last !== undefined) parts.push(beginning(connection, last));
  return parts.join(' AND ');
}

function beginning(connection: Connection, start: string): string {
  const words = connection
    .all<[string]>('SELECT term FROM term WHERE term >= ? AND term < ? LIMIT ?', [start, start + END, MOST_WORDS + 1])
    .map(([term]) => term);
  if (words.length > MOST_WORDS) return `${quoted(start)}*`;
  return words.length === 0 ? quoted(start) : `(${words.map(quoted).join(' OR ')})`;
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

/** `holds(data, query)`: whether a claim holds the text, for the few that a page looks at. */
export function defineHolds(connection: Connection): void {
  let known = { text: '', query: { folded: '', terms: [], lastIsPrefix: false } as TextQuery };
  connection.define('holds', (data, text) => {
    if (text !== known.text) known = { text: String(text), query: JSON.parse(String(text)) as TextQuery };
    return holds(readRecord<Claim>('claim', String(data)), known.query) ? 1 : 0;
  });
}

function holds(claim: Claim, { terms: asked, lastIsPrefix }: TextQuery): boolean {
  const found = terms(
    KINDS.claim
      .texts(claim)
      .map(({ text }) => text)
      .join('\n'),
  );
  const last = asked.length - 1;
  return asked.every((term, index) =>
    lastIsPrefix && index === last ? found.some((one) => one.startsWith(term)) : found.includes(term),
  );
}
