// The steps of a search for paths: who stands for the ends, and whom a record is joined to under a filter.

import { rows, stepBranches, together } from './access-paths.ts';
import type { CompiledFilter } from './filter.ts';

/** `compiled` has resolved `starts`, `stops` and `closed`. */
export function endsText(compiled: CompiledFilter): string {
  const ids = (name: string) => `[r IN ${name} | r.id] AS ${name}`;
  return `${compiled.prelude}\nRETURN at, ${['starts', 'stops', 'closed'].map(ids).join(', ')}`;
}

export function neighboursText(compiled: CompiledFilter): string {
  const from = { ...compiled, names: [...compiled.names, 'n'] };
  const [speaking, spokenOf] = stepBranches(compiled);
  return `${compiled.prelude}
UNWIND $wanted AS id
MATCH (n:Record {id: id})
${together(from, [`${rows(speaking)}\n  RETURN t AS other`, `${rows(spokenOf)}\n  RETURN s AS other`])}
WITH n, other WHERE other <> n
WITH n, collect(DISTINCT other) AS others
RETURN n.id AS id, [other IN others | other.id] AS others`;
}
