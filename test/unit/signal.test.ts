// What wakes the streams of this process after a write of its own.

import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSignal } from '../../server/graphql/context.ts';

/** Whether it is over within a moment. */
const isOver = (wait: Promise<void>) => Promise.race([wait.then(() => true), setTimeout(100, false)]);

test('a ring ends every wait at once, and so does leaving; otherwise its time does', async () => {
  const signal = createSignal();
  const here = new AbortController();
  const gone = new AbortController();
  const waits = [signal.wait(60_000, here.signal), signal.wait(60_000, here.signal)];
  const leaving = signal.wait(60_000, gone.signal);
  expect(await isOver(Promise.race([...waits, leaving]))).toBe(false);
  gone.abort();
  expect(await isOver(leaving)).toBe(true);
  expect(await isOver(Promise.race(waits))).toBe(false);
  signal.ring();
  expect(await isOver(Promise.all(waits).then(() => {}))).toBe(true);
  // Who comes later waits for the next.
  expect(await isOver(signal.wait(60_000, here.signal))).toBe(false);
  expect(await isOver(signal.wait(60_000, gone.signal))).toBe(true);
  expect(await isOver(signal.wait(1, here.signal))).toBe(true);
  here.abort();
});
