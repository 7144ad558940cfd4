// Counts -> what is drawn: width, colour bin, dash, size. Pure, and the only place that decides it, so that the canvas and
// its legend cannot disagree.

import type { NetworkEdge } from '../view/slots.ts';

/** From opposes to supports; each is a custom property of the theme. */
export const BINS = ['o3', 'o2', 'o1', 'n0', 's1', 's2', 's3'] as const;
export type Bin = (typeof BINS)[number];

/** Bounds of the bins of balance; exactly zero is grey whatever surrounds it. */
const BOUNDS = [2 / 3, 1 / 3];

export function binOf(balance: number): Bin {
  const size = Math.abs(balance);
  if (size < 1e-9) return 'n0';
  const strength = size >= (BOUNDS[0] ?? 1) ? 3 : size >= (BOUNDS[1] ?? 1) ? 2 : 1;
  return `${balance < 0 ? 'o' : 's'}${strength}` as Bin;
}

/** The sign without colour: a line supports, dashes oppose, dots take no side, a striped line does both. */
export type Sign = 'supports' | 'opposes' | 'neutral' | 'mixed';

/** Mixed: both signs, each at least a fifth of the claims; or claims that are for and against at once. */
export function signOf({ n, supports, opposes, mixed, balance }: NetworkEdge): Sign {
  const both = supports / n >= 0.2 && opposes / n >= 0.2;
  if (both || mixed / n >= 0.5) return 'mixed';
  if (balance > 0) return 'supports';
  return balance < 0 ? 'opposes' : 'neutral';
}

const THINNEST = 1.25;
const THICKEST = 8;

/** Square root of the number of claims, 1.25 to 8 px; one claim is thin whatever the heaviest edge has. */
export function widthScale(heaviest: number): (n: number) => number {
  const span = Math.max(Math.sqrt(heaviest) - 1, 2);
  return (n) => THINNEST + ((THICKEST - THINNEST) * Math.min(Math.sqrt(n) - 1, span)) / span;
}

/** Two or three numbers of claims that occur, for the legend. */
export function breakpoints(counts: readonly number[]): number[] {
  if (counts.length === 0) return [];
  const sorted = [...counts].sort((a, b) => a - b);
  const heaviest = sorted.at(-1) ?? 1;
  const middle = sorted.find((n) => n >= Math.sqrt(heaviest * (sorted[0] ?? 1)) && n < heaviest);
  return [...new Set([sorted[0] ?? 1, middle ?? heaviest, heaviest])];
}

const SMALLEST = 20;
const LARGEST = 44;

/** The area of a node grows with its claims in the network. */
export function sizeScale(most: number): (claims: number) => number {
  const root = Math.sqrt(Math.max(most, 1));
  return (claims) => SMALLEST + ((LARGEST - SMALLEST) * Math.sqrt(claims)) / root;
}
