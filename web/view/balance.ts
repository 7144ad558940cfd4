// The counts of a relation -> its colour and its line. Pure, and the only place that decides it, so that the canvas, its
// legend and the panel cannot disagree.

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

export interface Balanced {
  n: number;
  supports: number;
  opposes: number;
  mixed: number;
  balance: number;
}

/** Mixed: both signs, each at least a fifth of the claims; or claims that are for and against at once. */
export function signOf({ n, supports, opposes, mixed, balance }: Balanced): Sign {
  const both = supports / n >= 0.2 && opposes / n >= 0.2;
  if (both || mixed / n >= 0.5) return 'mixed';
  if (balance > 0) return 'supports';
  return balance < 0 ? 'opposes' : 'neutral';
}
