// Times questions again and again, one at a time and in turns, so that what disturbs the machine disturbs them all; says how
// long each takes as a rule and at worst.

export interface Timing {
  p50: number;
  p99: number;
  runs: number;
}

/** Is given the number of the run, so that it need not ask for the same thing each time. */
export type Ask = (run: number) => unknown;

const WARM_UP = 5;
const LEAST = 20;
const MOST = 300;
const BUDGET_MS = 6_000;
/** Of what takes seconds, this many will do. */
const LEAST_OF_SLOW = 7;
const LONG_MS = 15_000;
const LONG_WARM_UP_MS = 5_000;

export async function timed<const T extends readonly Ask[]>(...asks: T): Promise<{ [K in keyof T]: Timing }> {
  return timedAtLeast(LEAST, asks);
}

/** Where a few runs have to do. */
export async function timedAtLeast<const T extends readonly Ask[]>(
  least: number,
  asks: T,
): Promise<{ [K in keyof T]: Timing }> {
  const warming = performance.now();
  for (let run = 0; run < WARM_UP && performance.now() - warming < LONG_WARM_UP_MS * asks.length; run++)
    for (const ask of asks) await ask(run);
  const times = asks.map((): number[] => []);
  const started = performance.now();
  for (let run = 0; run < MOST; run++) {
    for (const [index, ask] of asks.entries()) {
      const before = performance.now();
      await ask(run);
      times[index]?.push(performance.now() - before);
    }
    const each = (performance.now() - started) / asks.length;
    if (run + 1 >= least && each > BUDGET_MS) break;
    if (run + 1 >= LEAST_OF_SLOW && each > LONG_MS) break;
  }
  return times.map(timingOf) as { [K in keyof T]: Timing };
}

function timingOf(times: number[]): Timing {
  times.sort((a, b) => a - b);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), runs: times.length };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
