// The counts of a relation -> its sign and its color. Pure, and the only place that decides either, so that the canvas, its
// legend and the panel cannot disagree.

/** From opposes to supports; each is a custom property of the theme. */
export const BINS = ['o3', 'o2', 'o1', 'n0', 's1', 's2', 's3'] as const;
export type Bin = (typeof BINS)[number];

/** The sign without color: a line supports, dashes oppose, dots take no side, a striped line does both. */
export type Sign = 'supports' | 'opposes' | 'neutral' | 'mixed';

export interface Balanced {
  n: number;
  supports: number;
  opposes: number;
  mixed: number;
  balance: number;
}

/**
 * Mixed: both sides hold at least a fifth of the claims each, or half of the claims are for and against at once.
 * A side: it holds at least a quarter of the claims, and at least twice as many as the other side. Else neutral.
 */
export function signOf({ n, supports, opposes, mixed }: Balanced): Sign {
  const [less, more] = supports < opposes ? [supports, opposes] : [opposes, supports];
  if (n === 0) return 'neutral';
  if (5 * less >= n || 2 * mixed >= n) return 'mixed';
  if (4 * more < n || more < 2 * less) return 'neutral';
  return supports > opposes ? 'supports' : 'opposes';
}

/** A side is colored the more strongly the more it outweighs the other; what takes no side, or both, is gray. */
export function binOf(relation: Balanced): Bin {
  const sign = signOf(relation);
  if (sign !== 'supports' && sign !== 'opposes') return 'n0';
  const size = Math.abs(relation.balance);
  const strength = size >= 2 / 3 ? 3 : size >= 1 / 3 ? 2 : 1;
  return `${sign === 'opposes' ? 'o' : 's'}${strength}`;
}
