// The shortest paths between two records of a graph. What lies within reach of the end is found first, step by step; then paths
// are walked in order of ids, entering only where the end can still be reached in exactly the steps that are left.

import type { Asking } from './look-ups.ts';
import { MOST_STEPS, tooManyPaths } from './refusals.ts';

/** Records as the store tells them apart: by id, or by a number. */
export interface PathEnds<Node> {
  from: Node;
  to: Node;
  /** Records that no path may pass through. */
  closed: ReadonlySet<Node>;
  maxHops: number;
  limit: number;
}

export interface Neighbours<Node> {
  /** In order of id, without the record itself; undefined as long as they are not loaded. */
  of(node: Node): readonly Node[] | undefined;
  isClaim(node: Node): boolean;
}

/** A question is a list of records whose neighbours are to be loaded: of the first now, of the others probably soon. */
type Search<Node, Result> = Asking<readonly Node[], void, Result>;

export function* shortestPaths<Node>(ends: PathEnds<Node>, neighbours: Neighbours<Node>): Search<Node, Node[][]> {
  if (ends.from === ends.to) return [];
  const search = new PathSearch(ends, neighbours);
  for (let hops = 1; hops <= ends.maxHops && search.found.length < ends.limit; hops++) yield* search.walk(hops);
  return search.found;
}

class PathSearch<Node> {
  readonly found: Node[][] = [];
  readonly #ends: PathEnds<Node>;
  readonly #neighbours: Neighbours<Node>;
  /** By number of steps left: records from which the end can be reached in exactly so many. */
  readonly #reach: ReadonlySet<Node>[];
  #steps = 0;

  constructor(ends: PathEnds<Node>, neighbours: Neighbours<Node>) {
    this.#ends = ends;
    this.#neighbours = neighbours;
    this.#reach = [new Set([ends.to])];
  }

  /** Adds every path of exactly so many hops, in order of ids, until there are enough. */
  *walk(hops: number): Search<Node, void> {
    yield* this.#within(hops - 1);
    yield* this.#step([this.#ends.from], hops, []);
  }

  /** `beside`: where paths may go on instead of the last record. */
  *#step(path: readonly Node[], left: number, beside: readonly Node[]): Search<Node, void> {
    const { to, limit } = this.#ends;
    // Whatever is within reach of the end in one step has it as a neighbour.
    if (left === 1 && path.length > 1) {
      this.found.push([...path, to]);
      return;
    }
    const neighbours = yield* this.#of(path.at(-1) as Node, beside);
    this.#steps += neighbours.length;
    if (this.#steps > MOST_STEPS) throw tooManyPaths();
    const reach = this.#reach[left - 1];
    const open = neighbours.filter((next) => reach?.has(next) === true && !path.includes(next));
    for (const next of open) {
      if (left === 1) this.found.push([...path, next]);
      else yield* this.#step([...path, next], left - 1, open);
      if (this.found.length >= limit) return;
    }
  }

  *#within(steps: number): Search<Node, ReadonlySet<Node>> {
    const known = this.#reach[steps];
    if (known !== undefined) return known;
    const before = yield* this.#within(steps - 1);
    const reach = new Set<Node>();
    for (const node of before)
      for (const next of yield* this.#of(node, before)) if (this.#isPassable(next)) reach.add(next);
    this.#reach[steps] = reach;
    return reach;
  }

  #isPassable(node: Node): boolean {
    const { from, to, closed } = this.#ends;
    return node !== to && node !== from && !closed.has(node) && !this.#neighbours.isClaim(node);
  }

  *#of(node: Node, others: Iterable<Node>): Search<Node, readonly Node[]> {
    const known = this.#neighbours.of(node);
    if (known !== undefined) return known;
    const unknown = [...others].filter((other) => other !== node && this.#neighbours.of(other) === undefined);
    yield [node, ...unknown];
    const loaded = this.#neighbours.of(node);
    if (loaded === undefined) throw new Error('neighbours were asked for and not loaded');
    return loaded;
  }
}
