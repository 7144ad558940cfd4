// Times one question again and again, one at a time, and says how long it takes as a rule and at worst.

export interface Timing {
  p50: number;
  p99: number;
  runs: number;
}

const WARM_UP = 5;
const LEAST = 20;
const MOST = 300;
const BUDGET_MS = 6_000;

/** `ask` is given the number of the run, so that it need not ask for the same thing each time. */
export async function timed(ask: (run: number) => unknown): Promise<Timing> {
  for (let run = 0; run < WARM_UP; run++) await ask(run);
  const times: number[] = [];
  const started = performance.now();
  for (let run = 0; run < MOST; run++) {
    const before = performance.now();
    await ask(run);
    const after = performance.now();
    times.push(after - before);
    if (run + 1 >= LEAST && after - started > BUDGET_MS) break;
  }
  times.sort((a, b) => a - b);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), runs: times.length };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toString();
}
