// Work that Ctrl-C can stop. The first signal asks the work to undo what it began; a second one ends the process at once,
// which is safe too: what is not acknowledged was not written.

import { StoppedError } from './command.ts';

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** `left` says what the stop leaves behind. */
export async function stoppable<T>(left: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  let exitCode = 0;
  const listeners = Object.entries(SIGNALS).map(([name, code]) => {
    const listener = () => {
      // First of all: a signal that comes while the work is told would be taken here, and lost.
      ignore();
      exitCode = code;
      stop.abort(new StoppedError(`stopped before the end: ${left}`, code));
    };
    return { name, listener };
  });
  const ignore = () => {
    for (const { name, listener } of listeners) process.off(name, listener);
  };
  for (const { name, listener } of listeners) process.on(name, listener);
  try {
    return await work(stop.signal);
  } catch (error) {
    // Whatever the stop broke on its way out, the stop is the reason.
    throw stop.signal.aborted && exitCode !== 0 ? stop.signal.reason : error;
  } finally {
    ignore();
  }
}
