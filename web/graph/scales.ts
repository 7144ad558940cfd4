// Counts -> what is drawn: width and size; colour and dash are web/view/balance.ts. Pure, and the only place that decides
// it, so that the canvas and its legend cannot disagree.

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
