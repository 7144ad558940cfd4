// The shortest paths between two records over the attributions of a filter, each hop one of them in either direction. What
// lies within reach of the end is found first, step by step; then paths are walked in order of ids, entering only where
// the end can still be reached in exactly the steps that are left.

import { limit as overLimit } from '../../domain/errors.ts';
import { kindOf } from '../../domain/ids.ts';
import type { Id } from '../../domain/records.ts';
import type { PathQuery } from '../store.ts';
import type { Reading } from './cypher/filter.ts';
import { readFilter, resolve } from './cypher/filter.ts';
import { endsText, neighboursText } from './cypher/paths.ts';
import type { Row, Runner } from './database.ts';

/** Far above what a page of paths needs; a graph that needs more is refused rather than searched for minutes. */
const MOST_STEPS = 5_000_000;

export async function paths(runner: Runner, query: PathQuery): Promise<Id[][]> {
  const read = readFilter(query.filter);
  if (read === null) return [];
  const ends = { ...read, names: [...read.names], parameters: { ...read.parameters } };
  for (const [name, ids] of Object.entries({ starts: [query.from], stops: [query.to], closed: query.exclude }))
    resolve(ends, name, ids);
  const [row] = await runner.run<Row & { at: number; starts: Id[]; stops: Id[]; closed: Id[] }>(
    endsText(ends),
    ends.parameters,
  );
  const [from, to] = [row?.starts[0], row?.stops[0]];
  if (row === undefined || from === undefined || to === undefined || from === to) return [];
  // Every step is read at one version.
  read.parameters.asOf = row.at;
  const search = new Search(new Graph(runner, read), from, to, new Set(row.closed), query.limit);
  for (let hops = 1; hops <= query.maxHops && search.found.length < query.limit; hops++) await search.walk(hops);
  return search.found;
}

class Search {
  readonly found: Id[][] = [];
  readonly #graph: Graph;
  readonly #from: Id;
  readonly #to: Id;
  readonly #closed: ReadonlySet<Id>;
  readonly #limit: number;
  /** By number of steps left: records from which the end can be reached in exactly so many. */
  readonly #reach: Set<Id>[];
  #steps = 0;

  constructor(graph: Graph, from: Id, to: Id, closed: ReadonlySet<Id>, limit: number) {
    this.#graph = graph;
    this.#from = from;
    this.#to = to;
    this.#closed = closed;
    this.#limit = limit;
    this.#reach = [new Set([to])];
  }

  /** Adds every path of exactly so many hops, in order of ids, until there are enough. */
  async walk(hops: number): Promise<void> {
    await this.#within(hops - 1);
    await this.#step([this.#from], hops);
  }

  async #step(path: Id[], left: number): Promise<void> {
    const last = path.at(-1) as Id;
    // Whatever is within reach of the end in one step has it as a neighbour.
    if (left === 1 && path.length > 1) {
      this.found.push([...path, this.#to]);
      return;
    }
    const reach = this.#reach[left - 1] ?? new Set<Id>();
    const neighbours = await this.#graph.neighbours(last);
    const open = neighbours.filter((next) => reach.has(next) && !path.includes(next));
    this.#steps += neighbours.length;
    if (this.#steps > MOST_STEPS) throw overLimit([], { code: 'TOO_MANY_PATHS' });
    if (left === 1) {
      if (open.length > 0) this.found.push([...path, this.#to]);
      return;
    }
    if (left > 2) await this.#graph.load(open);
    for (const next of open) {
      await this.#step([...path, next], left - 1);
      if (this.found.length >= this.#limit) return;
    }
  }

  async #within(steps: number): Promise<Set<Id>> {
    const known = this.#reach[steps];
    if (known !== undefined) return known;
    const before = await this.#within(steps - 1);
    await this.#graph.load(before);
    const reach = new Set<Id>();
    for (const id of before)
      for (const next of await this.#graph.neighbours(id))
        if (next !== this.#to && next !== this.#from && !this.#closed.has(next) && kindOf(next) !== 'claim')
          reach.add(next);
    this.#reach[steps] = reach;
    return reach;
  }
}

/** Neighbours as the filter lets them be seen, read when they are first asked for, many at once. */
class Graph {
  readonly #runner: Runner;
  readonly #text: string;
  readonly #parameters: Row;
  readonly #neighbours = new Map<Id, Id[]>();

  constructor(runner: Runner, read: Reading) {
    this.#runner = runner;
    this.#text = neighboursText(read);
    this.#parameters = read.parameters;
  }

  async load(ids: Iterable<Id>): Promise<void> {
    const wanted = [...ids].filter((id) => !this.#neighbours.has(id));
    if (wanted.length === 0) return;
    for (const id of wanted) this.#neighbours.set(id, []);
    const rows = await this.#runner.run<{ id: Id; others: Id[] }>(this.#text, { ...this.#parameters, wanted });
    for (const { id, others } of rows) this.#neighbours.set(id, others.sort());
  }

  /** In order of id, without itself. */
  async neighbours(id: Id): Promise<Id[]> {
    await this.load([id]);
    return this.#neighbours.get(id) ?? [];
  }
}
