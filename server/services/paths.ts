// Shortest paths between two records, each hop with the relations that join its ends.

import { limit as tooMuch } from '../domain/errors.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import type { Id } from '../domain/records.ts';
import type { ClaimFilter, Store } from '../store/store.ts';
import type { Asking } from './asking.ts';
import type { Relation } from './networks.ts';
import { relationOf } from './networks.ts';

export interface Path {
  nodes: Id[];
  /** One entry per hop: the relations in either direction. */
  hops: Relation[][];
}

export interface PathOptions {
  maxHops: number;
  limit: number;
  exclude: readonly Id[];
}

const MOST_HOPS = 6;
const MOST_PATHS = 5;
const MOST_EXCLUDED = 1_000;

export async function paths(
  store: Store,
  ask: Asking,
  from: Id,
  to: Id,
  filter: ClaimFilter,
  options: PathOptions,
): Promise<{ paths: Path[]; complete: boolean }> {
  check(from, to, options);
  const found = await store.paths({ filter, from, to, ...options, limit: options.limit + 1 });
  const shown = found.slice(0, options.limit);
  return { paths: await withHops(ask, filter, shown), complete: found.length === shown.length };
}

/** Ends that turn out to be one record are refused when they are known. */
export function checkPathOptions(
  from: Id,
  to: Id,
  { maxHops, limit, exclude }: PathOptions,
  faults: FaultCollector,
): void {
  if (maxHops < 1 || maxHops > MOST_HOPS) faults.add(['maxHops'], { code: 'OUT_OF_RANGE', least: 1, most: MOST_HOPS });
  if (limit < 1 || limit > MOST_PATHS) faults.add(['limit'], { code: 'OUT_OF_RANGE', least: 1, most: MOST_PATHS });
  if (from === to) faults.add(['to'], { code: 'SAME_ENDS' });
  if (exclude.includes(from) || exclude.includes(to)) faults.add(['exclude'], { code: 'EXCLUDES_AN_END' });
}

function check(from: Id, to: Id, options: PathOptions): void {
  const { exclude } = options;
  const faults = new FaultCollector();
  checkPathOptions(from, to, options, faults);
  faults.throwIfAny();
  if (exclude.length > MOST_EXCLUDED)
    throw tooMuch(['exclude'], { code: 'TOO_MANY_EXCLUDED', count: exclude.length, most: MOST_EXCLUDED });
}

/** All relations of all hops in one tally. */
async function withHops(ask: Asking, filter: ClaimFilter, found: readonly Id[][]): Promise<Path[]> {
  const steps = found.flatMap((nodes) => nodes.slice(1).map((node, index): [Id, Id] => [nodes[index] as Id, node]));
  if (steps.length === 0) return [];
  const pairs = new Map(
    steps.flatMap(([a, b]) => [
      [`${a} ${b}`, [a, b] as const],
      [`${b} ${a}`, [b, a] as const],
    ]),
  );
  const { rows } = await ask.tally({ filter, by: ['speaker', 'target'], pairs: [...pairs.values()], unit: 'CLAIMS' });
  const relations = new Map(rows.map((row) => [row.keys.join(' '), relationOf(row, filter)]));
  return found.map((nodes) => ({
    nodes,
    hops: nodes
      .slice(1)
      .map((node, index) =>
        [relations.get(`${nodes[index]} ${node}`), relations.get(`${node} ${nodes[index]}`)].filter(
          (edge) => edge !== undefined,
        ),
      ),
  }));
}
