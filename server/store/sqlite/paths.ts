// The graph of a filter's attributions, each hop one of them in either direction, for the engine to find paths in.

import type { Id } from '../../domain/records.ts';
import { answering } from '../engine/look-ups.ts';
import type { Neighbours } from '../engine/paths.ts';
import { shortestPaths } from '../engine/paths.ts';
import type { PathQuery } from '../store.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { CompiledFilter } from './filter.ts';
import { compileFilter, numbersOf } from './filter.ts';
import { branches } from './rows-sql.ts';
import type { SqlFragment } from './sql.ts';
import { sql } from './sql.ts';

const CLAIM = kinds.code('claim');
/** Stands for the record whose neighbours are asked for; no number is negative. */
const CURRENT_NODE = -1;

export function paths(connection: Connection, query: PathQuery): Id[][] {
  const compiled = compileFilter(connection, query.filter);
  if (compiled === null) return [];
  const [from] = numbersOf(connection, [query.from], compiled.asOf);
  const [to] = numbersOf(connection, [query.to], compiled.asOf);
  if (from === undefined || to === undefined) return [];
  const graph = new Graph(connection, compiled);
  const closed = new Set(numbersOf(connection, query.exclude, compiled.asOf));
  const { maxHops, limit } = query;
  // The first alone: reading what may not be wanted costs more here than asking again.
  const found = answering(shortestPaths({ from, to, closed, maxHops, limit }, graph), ([num]) => graph.load(num));
  return found.map((path) => path.map((num) => graph.id(num)));
}

/** Neighbours as the filter lets them be seen, read when they are first asked for. */
class Graph implements Neighbours<number> {
  readonly #connection: Connection;
  readonly #hops: SqlFragment[];
  readonly #neighbours = new Map<number, number[]>();
  readonly #ids = new Map<number, Id>();
  readonly #claims = new Set<number>();

  constructor(connection: Connection, compiled: CompiledFilter) {
    this.#connection = connection;
    const ends = [
      ['speaker', 'target'],
      ['target', 'speaker'],
    ] as const;
    this.#hops = ends.flatMap(([index, other]) =>
      branches(
        connection,
        compiled,
        { by: 'scans', scans: [{ index, values: [CURRENT_NODE], unless: [] }], rows: 0, extra: [] },
        { apart: false, text: 'LIST' },
      ).map(
        ({ from, where }) =>
          sql`SELECT DISTINCT r.num, r.id, r.kind FROM ${from} CROSS JOIN record r ON r.num = a.${sql.raw(other)} WHERE ${where}`,
      ),
    );
  }

  of(num: number): readonly number[] | undefined {
    return this.#neighbours.get(num);
  }

  load(num: number | undefined): void {
    if (num === undefined) return;
    const found = new Set<number>();
    for (const { text, parameters } of this.#hops)
      for (const [next, id, kind] of this.#connection.all<[number, Id, number]>(
        text,
        parameters.map((value) => (value === CURRENT_NODE ? num : value)),
      )) {
        found.add(next);
        this.#ids.set(next, id);
        if (kind === CLAIM) this.#claims.add(next);
      }
    found.delete(num);
    const sorted = [...found].sort((a, b) => (this.id(a) < this.id(b) ? -1 : 1));
    this.#neighbours.set(num, sorted);
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
