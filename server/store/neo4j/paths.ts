// The graph of a filter's attributions, each hop one of them in either direction, for the engine to find paths in.

import { kindOf } from '../../domain/ids.ts';
import type { Id } from '../../domain/records.ts';
import { answeringLater } from '../engine/look-ups.ts';
import type { Neighbours } from '../engine/paths.ts';
import { shortestPaths } from '../engine/paths.ts';
import type { PathQuery } from '../store.ts';
import type { CompiledFilter } from './cypher/filter.ts';
import { compileFilter, resolve } from './cypher/filter.ts';
import { endsText, neighboursText } from './cypher/paths.ts';
import type { Row, Runner } from './database.ts';

export async function paths(runner: Runner, query: PathQuery): Promise<Id[][]> {
  const compiled = compileFilter(query.filter);
  if (compiled === null) return [];
  const ends = { ...compiled, names: [...compiled.names], parameters: { ...compiled.parameters } };
  for (const [name, ids] of Object.entries({ starts: [query.from], stops: [query.to], closed: query.exclude }))
    resolve(ends, name, ids);
  const [row] = await runner.run<Row & { at: number; starts: Id[]; stops: Id[]; closed: Id[] }>(
    endsText(ends),
    ends.parameters,
  );
  const [from, to] = [row?.starts[0], row?.stops[0]];
  if (row === undefined || from === undefined || to === undefined) return [];
  // Every step is read at one version.
  compiled.parameters.asOf = row.at;
  const graph = new Graph(runner, compiled);
  const { maxHops, limit } = query;
  const search = shortestPaths({ from, to, closed: new Set(row.closed), maxHops, limit }, graph);
  return answeringLater(search, (wanted) => graph.load(wanted));
}

/** Neighbours as the filter lets them be seen, read when they are first asked for, many at once. */
class Graph implements Neighbours<Id> {
  readonly #runner: Runner;
  readonly #text: string;
  readonly #parameters: Row;
  readonly #neighbours = new Map<Id, Id[]>();

  constructor(runner: Runner, compiled: CompiledFilter) {
    this.#runner = runner;
    this.#text = neighboursText(compiled);
    this.#parameters = compiled.parameters;
  }

  async load(ids: readonly Id[]): Promise<void> {
    const wanted = ids.filter((id) => !this.#neighbours.has(id));
    if (wanted.length === 0) return;
    for (const id of wanted) this.#neighbours.set(id, []);
    const rows = await this.#runner.run<{ id: Id; others: Id[] }>(this.#text, { ...this.#parameters, wanted });
    for (const { id, others } of rows) this.#neighbours.set(id, others.sort());
  }

  of(id: Id): readonly Id[] | undefined {
    return this.#neighbours.get(id);
  }

  isClaim(id: Id): boolean {
    return kindOf(id) === 'claim';
  }
}
