// The steps of a search for paths: who stands for the ends, and whom a record is joined to under a filter.

import type { Reading } from './filter.ts';
import { rows, stepBranches, together } from './ways.ts';

/** `read` has resolved `starts`, `stops` and `closed`. */
export function endsText(read: Reading): string {
  const ids = (name: string) => `[r IN ${name} | r.id] AS ${name}`;
  return `${read.prelude}\nRETURN at, ${['starts', 'stops', 'closed'].map(ids).join(', ')}`;
}

export function neighboursText(read: Reading): string {
  const from = { ...read, names: [...read.names, 'n'] };
  const [speaking, spokenOf] = stepBranches(read);
  return `${read.prelude}
UNWIND $wanted AS id
MATCH (n:Record {id: id})
${together(from, [`${rows(speaking)}\n  RETURN t AS other`, `${rows(spokenOf)}\n  RETURN s AS other`])}
WITH n, other WHERE other <> n
WITH n, collect(DISTINCT other) AS others
RETURN n.id AS id, [other IN others | other.id] AS others`;
}
