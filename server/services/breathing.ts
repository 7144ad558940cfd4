// Long work on this thread lets others in now and then, so that one request never holds up the rest for more than a moment.

import { setImmediate } from 'node:timers/promises';

const MOMENT_MS = 10;

/** Await what it returns after each small step of the work. */
export function breathing(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < MOMENT_MS) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
