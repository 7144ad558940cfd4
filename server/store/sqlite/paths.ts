// The shortest paths between two records over the attributions of a filter, each hop one of them in either direction. What
// lies within reach of the end is found first, step by step; then paths are walked in order of ids, entering only where
// the end can still be reached in exactly the steps that are left.

import { limit as overLimit } from '../../domain/errors.ts';
import type { Id } from '../../domain/records.ts';
import type { PathQuery } from '../store.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { Part, Reading } from './filter.ts';
import { numbersOf, readFilter } from './filter.ts';
import { branches } from './rows-sql.ts';

const CLAIM = kinds.code('claim');
/** Far above what a page of paths needs; a graph that needs more is refused rather than searched for minutes. */
const MOST_STEPS = 5_000_000;
/** Stands for the record whose neighbours are asked for; no number is negative. */
const PLACE = -1;

export function paths(connection: Connection, query: PathQuery): Id[][] {
  const read = readFilter(connection, query.filter);
  if (read === null) return [];
  const [from] = numbersOf(connection, [query.from], read.asOf);
  const [to] = numbersOf(connection, [query.to], read.asOf);
  if (from === undefined || to === undefined || from === to) return [];
  const graph = new Graph(connection, read);
  const closed = new Set(numbersOf(connection, query.exclude, read.asOf));
  const search = new Search(graph, from, to, closed, query.limit);
  for (let hops = 1; hops <= query.maxHops && search.found.length < query.limit; hops++) search.walk(hops);
  return search.found.map((path) => path.map((num) => graph.id(num)));
}

class Search {
  readonly found: number[][] = [];
  readonly #graph: Graph;
  readonly #from: number;
  readonly #to: number;
  readonly #closed: ReadonlySet<number>;
  readonly #limit: number;
  /** By number of steps left: records from which the end can be reached in exactly so many. */
  readonly #reach: Set<number>[];
  #steps = 0;

  constructor(graph: Graph, from: number, to: number, closed: ReadonlySet<number>, limit: number) {
    this.#graph = graph;
    this.#from = from;
    this.#to = to;
    this.#closed = closed;
    this.#limit = limit;
    this.#reach = [new Set([to])];
  }

  /** Adds every path of exactly so many hops, in order of ids, until there are enough. */
  walk(hops: number): void {
    this.#step([this.#from], hops);
  }

  #step(path: number[], left: number): void {
    const reach = this.#within(left - 1);
    for (const next of this.#graph.neighbours(path.at(-1) as number)) {
      if (++this.#steps > MOST_STEPS) throw overLimit([], { code: 'TOO_MANY_PATHS' });
      if (!reach.has(next) || path.includes(next)) continue;
      if (left === 1) this.found.push([...path, next]);
      else this.#step([...path, next], left - 1);
      if (this.found.length >= this.#limit) return;
    }
  }

  #within(steps: number): Set<number> {
    const known = this.#reach[steps];
    if (known !== undefined) return known;
    const reach = new Set<number>();
    for (const num of this.#within(steps - 1))
      for (const next of this.#graph.neighbours(num))
        if (next !== this.#to && next !== this.#from && !this.#closed.has(next) && !this.#graph.isClaim(next))
          reach.add(next);
    this.#reach[steps] = reach;
    return reach;
  }
}

/** Neighbours as the filter lets them be seen, read when they are first asked for. */
class Graph {
  readonly #connection: Connection;
  readonly #parts: Part[];
  readonly #neighbours = new Map<number, number[]>();
  readonly #ids = new Map<number, Id>();
  readonly #claims = new Set<number>();

  constructor(connection: Connection, read: Reading) {
    this.#connection = connection;
    const ends = [
      ['speaker', 'target'],
      ['target', 'speaker'],
    ] as const;
    this.#parts = ends.flatMap(([index, other]) =>
      branches(
        connection,
        read,
        { by: 'lanes', lanes: [{ index, values: [PLACE], unless: [] }], rows: 0, extra: [] },
        { apart: false, text: 'LIST' },
      ).map(({ from, where }) => ({
        sql: `SELECT DISTINCT r.num, r.id, r.kind FROM ${from} CROSS JOIN record r ON r.num = a.${other} WHERE ${where.sql}`,
        parameters: where.parameters,
      })),
    );
  }

  /** In order of id, without itself. */
  neighbours(num: number): number[] {
    const known = this.#neighbours.get(num);
    if (known !== undefined) return known;
    const found = new Set<number>();
    for (const { sql, parameters } of this.#parts)
      for (const [next, id, kind] of this.#connection.all<[number, Id, number]>(
        sql,
        parameters.map((value) => (value === PLACE ? num : value)),
      )) {
        found.add(next);
        this.#ids.set(next, id);
        if (kind === CLAIM) this.#claims.add(next);
      }
    found.delete(num);
    const sorted = [...found].sort((a, b) => (this.id(a) < this.id(b) ? -1 : 1));
    this.#neighbours.set(num, sorted);
    return sorted;
  }

  isClaim(num: number): boolean {
    return this.#claims.has(num);
  }

  id(num: number): Id {
    const known = this.#ids.get(num);
    if (known !== undefined) return known;
    const id = this.#connection.value<Id>('SELECT id FROM record WHERE num = ?', [num]);
    this.#ids.set(num, id);
    return id;
  }
}
