// Work sent alone waits for everything sent before it and delays everything sent after it; a failure stops the queue.

import { expect, test } from 'vitest';
import { OrderedQueue } from '../../server/store/neo4j/ordered-queue.ts';

/** Says when each began, and ends them when told. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('sends without waiting, but for what stands alone', async () => {
  const { begun, work, end } = works();
  const queue = new OrderedQueue();
  queue.send(work('a'));
  queue.send(work('b'));
  queue.sendAlone(work('alone'));
  queue.send(work('c'));
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('a');
  await settled();
  expect(begun).toEqual(['a', 'b', 'alone']);
  end('alone');
  await settled();
  expect(begun).toEqual(['a', 'b', 'alone', 'c']);
});

test('does nothing more once something failed, and tells the first failure', async () => {
  const { begun, work } = works();
  const queue = new OrderedQueue();
  queue.send(() => Promise.reject(new Error('first')));
  const alone = queue.sendAlone(work('alone'));
  const after = queue.send(work('after'));
  await expect(alone).rejects.toThrow('first');
  await expect(after).rejects.toThrow('first');
  await expect(queue.all()).rejects.toThrow('first');
  await queue.quiet();
  expect(begun).toEqual([]);
});
