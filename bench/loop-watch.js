// Loaded into the server before it starts (`node --import`): measures how late the event loop is, every few milliseconds,
// and tells whoever started the process when asked. Plain JavaScript: for TypeScript, Node would load its translator in every
// thread, and the server would seem larger than it is.

import { isMainThread } from 'node:worker_threads';

const EVERY_MS = 4;

// The store's threads inherit the option that loads this.
if (isMainThread) {
  let last = performance.now();
  let worst = 0;

  setInterval(() => {
    const now = performance.now();
    worst = Math.max(worst, now - last - EVERY_MS);
    last = now;
  }, EVERY_MS).unref();

  process.on('message', (message) => {
    if (message !== 'stall') return;
    process.send?.({ stall: worst });
    worst = 0;
    last = performance.now();
  });
  // Being asked is no reason to go on when the server has ended.
  process.channel?.unref();
}
