// Times -> the figures that are reported.

export interface Figures {
  runs: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export function figuresOf(times: readonly number[]): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { runs: sorted.length, p50: at(0.5), p99: at(0.99) };
}

/** Runs it a few times first, then measures as often as asked. */
export async function measure(runs: number, work: (run: number) => unknown): Promise<Figures> {
  for (let run = 0; run < Math.min(runs, 5); run++) await work(run);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    await work(run);
    times.push(performance.now() - from);
  }
  return figuresOf(times);
}
