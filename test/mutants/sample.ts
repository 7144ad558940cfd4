// Which mutants of all are tried: a share of each file as large as its share of all, chosen by a seed, so that another run
// with the same seed tries the same ones as long as their lines stay as they are.

import { hash } from 'node:crypto';
import type { Placed } from './catalogue.ts';

export function sample(mutants: readonly Placed[], size: number, seed: string): Placed[] {
  if (size >= mutants.length) return [...mutants];
  const byFile = [...Map.groupBy(mutants, ({ file }) => file)].map(([, own]) => own);
  const shares = byFile.map((own) => (own.length * size) / mutants.length);
  const counts = shares.map(Math.floor);
  // What is left goes to the files that lost most by rounding down.
  const left = size - counts.reduce((sum, count) => sum + count, 0);
  const order = shares
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { index } of order.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1;
  const rank = ({ key }: Placed) => hash('sha256', `${seed} ${key}`);
  return byFile.flatMap((own, index) => own.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, counts[index]));
}

/** In what order they are tried: mixed, so that a run that is cut short has tried some of every file. */
export function mixed(mutants: readonly Placed[], seed: string): Placed[] {
  const rank = ({ key }: Placed) => hash('sha256', `order ${seed} ${key}`);
  return mutants.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** 95 % confidence (Wilson) for a share found in a sample. */
export function confidence(found: number, of: number): [low: number, high: number] {
  if (of === 0) return [0, 1];
  const [z, share] = [1.96, found / of];
  const middle = share + (z * z) / (2 * of);
  const width = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * of)) / of);
  const scale = 1 + (z * z) / of;
  return [(middle - width) / scale, (middle + width) / scale];
}
