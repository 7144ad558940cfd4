// A line on the terminal that says how far a long work is: how many, how fast, how much longer. Where there is no terminal
// it prints a line every ten seconds instead, so that logs stay readable.

export function startProgress(what: string, output: NodeJS.WriteStream = process.stderr) {
  const started = performance.now();
  const every = output.isTTY ? 100 : 10_000;
  let shownAt = started;
  const end = (): void => {
    if (output.isTTY) output.write('\r\x1b[K');
  };
  return {
    /** `share` is between 0 and 1 where the whole is known. */
    update(count: number, share: number | null): void {
      const now = performance.now();
      if (now - shownAt < every) return;
      shownAt = now;
      const seconds = (now - started) / 1000;
      const rate = Math.round(count / seconds);
      const left = share === null || share <= 0 ? '' : `, ${duration((seconds / share) * (1 - share))} left`;
      const percent = share === null ? '' : ` (${Math.floor(share * 100)} %)`;
      const line = `${what}: ${count.toLocaleString('en')}${percent}, ${rate.toLocaleString('en')}/s${left}`;
      output.write(output.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
    },
    end,
  };
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
