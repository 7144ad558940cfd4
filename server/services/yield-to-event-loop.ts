// Lets other requests run during long work on the main thread, so that no request blocks the others for more than a moment.

import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 10;

/** Returns a function to await after each small step of the work; it yields when the time slice is used up. */
export function yieldToEventLoop(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
